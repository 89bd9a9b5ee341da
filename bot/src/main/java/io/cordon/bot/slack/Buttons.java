package io.cordon.bot.slack;

import io.cordon.action.Requests;
import io.cordon.action.Runner;
import io.cordon.ledger.Ledger;
import io.cordon.people.Authority;
import io.cordon.templates.slack.ButtonValue;
import io.cordon.templates.slack.SlackText;
import io.cordon.triage.Triage;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/** All kinds of buttons and dialogs that there are. */
public final class Buttons {
  private final Map<String, Button> named;
  private final ActionDialogs actions;

  /**
   * The buttons.
   *
   * @param storms whether the message in a channel, by its ts, speaks for a storm
   */
  public Buttons(
      Ledger ledger,
      Authority authority,
      Triage triage,
      Requests requests,
      Runner runner,
      Dialogs dialogs,
      BiPredicate<String, String> storms,
      Feedback feedback,
      SlackText texts) {
    var messages = new RecordedMessages(ledger, storms);
    named =
        Map.of(
            ButtonValue.ACKNOWLEDGE, new AcknowledgeButton(messages, triage, feedback, texts),
            ButtonValue.SHOW, new ShowButton(messages, triage, feedback, texts));
    actions =
        new ActionDialogs(messages, ledger, authority, requests, runner, dialogs, feedback, texts);
  }

  /** The kind of a button, by what its value says that it is for. */
  Button of(ButtonValue value) {
    return named.getOrDefault(value.what(), actions);
  }

  /** The dialogs of the actions. */
  ActionDialogs actions() {
    return actions;
  }

  /** What takes the dialogs that are sent off. */
  List<Form> forms() {
    return List.of(actions);
  }
}
