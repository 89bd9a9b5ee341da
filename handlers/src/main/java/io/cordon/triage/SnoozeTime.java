package io.cordon.triage;

import io.cordon.findings.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** For how long people can silence a case. */
public enum SnoozeTime {
  ONE_HOUR("1h", Duration.ofHours(1)),
  FOUR_HOURS("4h", Duration.ofHours(4)),
  ONE_DAY("24h", Duration.ofDays(1)),
  THREE_DAYS("3d", Duration.ofDays(3)),
  SEVEN_DAYS("7d", Duration.ofDays(7));

  private final String word;
  private final Duration time;

  SnoozeTime(String word, Duration time) {
    this.word = word;
    this.time = time;
  }

  /** Its name in dialogs: "4h". */
  public String word() {
    return word;
  }

  /** So long it is. */
  public Duration time() {
    return time;
  }

  /** The one of a name; empty if there is none. */
  public static Optional<SnoozeTime> of(String word) {
    return Stream.of(values()).filter(t -> t.word.equals(word)).findFirst();
  }

  /** Those that a case of a severity may be silenced for. */
  public static List<SnoozeTime> of(Severity severity) {
    var most = Rules.longestSnooze(severity);
    return Stream.of(values()).filter(t -> t.time.compareTo(most) <= 0).toList();
  }
}
