package io.cordon.approval;

import io.cordon.change.Danger;
import io.cordon.findings.Severity;
import java.time.Duration;
import java.util.Map;

/**
 * How many people must agree to an action. Where several rules apply, the strictest counts.
 *
 * @param classes for each class of danger; none for those that are not there
 * @param accounts more for actions in an account, by its 12 digits
 * @param severities more for cases of this severity or worse
 * @param expiry how long a request may wait, from when it is made until it begins
 */
public record Policy(
    Map<Danger, Integer> classes,
    Map<String, Map<Danger, Integer>> accounts,
    Map<Severity, Map<Danger, Integer>> severities,
    Duration expiry) {

  /** Keeps its own copies. */
  public Policy {
    classes = Map.copyOf(classes);
    accounts = Map.copyOf(accounts);
    severities = Map.copyOf(severities);
  }

  /** By the class of danger alone, and a quarter of an hour. */
  public static Policy of(Map<Danger, Integer> classes) {
    return new Policy(classes, Map.of(), Map.of(), Duration.ofMinutes(15));
  }

  /** How many must agree. */
  public int needed(Danger danger, String account, Severity severity) {
    var byAccount = accounts.getOrDefault(account, Map.of()).getOrDefault(danger, 0);
    var bySeverity =
        severities.entrySet().stream()
            .filter(rule -> severity.compareTo(rule.getKey()) >= 0)
            .mapToInt(rule -> rule.getValue().getOrDefault(danger, 0))
            .max()
            .orElse(0);
    return Math.max(classes.getOrDefault(danger, 0), Math.max(byAccount, bySeverity));
  }
}
