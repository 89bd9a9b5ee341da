package io.cordon.sandbox.slack.blocks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One demand on a JSON value; breaking it adds a line in Slack's words to the problems. */
@FunctionalInterface
interface Rule {
  /**
   * Checks a value.
   *
   * @param at where it stands, as a JSON pointer
   * @param problems takes what is wrong
   */
  void check(JsonNode node, String at, List<String> problems);

  /** Both this and another demand. */
  default Rule and(Rule other) {
    return (node, at, problems) -> {
      check(node, at, problems);
      other.check(node, at, problems);
    };
  }

  /** A problem in the form in which Slack words it. */
  static String problem(String what, String at) {
    return "[ERROR] " + what + " [json-pointer:" + at + "]";
  }

  /** A string of so many characters (code points). */
  static Rule string(int min, int max) {
    return (node, at, problems) -> {
      if (!node.isTextual()) {
        problems.add(problem("must provide a string", at));
        return;
      }
      var length = node.textValue().codePointCount(0, node.textValue().length());
      if (length < min) {
        problems.add(problem("must be more than " + (min - 1) + " characters", at));
      } else if (length > max) {
        problems.add(problem("must be less than " + (max + 1) + " characters", at));
      }
    };
  }

  /** One of some strings. */
  static Rule oneOf(String... allowed) {
    var values = Set.of(allowed);
    return (node, at, problems) -> {
      if (!node.isTextual() || !values.contains(node.textValue())) {
        problems.add(problem("must be one of " + Arrays.toString(allowed), at));
      }
    };
  }

  /** True or false. */
  static Rule bool() {
    return (node, at, problems) -> {
      if (!node.isBoolean()) {
        problems.add(problem("must provide a boolean", at));
      }
    };
  }

  /** A whole number within bounds. */
  static Rule integer(int min, int max) {
    return (node, at, problems) -> {
      if (!node.isIntegralNumber() || node.longValue() < min || node.longValue() > max) {
        problems.add(problem("must be a number from " + min + " to " + max, at));
      }
    };
  }

  /** Any object; for the parts that a message of an app seldom has. */
  static Rule anyObject() {
    return (node, at, problems) -> {
      if (!node.isObject()) {
        problems.add(problem("must provide an object", at));
      }
    };
  }

  /** A list of so many items, each under the same demand. */
  static Rule list(int min, int max, Rule item) {
    return (node, at, problems) -> {
      if (!node.isArray()) {
        problems.add(problem("must provide an array", at));
        return;
      }
      if (node.size() < min) {
        problems.add(problem("no less than " + min + " items allowed", at));
      }
      if (node.size() > max) {
        problems.add(problem("no more than " + max + " items allowed", at));
      }
      for (int i = 0; i < node.size(); i++) {
        item.check(node.get(i), at + "/" + i, problems);
      }
    };
  }

  /** An object whose {@code type} says which shape it must have. */
  static Rule typed(Map<String, ? extends Rule> byType) {
    return (node, at, problems) -> {
      var rule = byType.get(node.path("type").asText());
      if (rule == null) {
        problems.add(problem("unsupported type: " + node.path("type").asText(), at + "/type"));
      } else {
        rule.check(node, at, problems);
      }
    };
  }

  /** An object that has some fields, may have others, and no more. */
  static Shape shape() {
    return new Shape(Map.of(), Set.of());
  }

  /**
   * The fields of an object; {@code type} is always allowed.
   *
   * @param fields each known field's rule
   * @param required the fields that must be there
   */
  record Shape(Map<String, Rule> fields, Set<String> required) implements Rule {
    Shape must(String name, Rule rule) {
      var more = new LinkedHashSet<>(required);
      more.add(name);
      return new Shape(with(name, rule), more);
    }

    Shape may(String name, Rule rule) {
      return new Shape(with(name, rule), required);
    }

    /** With another shape's fields besides. */
    Shape plus(Shape other) {
      var all = new LinkedHashMap<>(fields);
      all.putAll(other.fields);
      var needed = new LinkedHashSet<>(required);
      needed.addAll(other.required);
      return new Shape(all, needed);
    }

    private Map<String, Rule> with(String name, Rule rule) {
      var all = new LinkedHashMap<>(fields);
      all.put(name, rule);
      return all;
    }

    @Override
    public void check(JsonNode node, String at, List<String> problems) {
      if (!node.isObject()) {
        problems.add(problem("must provide an object", at));
        return;
      }
      for (var name : required) {
        if (!node.has(name)) {
          problems.add(problem("missing required field: " + name, at));
        }
      }
      for (var field : node.properties()) {
        var rule = fields.get(field.getKey());
        if (rule != null) {
          rule.check(field.getValue(), at + "/" + field.getKey(), problems);
        } else if (!field.getKey().equals("type")) {
          problems.add(problem("invalid additional property: " + field.getKey(), at));
        }
      }
    }
  }
}
