package io.cordon.bot.slack;

import io.cordon.people.Refusal;
import io.cordon.templates.slack.SlackText;
import io.cordon.triage.Deed;
import io.cordon.triage.Triage;
import java.util.Optional;

/** Decides something about a case at once, for which no dialog is needed. */
final class TriageButton implements Button {
  private final Deed deed;
  private final RecordedMessages messages;
  private final Triage triage;
  private final Feedback feedback;
  private final SlackText texts;

  /**
   * A button.
   *
   * @param deed what it decides
   */
  TriageButton(
      Deed deed, RecordedMessages messages, Triage triage, Feedback feedback, SlackText texts) {
    this.deed = deed;
    this.messages = messages;
    this.triage = triage;
    this.feedback = feedback;
    this.texts = texts;
  }

  /** What its values say that it is for. */
  String word() {
    return deed.word();
  }

  @Override
  public Optional<Refusal> misplaced(Pressed press) {
    return messages.notOnCard(press);
  }

  @Override
  public void press(Pressed press) {
    switch (triage.decide(press.key(), press.person(), deed, press.claim())) {
      case Triage.Outcome.Done done ->
          feedback.accepted(done.key(), press.sender(), texts.triaged(done.key(), done.fact()));
      case Triage.Outcome.Refused refused ->
          feedback.tell(press.sender(), texts.refusal(refused.refusal()));
    }
  }
}
