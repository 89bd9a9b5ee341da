package io.cordon.bot.config;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Durations as people write them: 90s, 15m, 24h, 7d. */
final class Durations {
  /** Nine digits of days are still far inside what a Duration can hold. */
  private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,8})([smhd])");

  private Durations() {}

  /** The duration; empty if the text is none. */
  static Optional<Duration> parse(String text) {
    var match = FORM.matcher(text);
    if (!match.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(match.group(1));
    return Optional.of(
        switch (match.group(2)) {
          case "s" -> Duration.ofSeconds(number);
          case "m" -> Duration.ofMinutes(number);
          case "h" -> Duration.ofHours(number);
          default -> Duration.ofDays(number);
        });
  }

  /** The shortest text that {@link #parse} reads as this duration of whole seconds. */
  static String print(Duration duration) {
    long seconds = duration.toSeconds();
    // 24h stays 24h: a day as 1d is right too, but nobody writes it so.
    if (seconds % 3600 == 0) {
      return seconds % 86_400 == 0 && seconds > 86_400
          ? seconds / 86_400 + "d"
          : seconds / 3600 + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }
}
