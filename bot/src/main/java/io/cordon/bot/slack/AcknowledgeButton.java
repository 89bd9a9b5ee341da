package io.cordon.bot.slack;

import io.cordon.people.Refusal;
import io.cordon.templates.slack.SlackText;
import io.cordon.triage.Triage;
import java.util.Optional;

/** Takes a case. */
final class AcknowledgeButton implements Button {
  private final RecordedMessages messages;
  private final Triage triage;
  private final Feedback feedback;
  private final SlackText texts;

  AcknowledgeButton(RecordedMessages messages, Triage triage, Feedback feedback, SlackText texts) {
    this.messages = messages;
    this.triage = triage;
    this.feedback = feedback;
    this.texts = texts;
  }

  @Override
  public Optional<Refusal> misplaced(Pressed press) {
    return messages.notOnCard(press);
  }

  @Override
  public void press(Pressed press) {
    switch (triage.acknowledge(press.key(), press.person(), press.claim())) {
      case Triage.Outcome.Acknowledged done ->
          feedback.accepted(done.key(), press.sender(), texts.acknowledged(done.key()));
      case Triage.Outcome.Refused refused ->
          feedback.tell(press.sender(), texts.refusal(refused.refusal()));
    }
  }
}
