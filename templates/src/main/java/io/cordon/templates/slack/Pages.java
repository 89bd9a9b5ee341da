package io.cordon.templates.slack;

import java.util.ArrayList;
import java.util.List;

/** Lines, put together into as few texts as Slack takes. */
final class Pages {
  private Pages() {}

  /**
   * Joins lines by newlines into texts of at most {@code max} UTF-16 units. A line that is longer
   * itself is cut.
   */
  static List<Shown> of(List<Shown> lines, int max) {
    var pages = new ArrayList<Shown>();
    var page = new StringBuilder();
    for (var line : lines) {
      var text = Shown.cut(line.text(), max);
      if (!page.isEmpty() && page.length() + 1 + text.length() > max) {
        pages.add(new Shown(page.toString()));
        page.setLength(0);
      }
      page.append(page.isEmpty() ? "" : "\n").append(text);
    }
    if (!page.isEmpty()) {
      pages.add(new Shown(page.toString()));
    }
    return pages;
  }

  /**
   * Cuts a text, between lines where there are any, into parts of at most {@code max} UTF-16 units.
   * A code point is never cut.
   */
  static List<String> ofText(String text, int max) {
    var pages = new ArrayList<String>();
    for (int from = 0; from < text.length(); ) {
      var to = end(text, from, max);
      pages.add(text.substring(from, to));
      from = to;
    }
    return pages;
  }

  private static int end(String text, int from, int max) {
    if (text.length() - from <= max) {
      return text.length();
    }
    var line = text.lastIndexOf('\n', from + max - 1);
    var to = line > from ? line + 1 : from + max;
    return Character.isLowSurrogate(text.charAt(to)) ? to - 1 : to;
  }

  /** Groups pages into messages of at most so many. */
  static List<List<Shown>> messages(List<Shown> pages, int most) {
    var messages = new ArrayList<List<Shown>>();
    for (int at = 0; at < pages.size(); at += most) {
      messages.add(pages.subList(at, Math.min(pages.size(), at + most)));
    }
    return messages;
  }
}
