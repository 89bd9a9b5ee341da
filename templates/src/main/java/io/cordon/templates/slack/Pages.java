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

  /** Groups pages into messages of at most so many. */
  static List<List<Shown>> messages(List<Shown> pages, int most) {
    var messages = new ArrayList<List<Shown>>();
    for (int at = 0; at < pages.size(); at += most) {
      messages.add(pages.subList(at, Math.min(pages.size(), at + most)));
    }
    return messages;
  }
}
