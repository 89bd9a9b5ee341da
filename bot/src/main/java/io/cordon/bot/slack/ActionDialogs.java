package io.cordon.bot.slack;

import io.cordon.action.Requests;
import io.cordon.action.Runner;
import io.cordon.commands.Reasons;
import io.cordon.ledger.Ledger;
import io.cordon.people.Authority;
import io.cordon.people.Refusal;
import io.cordon.templates.slack.ButtonValue;
import io.cordon.templates.slack.Dialog;
import io.cordon.templates.slack.SlackText;
import java.util.Map;
import java.util.Optional;

/** Asks for a reason before an action or its undo is requested, and shows what it would do. */
final class ActionDialogs implements Button, Form {
  private final RecordedMessages messages;
  private final Ledger ledger;
  private final Authority authority;
  private final Requests requests;
  private final Runner runner;
  private final Dialogs dialogs;
  private final Feedback feedback;
  private final SlackText texts;

  ActionDialogs(
      RecordedMessages messages,
      Ledger ledger,
      Authority authority,
      Requests requests,
      Runner runner,
      Dialogs dialogs,
      Feedback feedback,
      SlackText texts) {
    this.messages = messages;
    this.ledger = ledger;
    this.authority = authority;
    this.requests = requests;
    this.runner = runner;
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
    feedback.inBackground(press.sender(), () -> ask(press, ""));
  }

  /**
   * Opens the dialog at once, and fills it in when AWS has told what would happen.
   *
   * @param reason what stands in the field for it from the start, or ""
   */
  void ask(Pressed press, String reason) {
    if (dialogs.isOpened(press.trigger())) {
      return;
    }
    var value = press.value();
    var name = actionName(value);
    var refusal =
        requests.refusal(value.key(), press.person(), name, value.action(), press.claim());
    if (refusal.isPresent()) {
      feedback.tell(press.sender(), texts.refusal(refusal.get()));
      return;
    }
    var state = ledger.find(value.key()).orElseThrow();
    var target = requests.target(state).orElseThrow();
    var origin = new Dialog.Origin(value, press.cardUrl());
    var approvals = requests.approvals(state, name, target);
    var asking = texts.actionDialog(new Dialog(origin, name, target, null, approvals), reason);
    switch (dialogs.open(press.trigger(), asking.json())) {
      case Dialogs.Opened.Now now -> fill(now, press, reason);
      case Dialogs.Opened.Before _ -> {
        // Whoever opened it fills it in.
      }
      case Dialogs.Opened.TooLate _ -> feedback.tell(press.sender(), texts.expired());
    }
  }

  /**
   * Fills an open dialog in with what the action would do.
   *
   * @param reason as for {@link #ask}
   */
  void fill(Dialogs.Opened.Now opened, Pressed press, String reason) {
    var value = press.value();
    var name = actionName(value);
    var state = ledger.find(value.key()).orElseThrow();
    var target = requests.target(state).orElseThrow();
    var plan = runner.preview(state, name, target, press.person().actor(), value.action());
    var origin = new Dialog.Origin(value, press.cardUrl());
    var approvals = requests.approvals(state, name, target);
    var asked = new Dialog(origin, name, target, plan, approvals);
    dialogs.fill(opened.view(), texts.actionDialog(asked, reason).json());
  }

  private int approvals(Requests.Outcome.Requested requested) {
    return ledger
        .find(requested.key())
        .flatMap(state -> state.action(requested.action()))
        .map(action -> action.request().approvals())
        .orElse(0);
  }

  /** The name of the action or, for an undo, of the one to turn back. */
  private String actionName(ButtonValue value) {
    var undone = value.action();
    return undone == null
        ? value.what()
        : ledger
            .find(value.key())
            .flatMap(state -> state.action(undone))
            .map(action -> action.request().name())
            .orElse(value.what());
  }

  @Override
  public String callback() {
    return Dialog.CALLBACK;
  }

  @Override
  public Map<String, String> mistakes(Submitted submitted) {
    return Reasons.mistake(submitted.field(Dialog.REASON))
        .map(mistake -> Map.of(Dialog.REASON, texts.fieldError(mistake)))
        .orElseGet(Map::of);
  }

  @Override
  public void submit(Submitted submitted) {
    var value = submitted.value();
    var name = actionName(value);
    var refusal = authority.refusal(submitted.person());
    if (refusal.isPresent()) {
      feedback.refuse(submitted, name, refusal.get());
      return;
    }
    var target = ledger.find(value.key()).flatMap(requests::target).orElseThrow();
    var ask =
        new Requests.Ask(
            submitted.person(),
            name,
            target,
            submitted.field(Dialog.REASON),
            value.action(),
            submitted.claim());
    switch (requests.request(value.key(), ask)) {
      case Requests.Outcome.Requested r ->
          feedback.accepted(
              r.key(),
              submitted.sender(),
              texts.requested(r.key(), r.action(), value.what(), approvals(r)));
      case Requests.Outcome.Refused r ->
          feedback.tell(submitted.sender(), texts.refusal(r.refusal()));
    }
  }
}
