package io.cordon.templates.slack;

import io.cordon.triage.SnoozeTime;
import java.util.List;

/**
 * The dialog in which somebody decides what shall be done with many cases of a storm.
 *
 * @param origin what was pressed; comes back as the view's private metadata
 * @param kinds the kinds of finding in the storm, the most frequent first
 * @param belowHigh how many of the cases are below HIGH
 * @param all how many cases there are
 */
public record StormDialog(Dialog.Origin origin, List<Kind> kinds, int belowHigh, int all) {
  /** The block of the choice which cases; its values are the ids of kinds, or one of these. */
  public static final String WHICH = "which";

  /** The value that stands for all cases below HIGH. */
  public static final String BELOW_HIGH = "below-high";

  /** The value that stands for all cases of the storm. */
  public static final String EVERYTHING = "everything";

  /** A select has so many options (docs.slack.dev, select menu element), of which two are ours. */
  private static final int MOST = 98;

  /** Keeps as many kinds as there is room for. */
  public StormDialog {
    kinds = List.copyOf(kinds.subList(0, Math.min(kinds.size(), MOST)));
  }

  /** For how long they can be silenced. */
  public List<SnoozeTime> times() {
    return List.of(SnoozeTime.values());
  }

  /**
   * Findings that tell the same of different things.
   *
   * @param id letters, digits and hyphens
   * @param type text from outside, as is the account
   */
  public record Kind(String id, String type, String account, int cases) {}
}
