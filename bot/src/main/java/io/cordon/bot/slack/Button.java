package io.cordon.bot.slack;

import io.cordon.people.Refusal;
import io.cordon.people.Role;
import java.util.Optional;

/** What the buttons of one kind do for whoever may press them. */
interface Button {
  /** What somebody must be to press it at all. */
  default Role role() {
    return Role.RESPONDER;
  }

  /**
   * Why a press does not count where it was made: only on messages that Cordon recorded it does.
   */
  Optional<Refusal> misplaced(Pressed press);

  /**
   * Carries a press out. Slack waits meanwhile: what was decided is in the ledger when this ends,
   * and what takes longer goes on by itself.
   */
  void press(Pressed press);
}
