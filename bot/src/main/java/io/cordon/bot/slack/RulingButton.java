package io.cordon.bot.slack;

import io.cordon.approval.Attempt;
import io.cordon.people.Refusal;
import io.cordon.people.Role;
import java.util.Optional;

/** Decides about a request by one press, without a dialog. */
final class RulingButton implements Button {
  private final Attempt attempt;
  private final RecordedMessages messages;
  private final Rulings rulings;

  /**
   * The button.
   *
   * @param attempt what each press of it is
   */
  RulingButton(Attempt attempt, RecordedMessages messages, Rulings rulings) {
    this.attempt = attempt;
    this.messages = messages;
    this.rulings = rulings;
  }

  /** Who may is found out once, when it is decided. */
  @Override
  public Role role() {
    return Role.MEMBER;
  }

  @Override
  public Optional<Refusal> misplaced(Pressed press) {
    return messages.notOnCopy(press);
  }

  @Override
  public void press(Pressed press) {
    rulings.take(press, attempt);
  }
}
