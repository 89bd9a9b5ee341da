package io.cordon.commands;

import java.util.Map;

/**
 * What was typed.
 *
 * @param command the command as it was typed: "/ir note", "/snapshot"
 * @param rest what follows it, as it stands
 * @param people the ids of those who are mentioned in it, by what stands for them: "@ann"
 */
record Line(String command, String rest, Map<String, String> people) {
  /** Keeps its own copy. */
  Line {
    people = Map.copyOf(people);
  }

  /** The first word of a text. */
  static String first(String text) {
    return text.strip().split("\\s+", 2)[0];
  }

  /** All but the first word of a text. */
  static String afterFirst(String text) {
    var parts = text.strip().split("\\s+", 2);
    return parts.length < 2 ? "" : parts[1];
  }
}
