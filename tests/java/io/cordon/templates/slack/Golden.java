package io.cordon.templates.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Texts that a person has read and found right, one file each. Run the tests with {@code
 * -Dgolden.rewrite=true} to write what the templates give now, and read the difference before you
 * keep it.
 */
final class Golden {
  private static final Path FOLDER = Path.of("resources/io/cordon/templates/slack");
  private static final boolean REWRITE = Boolean.getBoolean("golden.rewrite");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Golden() {}

  static void check(String name, Message message) {
    check(name, List.of(message));
  }

  static void check(String name, List<Message> messages) {
    var text = new StringBuilder();
    for (var message : messages) {
      var tree = JSON.createObjectNode().put("text", message.text());
      text.append(pretty(tree.<ObjectNode>set("blocks", parse(message.blocks())))).append('\n');
    }
    checkText(name + ".json", text.toString());
  }

  static void check(String name, View view) {
    checkText(name + ".json", pretty(parse(view.json())) + "\n");
  }

  /** Compares with the file, line by line. */
  static void checkText(String file, String actual) {
    var path = FOLDER.resolve(file);
    try {
      if (REWRITE) {
        Files.createDirectories(FOLDER);
        Files.writeString(path, actual);
      }
      assertThat(path).as("run with -Dgolden.rewrite=true to write it").exists();
      assertThat(actual.lines())
          .as("%s: run with -Dgolden.rewrite=true to accept what the templates give now", path)
          .containsExactlyElementsOf(Files.readAllLines(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static com.fasterxml.jackson.databind.JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String pretty(Object tree) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
