package io.cordon.templates.slack;

import io.cordon.findings.Severity;
import io.cordon.ledger.CaseKey;
import io.cordon.triage.Deed.Resolution;
import io.cordon.triage.SnoozeTime;
import java.util.List;
import java.util.stream.Stream;

/**
 * A dialog in which somebody decides something about a case as a whole.
 *
 * @param origin what was pressed; comes back as the view's private metadata
 * @param file the template: "snooze", "assign", "close", "reopen" or "note"
 * @param severity the case's
 */
public record TriageDialog(Dialog.Origin origin, String file, Severity severity) {
  /** The block of the choice for how long. */
  public static final String TIME = "time";

  /** The block of the choice of a person. */
  public static final String TO = "to";

  /** The block of the choice as what to close. */
  public static final String RESOLUTION = "resolution";

  /** The block of the field for the case that this one repeats. */
  public static final String DUPLICATE = "duplicate";

  /** The block of a field for free text. */
  public static final String NOTE = "note";

  /** The block of the field for a title. */
  public static final String TITLE = "title";

  /** The most characters of a note. */
  public static final int LONGEST_NOTE = 1500;

  CaseKey key() {
    return origin.value().key();
  }

  List<SnoozeTime> times() {
    return SnoozeTime.of(severity);
  }

  static List<String> resolutions() {
    return Stream.of(Resolution.Kind.values()).map(Resolution.Kind::word).toList();
  }
}
