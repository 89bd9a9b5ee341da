package io.cordon.bot.slack;

import io.cordon.people.Refusal;
import io.cordon.people.Role;
import java.util.Optional;

/** Shows a request, to be decided by whoever may. */
final class ReviewButton implements Button {
  private final RecordedMessages messages;
  private final RequestPages pages;

  ReviewButton(RecordedMessages messages, RequestPages pages) {
    this.messages = messages;
    this.pages = pages;
  }

  @Override
  public Role role() {
    return Role.PARTICIPANT;
  }

  @Override
  public Optional<Refusal> misplaced(Pressed press) {
    return messages.notOnCopyOrCard(press);
  }

  @Override
  public void press(Pressed press) {
    pages.review(press);
  }
}
