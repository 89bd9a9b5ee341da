package io.cordon.findings;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How bad a finding is said to be, on the one scale that Cordon uses for every product. */
public enum Severity {
  INFORMATIONAL,
  LOW,
  /** The product gives none (alarms, Config, Access Analyzer). Ranks just below MEDIUM's peers. */
  UNRATED,
  MEDIUM,
  HIGH,
  CRITICAL;

  /**
   * Whether this one deserves a card when {@code minimum} is configured. An unrated finding always
   * does: hiding what nobody has rated would lose it.
   */
  public boolean reaches(Severity minimum) {
    return this == UNRATED || compareTo(minimum) >= 0;
  }

  /** The severity that products call by this word, in any case; null if it is none of the five. */
  static @Nullable Severity named(String word) {
    return switch (word.toUpperCase(Locale.ROOT)) {
      case "INFORMATIONAL" -> INFORMATIONAL;
      case "LOW" -> LOW;
      case "MEDIUM" -> MEDIUM;
      case "HIGH" -> HIGH;
      case "CRITICAL" -> CRITICAL;
      default -> null;
    };
  }
}
