package io.cordon.bot.config;

import java.util.ArrayList;
import java.util.List;

/** Gathers all that is wrong, so that an operator sees it at once and not one a start. */
final class Mistakes {
  private static final int LONGEST_QUOTE = 60;

  private final List<String> lines = new ArrayList<>();

  /** Notes that a key is wrong. */
  void add(String key, String what) {
    lines.add(onOneLine(key) + ": " + what);
  }

  /** Notes that a key is wrong on a line of the file. */
  void add(String key, String what, int line) {
    add(key, what + " (line " + line + ")");
  }

  boolean none() {
    return lines.isEmpty();
  }

  /**
   * Ends the reading if anything was wrong.
   *
   * @throws BadConfig with all mistakes
   */
  void check() throws BadConfig {
    if (!lines.isEmpty()) {
      throw new BadConfig(lines);
    }
  }

  /** What was written, short and on one line. */
  static String quoted(String text) {
    var line = onOneLine(text);
    return '"'
        + (line.length() > LONGEST_QUOTE ? line.substring(0, LONGEST_QUOTE) + "…" : line)
        + '"';
  }

  private static String onOneLine(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }
}
