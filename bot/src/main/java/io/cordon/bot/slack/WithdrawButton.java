package io.cordon.bot.slack;

import io.cordon.approval.Attempt;
import io.cordon.people.Refusal;
import io.cordon.people.Role;
import java.util.Optional;

/** Takes a request back. */
final class WithdrawButton implements Button {
  private final RecordedMessages messages;
  private final Rulings rulings;

  WithdrawButton(RecordedMessages messages, Rulings rulings) {
    this.messages = messages;
    this.rulings = rulings;
  }

  /** It is for whoever asked, whatever they are by now. */
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
    rulings.take(press, new Attempt.Withdraw());
  }
}
