package io.cordon.sandbox.slack.blocks;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Slack's markup. What stands between {@code <} and {@code >} is live: a mention, a link, a date.
 * Only where these two and the ampersand are sent as entities are they text.
 */
public final class Mrkdwn {
  private static final Pattern LIVE = Pattern.compile("<([^<>\\n]+)>");

  /** What Slack links by itself in text that is not verbatim. */
  private static final Pattern BARE =
      Pattern.compile("https?://[^\\s<>|]+|(?<![\\w&])[@#](?:here|channel|everyone)\\b");

  private static final Pattern DATE_TOKEN = Pattern.compile("\\{(\\w+)}");
  private static final Map<String, String> DATE_FORMATS =
      Map.of(
          "date_num", "uuuu-MM-dd",
          "date", "MMMM d, uuuu",
          "date_short", "MMM d, uuuu",
          "date_long", "EEEE, MMMM d, uuuu",
          "date_pretty", "MMMM d, uuuu",
          "date_short_pretty", "MMM d, uuuu",
          "date_long_pretty", "EEEE, MMMM d, uuuu",
          "time", "HH:mm",
          "time_secs", "HH:mm:ss");

  private Mrkdwn() {}

  /** The text as a person reads it: names for ids, labels for links, dates in UTC. */
  public static String visible(String mrkdwn, Names names) {
    return unescape(replaceLive(mrkdwn, inner -> escape(label(inner, names))));
  }

  /**
   * Everything that would do something by itself: notify, or lead somewhere.
   *
   * @param verbatim as in the text object; without it Slack also links bare addresses and mentions
   * @return the insides of the live brackets, and the bare ones as they stand
   */
  public static List<String> live(String mrkdwn, boolean verbatim) {
    var found = new ArrayList<String>();
    LIVE.matcher(mrkdwn).results().map(m -> m.group(1)).forEach(found::add);
    if (!verbatim) {
      var rest = LIVE.matcher(mrkdwn).replaceAll(" ");
      BARE.matcher(rest).results().map(MatchResult::group).forEach(found::add);
    }
    return found;
  }

  /** Turns the three entities back into characters, once. */
  public static String unescape(String text) {
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String replaceLive(String text, Function<String, String> shown) {
    var out = new StringBuilder();
    var matcher = LIVE.matcher(text);
    int end = 0;
    while (matcher.find()) {
      out.append(text, end, matcher.start()).append(shown.apply(matcher.group(1)));
      end = matcher.end();
    }
    return out.append(text, end, text.length()).toString();
  }

  private static String label(String inner, Names names) {
    var bar = inner.indexOf('|');
    var target = bar < 0 ? inner : inner.substring(0, bar);
    var label = bar < 0 ? "" : unescape(inner.substring(bar + 1));
    if (target.startsWith("@")) {
      return "@" + names.user(target.substring(1));
    }
    if (target.startsWith("#")) {
      return "#" + names.channel(target.substring(1));
    }
    if (target.startsWith("!subteam^")) {
      return "@" + names.group(target.substring("!subteam^".length()));
    }
    if (target.startsWith("!date^")) {
      return date(target, label);
    }
    if (target.startsWith("!")) {
      return "@" + target.substring(1);
    }
    return label.isEmpty() ? unescape(target) : label;
  }

  private static String date(String target, String fallback) {
    var parts = target.split("\\^", 4);
    if (parts.length < 3 || !parts[1].matches("[0-9]{1,10}")) {
      return fallback;
    }
    return date(Long.parseLong(parts[1]), parts[2]);
  }

  /** A moment in one of Slack's date formats, in UTC. */
  static String date(long epochSecond, String format) {
    var at = Instant.ofEpochSecond(epochSecond).atZone(ZoneOffset.UTC);
    return DATE_TOKEN
        .matcher(format)
        .replaceAll(token -> {
          var pattern = DATE_FORMATS.get(token.group(1));
          return pattern == null
              ? token.group(1)
              : DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(at);
        });
  }
}
