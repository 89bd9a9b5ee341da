package io.cordon.bot.slack;

import io.cordon.action.Requests;
import io.cordon.action.Runner;
import io.cordon.approval.Approvals;
import io.cordon.approval.Attempt;
import io.cordon.ledger.Ledger;
import io.cordon.people.Authority;
import io.cordon.templates.slack.ButtonValue;
import io.cordon.templates.slack.SlackText;
import io.cordon.triage.Triage;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/** All kinds of buttons and dialogs that there are. */
public final class Buttons {
  private final Map<String, Button> named;
  private final ActionDialogs actions;
  private final List<Form> forms;

  /**
   * The buttons.
   *
   * @param storms whether the message in a channel, by its ts, speaks for a storm
   * @param copies which messages are copies of requests
   */
  public Buttons(
      Ledger ledger,
      Authority authority,
      Triage triage,
      Requests requests,
      Runner runner,
      Dialogs dialogs,
      BiPredicate<String, String> storms,
      RecordedMessages.Requests copies,
      Approvals approvals,
      Feedback feedback,
      SlackText texts,
      Clock clock) {
    var messages = new RecordedMessages(ledger, storms, copies);
    var rulings = new Rulings(approvals, feedback, texts);
    var pages = new RequestPages(ledger, authority, dialogs, feedback, texts, clock);
    var deny = new DenyDialog(messages, pages, rulings, texts);
    var force = new BreakGlassDialog(messages, pages, rulings, texts);
    named =
        Map.of(
            ButtonValue.ACKNOWLEDGE, new AcknowledgeButton(messages, triage, feedback, texts),
            ButtonValue.SHOW, new ShowButton(messages, triage, feedback, texts),
            ButtonValue.REVIEW, new ReviewButton(messages, pages),
            ButtonValue.APPROVE, new RulingButton(new Attempt.Approve(""), messages, rulings),
            ButtonValue.WITHDRAW, new RulingButton(new Attempt.Withdraw(), messages, rulings),
            ButtonValue.DENY, deny,
            ButtonValue.BREAK_GLASS, force);
    actions =
        new ActionDialogs(messages, ledger, authority, requests, runner, dialogs, feedback, texts);
    forms = List.of(actions, new DecideForm(ledger, rulings, texts), deny, force);
  }

  /** The kind of a button, by what its value says that it is for. */
  Button of(ButtonValue value) {
    return named.getOrDefault(value.what(), actions);
  }

  /** What takes the dialogs that are sent off. */
  List<Form> forms() {
    return forms;
  }
}
