package io.cordon.templates.slack;

import com.github.jknack.handlebars.Handlebars;
import com.github.jknack.handlebars.Helper;
import io.cordon.ledger.Actor;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What templates can do with a value, beside showing it. Each takes {@code max=}, the most UTF-16
 * units that are left of a text after escaping.
 *
 * <ul>
 *   <li>{@code text}: as {@code {{x}}} does, but with a {@code max}
 *   <li>{@code plain}: for a plain_text object
 *   <li>{@code code}: in a code span
 *   <li>{@code codes}: a list of them
 *   <li>{@code pre}: for a rich_text_preformatted element
 *   <li>{@code defang}: an address that nobody can follow, in a code span
 *   <li>{@code date}: a time that Slack shows in the reader's zone, with UTC as fallback
 *   <li>{@code clock}: the UTC time of day
 *   <li>{@code span}: a duration
 *   <li>{@code who}: an actor, a person in Slack as a mention
 *   <li>{@code user}, {@code group}: a mention by id
 *   <li>{@code token}: one of our own ids or values
 * </ul>
 */
final class Tags {
  private static final Pattern USER = Pattern.compile("[UW][A-Z0-9]{2,30}");
  private static final Pattern GROUP = Pattern.compile("S[A-Z0-9]{2,30}");
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9:._-]{0,3000}");
  private static final DateTimeFormatter UTC = utc("uuuu-MM-dd HH:mm:ss'Z'");
  private static final DateTimeFormatter CLOCK = utc("HH:mm:ss'Z'");

  /** The end of the year 9999. */
  private static final long LAST_SECOND = 253_402_300_799L;

  private static final int NAME = 80;
  private static final int CODE = 200;
  private static final int TEXT = 1200;
  private static final int LISTED = 8;

  private Tags() {}

  static void register(Handlebars engine) {
    text(engine, "text", TEXT, Outside::mrkdwn);
    text(engine, "plain", TEXT, Outside::plain);
    text(engine, "code", CODE, Outside::code);
    text(engine, "pre", TEXT, Outside::preformatted);
    text(engine, "defang", CODE, Outside::defanged);
    engine.registerHelper("codes", shown(List.class, Tags::codes));
    engine.registerHelper("date", shown(Instant.class, Tags::date));
    engine.registerHelper("clock", shown(Instant.class, CLOCK::format));
    engine.registerHelper("span", shown(Duration.class, Tags::span));
    engine.registerHelper("who", shown(Actor.class, Tags::who));
    engine.registerHelper("user", shown(String.class, Tags::user));
    engine.registerHelper("group", shown(String.class, Tags::group));
    engine.registerHelper("token", shown(String.class, Tags::token));
  }

  private static void text(
      Handlebars engine, String name, int usual, BiFunction<String, Integer, String> escape) {
    Helper<@Nullable Object> helper =
        (value, options) ->
            new Shown(
                escape.apply(value == null ? "" : value.toString(), options.hash("max", usual)));
    engine.registerHelper(name, helper);
  }

  private static <T> Helper<@Nullable Object> shown(
      Class<T> type, java.util.function.Function<T, String> form) {
    return (value, _) -> new Shown(value == null ? "" : form.apply(type.cast(value)));
  }

  private static String codes(List<?> values) {
    var first =
        values.stream()
            .limit(LISTED)
            // The name of something that is still to be made stands in braces.
            .map(v -> Outside.code(v.toString().replaceAll("[{}]", ""), CODE))
            .collect(Collectors.joining(", "));
    var more = values.size() - LISTED;
    return values.isEmpty() ? "–" : first + (more > 0 ? " +" + more : "");
  }

  private static String date(Instant at) {
    var seconds = at.getEpochSecond();
    // A finding may claim any time; Slack shows only those of a usual calendar.
    return seconds < 0 || seconds > LAST_SECOND
        ? Outside.code(at.toString(), NAME)
        : "<!date^%d^{date_num} {time_secs}|%s>".formatted(seconds, UTC.format(at));
  }

  private static String span(Duration taken) {
    var s = Math.max(0, taken.toSeconds());
    var minutes = "%d m %d s".formatted(s / 60 % 60, s % 60);
    return s < 3600 ? minutes : "%d h %d m".formatted(s / 3600, s / 60 % 60);
  }

  private static String who(Actor actor) {
    return actor.isPerson() && USER.matcher(actor.id()).matches()
        ? user(actor.id())
        : Outside.mrkdwn(actor.name(), NAME);
  }

  /** A mention of a person; an id that is none shows as text. */
  static String user(String id) {
    return USER.matcher(id).matches() ? "<@" + id + ">" : Outside.code(id, NAME);
  }

  /** A mention of a user group or, where a person stands in for one, of the person. */
  static String group(String id) {
    return GROUP.matcher(id).matches() ? "<!subteam^" + id + ">" : user(id);
  }

  private static String token(String ours) {
    if (!TOKEN.matcher(ours).matches()) {
      throw new IllegalArgumentException("not one of our ids");
    }
    return ours;
  }

  private static DateTimeFormatter utc(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }
}
