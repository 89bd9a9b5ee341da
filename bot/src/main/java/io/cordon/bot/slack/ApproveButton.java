package io.cordon.bot.slack;

import io.cordon.approval.Attempt;
import io.cordon.people.Refusal;
import io.cordon.people.Role;
import java.util.Optional;

/** Agrees to a request that only collects evidence, without further ado. */
final class ApproveButton implements Button {
  private final RecordedMessages messages;
  private final Rulings rulings;

  ApproveButton(RecordedMessages messages, Rulings rulings) {
    this.messages = messages;
    this.rulings = rulings;
  }

  /** Who may approve is found out once, when it is decided. */
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
    rulings.take(press, new Attempt.Approve(""));
  }
}
