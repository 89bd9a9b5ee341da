package io.cordon.bot.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A part of a YAML file that still knows its line. Scalars are kept as they were written. */
sealed interface Yaml {
  /** Where it begins; the first line is 1. */
  int line();

  /** A single value. */
  record Scalar(int line, String text) implements Yaml {}

  /** A key without a value. */
  record Nothing(int line) implements Yaml {}

  /** A list. */
  record Sequence(int line, List<Yaml> items) implements Yaml {}

  /** Keys with values, in the file's order. */
  record Mapping(int line, Map<String, Yaml> entries) implements Yaml {}

  /**
   * Reads a text.
   *
   * @param mistakes gets what is wrong but does not hinder further reading
   * @throws IOException if it is no YAML; the message is one line
   */
  static Yaml read(String text, Mistakes mistakes) throws IOException {
    try (var parser = new YAMLFactory().createParser(text)) {
      if (parser.nextToken() == null) {
        return new Nothing(1);
      }
      var whole = new Reader(parser, mistakes).value("");
      if (parser.nextToken() != null) {
        mistakes.add("the file", "wants one YAML document", line(parser));
      }
      return whole;
    } catch (JsonProcessingException e) {
      throw new IOException("is no YAML (line %d)".formatted(e.getLocation().getLineNr()), e);
    }
  }

  private static int line(YAMLParser parser) {
    return parser.currentTokenLocation().getLineNr();
  }

  /** Follows the parser through the file. */
  final class Reader {
    private final YAMLParser parser;
    private final Mistakes mistakes;

    private Reader(YAMLParser parser, Mistakes mistakes) {
      this.parser = parser;
      this.mistakes = mistakes;
    }

    private Yaml value(String path) throws IOException {
      int line = line(parser);
      if (parser.isCurrentAlias()) {
        mistakes.add(path, "is written with an alias (*), which is not supported", line);
        return new Nothing(line);
      }
      return switch (parser.currentToken()) {
        case START_OBJECT -> new Mapping(line, entries(path));
        case START_ARRAY -> new Sequence(line, items(path));
        case VALUE_NULL -> new Nothing(line);
        default -> new Scalar(line, parser.getText());
      };
    }

    private Map<String, Yaml> entries(String path) throws IOException {
      var entries = new LinkedHashMap<String, Yaml>();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        var name = parser.currentName();
        var full = path.isEmpty() ? name : path + "." + name;
        int line = line(parser);
        parser.nextToken();
        if (entries.putIfAbsent(name, value(full)) != null) {
          mistakes.add(full, "is there twice", line);
        }
      }
      return entries;
    }

    private List<Yaml> items(String path) throws IOException {
      var items = new ArrayList<Yaml>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        items.add(value(path + "[" + items.size() + "]"));
      }
      return items;
    }
  }
}
