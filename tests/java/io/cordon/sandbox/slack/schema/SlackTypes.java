package io.cordon.sandbox.slack.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cordon.sandbox.MadeOnce;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The JSON Schemas that {@code ts-json-schema-generator} makes of Slack's official TypeScript
 * types, in the versions that {@code slack-types/package-lock.json} pins. npm installs them on
 * first use; nothing of them is kept beside the sources.
 */
final class SlackTypes {
  private static final List<String> FILES =
      List.of("package.json", "package-lock.json", "payloads.ts", "generate.mjs");

  private final Path sources;
  private final Path folder;
  private final String npm;

  /**
   * Types that are not installed yet.
   *
   * @param sources the folder with the package files and the roots
   * @param folder where they are or will be installed
   * @param npm the command that starts npm
   */
  SlackTypes(Path sources, Path folder, String npm) {
    this.sources = sources;
    this.folder = folder;
    this.npm = npm;
  }

  /** The project's own, under {@code target}. */
  static SlackTypes own() {
    return new SlackTypes(Path.of("slack-types"), Path.of("target", "slack-types"), "npm");
  }

  /**
   * A schema for each root of {@code payloads.ts}, by its name.
   *
   * @throws MadeOnce.CannotMake when there is no npm, or the packages cannot be fetched
   */
  JsonNode schemas() {
    try {
      var made = new MadeOnce(folder, recipe()).folder(this::install);
      return new ObjectMapper().readTree(made.resolve("schemas.json").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String recipe() throws IOException {
    var all = new StringBuilder();
    for (var file : FILES) {
      all.append(Files.readString(sources.resolve(file)));
    }
    return all.toString();
  }

  private void install(Path to, MadeOnce.Commands commands) throws IOException {
    for (var file : FILES) {
      Files.copy(sources.resolve(file), to.resolve(file));
    }
    commands.run(
        in(to, npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"),
        "The tests need Node 20 with npm on the PATH, and the packages of"
            + " tests/slack-types/package-lock.json from the npm registry");
    commands.run(
        in(to, "node", "generate.mjs"), "The tests need Node 20 to read Slack's types with");
  }

  private static ProcessBuilder in(Path folder, String... command) {
    return new ProcessBuilder(command).directory(folder.toFile());
  }
}
