package io.cordon.bot.slack;

import io.cordon.people.Refusal;
import io.cordon.templates.slack.SlackText;
import io.cordon.triage.Triage;
import java.util.Optional;

/** Has a case that another message speaks for get one of its own. */
final class ShowButton implements Button {
  private final RecordedMessages messages;
  private final Triage triage;
  private final Feedback feedback;
  private final SlackText texts;

  ShowButton(RecordedMessages messages, Triage triage, Feedback feedback, SlackText texts) {
    this.messages = messages;
    this.triage = triage;
    this.feedback = feedback;
    this.texts = texts;
  }

  @Override
  public Optional<Refusal> misplaced(Pressed press) {
    return messages.notOnOthersMessage(press);
  }

  @Override
  public void press(Pressed press) {
    var comes = triage.show(press.key(), press.person(), press.claim());
    feedback.tell(press.sender(), texts.shown(press.key(), comes));
  }
}
