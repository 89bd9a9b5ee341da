package io.cordon.bot.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.cordon.ledger.CanonicalJson;
import io.cordon.ledger.Evidence;
import io.cordon.ledger.Ledger;
import io.cordon.people.Refusal;
import io.cordon.templates.slack.SlackText;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Shows the last message of a case as it came. */
final class RawButton implements Button {
  private final RecordedMessages messages;
  private final Ledger ledger;
  private final Evidence evidence;
  private final Dialogs dialogs;
  private final Feedback feedback;
  private final SlackText texts;

  RawButton(
      RecordedMessages messages,
      Ledger ledger,
      Evidence evidence,
      Dialogs dialogs,
      Feedback feedback,
      SlackText texts) {
    this.messages = messages;
    this.ledger = ledger;
    this.evidence = evidence;
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
    feedback.inBackground(press.sender(), () -> show(press));
  }

  private void show(Pressed press) {
    if (dialogs.isOpened(press.trigger())) {
      return;
    }
    var n = ledger.find(press.key()).orElseThrow().messages();
    var file = "cases/" + press.key() + "/findings/" + n + ".json";
    var kept = evidence.read(file);
    if (kept.isEmpty()) {
      feedback.tell(press.sender(), texts.notStored(press.key()));
      return;
    }
    var view = texts.raw(press.key(), file, pretty(kept.get()));
    switch (dialogs.open(press.trigger(), view.json())) {
      case Dialogs.Opened.Now _ -> {
        // The person has it.
      }
      case Dialogs.Opened.Before _ -> {
        // The person has it already.
      }
      case Dialogs.Opened.TooLate _ -> feedback.tell(press.sender(), texts.expired());
    }
  }

  /** What SNS carried, line by line; the whole as it is where that is no JSON. */
  private static String pretty(byte[] message) {
    var text = new String(message, StandardCharsets.UTF_8);
    try {
      var carried = CanonicalJson.parse(text).path("Message").asText();
      return CanonicalJson.parse(carried).toPrettyString();
    } catch (JsonProcessingException _) {
      return text;
    }
  }
}
