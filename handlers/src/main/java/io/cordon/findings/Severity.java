package io.cordon.findings;

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
}
