package io.cordon.bot.slack;

import io.cordon.ledger.CaseKey;
import io.cordon.templates.slack.StormDialog;
import java.util.List;
import java.util.Optional;

/** The messages that speak for storms of findings, and the cases that each speaks for. */
public interface StormMessages {
  /** The id of the storm that a message in a channel speaks for; empty if it speaks for none. */
  Optional<String> stormAt(String channel, String ts);

  /** The first case of a storm: in its ledger stands what is about the storm as a whole. */
  Optional<CaseKey> oldest(String storm);

  /** The kinds of finding in a storm, the most frequent first. */
  List<StormDialog.Kind> kinds(String storm);

  /**
   * The cases of a storm that somebody chose.
   *
   * @param which the id of a kind, or {@link StormDialog#BELOW_HIGH} or {@link
   *     StormDialog#EVERYTHING}
   */
  List<CaseKey> cases(String storm, String which);
}
