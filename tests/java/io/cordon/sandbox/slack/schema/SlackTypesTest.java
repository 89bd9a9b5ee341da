package io.cordon.sandbox.slack.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cordon.sandbox.MadeOnce;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlackTypesTest {
  private static final Path OWN = Path.of("slack-types");

  @TempDir Path folder;

  @Test
  void aMissingNpmIsSaidInOneLine() {
    var types = new SlackTypes(OWN, folder.resolve("types"), "no-npm-here");

    assertThatThrownBy(types::schemas)
        .isInstanceOf(MadeOnce.CannotMake.class)
        .hasMessageContaining("need Node 20 with npm on the PATH")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
  }

  @Test
  void aPackageThatCannotBeHadIsSaidInOneLine() throws Exception {
    var sources = Files.createDirectory(folder.resolve("sources"));
    for (var file : new String[] {"payloads.ts", "generate.mjs"}) {
      Files.copy(OWN.resolve(file), sources.resolve(file));
    }
    Files.writeString(sources.resolve("package.json"), "{\"dependencies\": {\"x\": \"1.0.0\"}}");
    Files.writeString(sources.resolve("package-lock.json"), "{}");

    assertThatThrownBy(new SlackTypes(sources, folder.resolve("types"), "npm")::schemas)
        .isInstanceOf(MadeOnce.CannotMake.class)
        .hasMessageContaining("from the npm registry")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
  }

  @Test
  void everyVersionIsExact() throws Exception {
    assertThat(Files.readString(OWN.resolve("package.json")))
        .doesNotContain("\"^", "\"~", "\"latest");
  }
}
