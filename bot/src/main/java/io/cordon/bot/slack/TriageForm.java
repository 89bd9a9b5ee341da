package io.cordon.bot.slack;

import io.cordon.ledger.Ledger;
import io.cordon.people.Authority;
import io.cordon.people.Refusal;
import io.cordon.templates.slack.Dialog;
import io.cordon.templates.slack.SlackText;
import io.cordon.templates.slack.TriageDialog;
import io.cordon.triage.Deed;
import io.cordon.triage.Triage;
import java.util.Map;
import java.util.Optional;

/** Asks for what a decision about a case needs, and has it decided. */
final class TriageForm implements Button, Form {
  private final TriageFields fields;
  private final RecordedMessages messages;
  private final Ledger ledger;
  private final Authority authority;
  private final Triage triage;
  private final Dialogs dialogs;
  private final Feedback feedback;
  private final SlackText texts;

  /**
   * A dialog.
   *
   * @param fields what it asks for
   */
  TriageForm(
      TriageFields fields,
      RecordedMessages messages,
      Ledger ledger,
      Authority authority,
      Triage triage,
      Dialogs dialogs,
      Feedback feedback,
      SlackText texts) {
    this.fields = fields;
    this.messages = messages;
    this.ledger = ledger;
    this.authority = authority;
    this.triage = triage;
    this.dialogs = dialogs;
    this.feedback = feedback;
    this.texts = texts;
  }

  @Override
  public Optional<Refusal> misplaced(Pressed press) {
    return messages.notOnCard(press);
  }

  @Override
  public void press(Pressed press) {
    feedback.inBackground(press.sender(), () -> ask(press));
  }

  private void ask(Pressed press) {
    if (dialogs.isOpened(press.trigger())) {
      return;
    }
    var refusal = triage.refusal(press.key(), press.person(), fields.blank(), press.claim());
    if (refusal.isPresent()) {
      feedback.tell(press.sender(), texts.refusal(refusal.get()));
      return;
    }
    var state = ledger.find(press.key()).orElseThrow();
    var origin = new Dialog.Origin(press.value(), press.sender().responseUrl());
    var dialog = new TriageDialog(origin, callback(), state.severity());
    switch (dialogs.open(press.trigger(), texts.triageDialog(dialog).json())) {
      case Dialogs.Opened.Now _ -> {
        // The person has it.
      }
      case Dialogs.Opened.Before _ -> {
        // The person has it already.
      }
      case Dialogs.Opened.TooLate _ -> feedback.tell(press.sender(), texts.expired());
    }
  }

  @Override
  public String callback() {
    return fields.blank().word();
  }

  @Override
  public Map<String, String> mistakes(Submitted submitted) {
    return fields.mistakes(submitted, ledger.find(submitted.key()).orElseThrow());
  }

  @Override
  public void submit(Submitted submitted) {
    var refusal = authority.refusal(submitted.person());
    if (refusal.isPresent()) {
      feedback.refuse(submitted, callback(), refusal.get());
      return;
    }
    Deed deed = fields.read(submitted);
    switch (triage.decide(submitted.key(), submitted.person(), deed, submitted.claim())) {
      case Triage.Outcome.Done done ->
          feedback.accepted(done.key(), submitted.sender(), texts.triaged(done.key(), done.fact()));
      case Triage.Outcome.Refused refused ->
          feedback.tell(submitted.sender(), texts.refusal(refused.refusal()));
    }
  }
}
