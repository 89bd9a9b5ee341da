package io.cordon.templates.slack;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** The sentences of one file, by their keys. A sentence is a template of its own. */
final class Sentences {
  private static final String DEFAULT = "default";

  private final Properties byKey = new Properties();

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException if there is no such file
   */
  Sentences(String file) {
    try (var in = Sentences.class.getResourceAsStream(file + ".properties")) {
      if (in == null) {
        throw new IllegalArgumentException("no file of sentences is named " + file);
      }
      byKey.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The sentence of a key, given in parts: {@code isolate, button} is {@code isolate.button}. One
   * that has none gets the default's, {@code default.button}; empty if there is none either.
   */
  Optional<String> of(List<String> parts) {
    var own = byKey.getProperty(String.join(".", parts));
    if (own != null) {
      return Optional.of(own);
    }
    var rest = parts.subList(1, parts.size());
    var general = rest.isEmpty() ? DEFAULT : DEFAULT + "." + String.join(".", rest);
    return Optional.ofNullable(byKey.getProperty(general));
  }

  /** The longest key that a text begins with. */
  Optional<String> longestStartOf(String text) {
    return byKey.stringPropertyNames().stream()
        .filter(text::startsWith)
        .reduce((one, other) -> one.length() >= other.length() ? one : other);
  }
}
