package io.cordon.findings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A look into JSON that never throws: what is absent, null or of an unexpected type reads as empty.
 * A path is names joined by dots. A name is taken as given or, where nothing is there, with its
 * first letter in the other case: GetFindings says "AccountId" where EventBridge says "accountId".
 */
record Fields(JsonNode node) {

  private static final long LARGEST_COUNT = 1_000_000_000_000L;

  /** What stands at the path; empty fields where nothing does. */
  Fields at(String path) {
    JsonNode here = node;
    for (String name : path.split("\\.", -1)) {
      here = child(here, name);
    }
    return new Fields(here);
  }

  boolean has(String path) {
    JsonNode there = at(path).node;
    return !there.isMissingNode() && !there.isNull();
  }

  boolean isObject() {
    return node.isObject();
  }

  boolean hasObject(String path) {
    return at(path).isObject();
  }

  /** The text (or number, or truth value) at the path, as sent; else "". */
  String text(String path) {
    return at(path).text();
  }

  /** This very text (or number, or truth value), as sent; else "". */
  String text() {
    return node.isValueNode() && !node.isNull() && !node.asText().isBlank() ? node.asText() : "";
  }

  /** The first of these paths that holds a text; else "". */
  String firstText(String... paths) {
    return Stream.of(paths).map(this::text).filter(text -> !text.isEmpty()).findFirst().orElse("");
  }

  /** The elements of the list at the path; a lone value counts as a list of one. */
  List<Fields> list(String path) {
    JsonNode there = at(path).node;
    if (there.isArray()) {
      return there.valueStream().map(Fields::new).toList();
    }
    return has(path) ? List.of(new Fields(there)) : List.of();
  }

  /** The names and values of this object, in their order; none if it is not one. */
  List<Map.Entry<String, Fields>> entries() {
    return node.propertyStream()
        .map(entry -> Map.entry(entry.getKey(), new Fields(entry.getValue())))
        .toList();
  }

  /** The number at the path, also where it is sent as text. */
  OptionalDouble number(String path) {
    String text = text(path);
    if (text.isEmpty() || text.length() > 100) {
      return OptionalDouble.empty();
    }
    try {
      double number = Double.parseDouble(text);
      return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
    } catch (NumberFormatException _) {
      return OptionalDouble.empty();
    }
  }

  /** How often something was seen, at the first of these paths that says so; at least 1. */
  long count(String... paths) {
    return Stream.of(paths)
        .map(this::number)
        .filter(OptionalDouble::isPresent)
        .mapToLong(number -> (long) number.getAsDouble())
        .map(count -> Math.clamp(count, 1, LARGEST_COUNT))
        .findFirst()
        .orElse(1);
  }

  /** Whether the path holds true, also where it is sent as text. */
  boolean flag(String path) {
    return text(path).equalsIgnoreCase("true");
  }

  /** The first of these paths that holds a time in any known rendering. */
  @Nullable Instant time(String... paths) {
    for (String path : paths) {
      Instant time = Times.read(text(path));
      if (time != null) {
        return time;
      }
    }
    return null;
  }

  /** The object at the path, also where it is sent as JSON in a text. */
  Fields embedded(String path) {
    Fields there = at(path);
    if (!there.node.isTextual()) {
      return there;
    }
    return new Fields(JsonText.parse(there.text()).orElse(MissingNode.getInstance()));
  }

  private static JsonNode child(JsonNode parent, String name) {
    JsonNode child = parent.path(name);
    return child.isMissingNode() || child.isNull() ? parent.path(otherCase(name)) : child;
  }

  private static String otherCase(String name) {
    char first = name.charAt(0);
    char other =
        Character.isUpperCase(first) ? Character.toLowerCase(first) : Character.toUpperCase(first);
    return other + name.substring(1);
  }
}
