package io.cordon.templates.slack;

import java.util.regex.Pattern;

/**
 * Makes text from outside harmless: it can neither mention, link, format nor hide anything.
 *
 * <p>Escaped are exactly {@code & < >}; escaping only {@code <!} would leave links open (Slack,
 * formatting text). What would format is replaced by its look-alike, since Slack knows no escape
 * for it. Addresses are defanged everywhere, so that nobody can follow one by mistake.
 */
final class Outside {
  private static final String NOTHING = "–";
  private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");
  private static final Pattern ADDRESS = Pattern.compile("(?i)http(?=s?:)");

  /** Workspaces may name their own emoji in any script. */
  private static final Pattern EMOJI = Pattern.compile(":(?=[\\p{L}\\p{N}\\p{M}_+'-]{1,100}:)");

  private static final Pattern EVERYBODY = Pattern.compile("(?i)@(?=here|channel|everyone)");

  /** What is not between two letters or digits; of several in a row, none is. */
  private static final Pattern EDGE = Pattern.compile("(?<![\\p{L}\\p{N}])_|_(?![\\p{L}\\p{N}])");

  private static final Pattern CONTROL = Pattern.compile("<(?=[!@#]|(?i:http))");

  /** Letters of other scripts that show as nothing: Hangul fillers, the joiner, Braille's blank. */
  private static final String INVISIBLE = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0";

  /** No script piles up more marks on a letter; a longer pile hides the lines around it. */
  private static final Pattern PILE = Pattern.compile("(?<=[\\p{Mn}\\p{Me}]{4})[\\p{Mn}\\p{Me}]+");

  /** Slack makes a quotation of a line that begins so, escaped or not. */
  private static final Pattern QUOTE = Pattern.compile("^>");

  private Outside() {}

  /** One line of mrkdwn in which nothing is live. */
  static String mrkdwn(String text, int max) {
    var line = line(text).replace('*', '\u2217').replace('~', '\u223c').replace('`', '\u02cb');
    line = QUOTE.matcher(EDGE.matcher(line).replaceAll("\uff3f")).replaceFirst("\u203a");
    line = EVERYBODY.matcher(line).replaceAll("\uff20");
    return Shown.cut(escape(EMOJI.matcher(line).replaceAll("\u2236")), max);
  }

  /** One line in a code span, in which Slack formats nothing; "–" stands for nothing at all. */
  static String code(String text, int max) {
    var line = line(text).replace('`', '\u02cb');
    return "`" + (line.isEmpty() ? NOTHING : Shown.cut(escape(line), max)) + "`";
  }

  /** An address or domain that nobody can follow, in a code span. */
  static String defanged(String text, int max) {
    return code(line(text).replace(".", "[.]").replace("@", "[@]"), max);
  }

  /** One line for a plain_text object, which knows no entities. */
  static String plain(String text, int max) {
    return Shown.cutPlain(CONTROL.matcher(line(text)).replaceAll("\u2039"), max);
  }

  /** Lines for a rich_text_preformatted element, which knows no markup; never empty. */
  static String preformatted(String text, int max) {
    var shown = CONTROL.matcher(visible(text)).replaceAll("\u2039").strip();
    return shown.isEmpty() ? NOTHING : Shown.cutPlain(shown, max);
  }

  private static String line(String text) {
    return BLANKS.matcher(visible(text)).replaceAll(" ").strip();
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String visible(String text) {
    var kept = new StringBuilder(text.length());
    text.codePoints().forEach(c -> append(kept, c));
    return ADDRESS.matcher(PILE.matcher(kept).replaceAll("")).replaceAll("hxxp");
  }

  private static void append(StringBuilder kept, int c) {
    switch (Character.getType(c)) {
      case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> kept.append('\n');
      case Character.CONTROL -> {
        if (c == '\t') {
          kept.append(' ');
        } else if (c == '\n' || c == '\r' || c == '\u000b' || c == '\f' || c == '\u0085') {
          kept.append('\n');
        }
      }
      // Every zero-width and bidi character is one of these.
      case Character.FORMAT -> {}
      case Character.SURROGATE -> kept.append('\ufffd');
      default -> {
        if (INVISIBLE.indexOf(c) < 0) {
          kept.appendCodePoint(c);
        }
      }
    }
  }
}
