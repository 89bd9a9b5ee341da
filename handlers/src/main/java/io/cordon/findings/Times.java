package io.cordon.findings;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads the renderings of a time that AWS products use. An unknown one is no time, not an error.
 */
final class Times {

  private static final int LONGEST = 64;

  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  /** The offset may be absent (stored copies), "Z", "+00", "+0000" (CloudWatch) or "+00:00". */
  private static final DateTimeFormatter RFC_3339 =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendPattern("[XXX][XX][X]")
          .toFormatter(Locale.ROOT);

  private static final List<DateTimeFormatter> RENDERINGS =
      List.of(
          RFC_3339,
          // Inspector over EventBridge: "Wed Sep 04 16:59:44.356 UTC 2024".
          DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss[.SSS] zzz yyyy", Locale.ENGLISH),
          // Inspector over EventBridge, formerly: "Mar 31, 2022, 6:26:03 PM".
          DateTimeFormatter.ofPattern("MMM d, yyyy, h:mm:ss a", Locale.ENGLISH),
          // Health: "Thu, 1 Nov 2018 22:00:00 GMT".
          DateTimeFormatter.RFC_1123_DATE_TIME);

  private Times() {}

  /** The time that this text or number says; null for "", an unknown rendering or nonsense. */
  static @Nullable Instant read(String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      return null;
    }
    Instant time = text.matches("[0-9.Ee+]+") ? ofEpoch(text) : ofCalendar(text.strip());
    return time == null || time.isBefore(Instant.EPOCH) || time.isAfter(LATEST) ? null : time;
  }

  /**
   * Epoch seconds (Inspector's API, with a fraction), or milliseconds (OCSF) and smaller units:
   * which one is a convention that producers do not always keep, so the size decides.
   */
  private static @Nullable Instant ofEpoch(String text) {
    try {
      double number = Double.parseDouble(text);
      double milliseconds;
      if (number < 1e11) {
        milliseconds = number * 1e3;
      } else if (number < 1e14) {
        milliseconds = number;
      } else if (number < 1e17) {
        milliseconds = number / 1e3;
      } else {
        milliseconds = number / 1e6;
      }
      return Instant.ofEpochMilli(Math.round(milliseconds));
    } catch (NumberFormatException _) {
      return null;
    }
  }

  private static @Nullable Instant ofCalendar(String text) {
    // Stored copies part date and time by a blank.
    boolean parted = text.length() > 10 && text.charAt(10) == ' ' && text.charAt(4) == '-';
    String written = parted ? text.substring(0, 10) + "T" + text.substring(11) : text;
    for (DateTimeFormatter rendering : RENDERINGS) {
      Instant time = parse(written, rendering);
      if (time != null) {
        return time;
      }
    }
    return null;
  }

  /** A text without an offset is in UTC. */
  private static @Nullable Instant parse(String text, DateTimeFormatter rendering) {
    try {
      TemporalAccessor parsed = rendering.parseBest(text, ZonedDateTime::from, LocalDateTime::from);
      return parsed instanceof ZonedDateTime zoned
          ? zoned.toInstant()
          : LocalDateTime.from(parsed).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException _) {
      return null;
    }
  }
}
