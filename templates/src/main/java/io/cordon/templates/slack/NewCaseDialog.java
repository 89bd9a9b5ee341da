package io.cordon.templates.slack;

import io.cordon.change.Scope;
import io.cordon.findings.Severity;
import java.util.List;

/**
 * The dialog in which somebody tells of what shall be a case.
 *
 * @param scopes the accounts and regions that there are
 */
public record NewCaseDialog(List<Scope> scopes) {
  /** The view's callback id. */
  public static final String CALLBACK = "new-case";

  /** The block of the choice how bad it is; its values are the names of severities. */
  public static final String SEVERITY = "severity";

  /** The block of the choice where it is; its values are as {@link #place} makes them. */
  public static final String PLACE = "place";

  /** The block of the field for an instance's id. */
  public static final String INSTANCE = "instance";

  /** A select has so many options (docs.slack.dev, select menu element). */
  private static final int MOST = 100;

  /** Keeps its own copy. */
  public NewCaseDialog {
    scopes = List.copyOf(scopes);
  }

  /** The choices how bad it is, the worst first. */
  public static List<Severity> severities() {
    return List.of(Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM, Severity.LOW);
  }

  /** The value that stands for an account and region. */
  public static String place(Scope scope) {
    return scope.account() + ":" + scope.region();
  }

  List<Scope> offered() {
    return scopes.subList(0, Math.min(scopes.size(), MOST));
  }

  /** Whether there are places for which there is no room. */
  boolean isCut() {
    return scopes.size() > MOST;
  }
}
