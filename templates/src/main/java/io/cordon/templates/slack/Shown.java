package io.cordon.templates.slack;

/**
 * Text that is ready to be shown: what came from outside in it is escaped already, and markup in it
 * is ours.
 *
 * @param text in the form that its place needs, mrkdwn or plain
 */
record Shown(String text) {
  private static final String CUT = "…";

  /** Whether there is nothing to show. */
  boolean isEmpty() {
    return text.isEmpty();
  }

  /**
   * At most so many UTF-16 units of mrkdwn, which is never less than what Slack counts. Entities,
   * links, dates, mentions and code spans stay whole or go.
   */
  static String cut(String mrkdwn, int max) {
    if (mrkdwn.length() <= max) {
      return mrkdwn;
    }
    var end = 0;
    while (true) {
      var next = endOfToken(mrkdwn, end);
      if (next > max - CUT.length()) {
        return beforeLowLine(mrkdwn, end) + CUT;
      }
      end = next;
    }
  }

  /** A low line that stood within a word would stand at its edge now, where it slants. */
  private static String beforeLowLine(String mrkdwn, int end) {
    return mrkdwn.substring(0, end).replaceFirst("_+$", "");
  }

  /** At most so many UTF-16 units of text that has no markup, whole code points. */
  static String cutPlain(String plain, int max) {
    if (plain.length() <= max) {
      return plain;
    }
    var end = max - CUT.length();
    return plain.substring(0, Character.isLowSurrogate(plain.charAt(end)) ? end - 1 : end) + CUT;
  }

  private static int endOfToken(String text, int at) {
    var closing =
        switch (text.charAt(at)) {
          case '<' -> text.indexOf('>', at);
          case '&' -> text.indexOf(';', at);
          case '`' -> text.indexOf('`', at + 1);
          default -> -1;
        };
    return closing < 0 ? text.offsetByCodePoints(at, 1) : closing + 1;
  }
}
