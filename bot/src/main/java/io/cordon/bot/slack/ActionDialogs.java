package io.cordon.bot.slack;

import io.cordon.action.Plan;
import io.cordon.action.Requests;
import io.cordon.action.Runner;
import io.cordon.change.Danger;
import io.cordon.commands.Reasons;
import io.cordon.ledger.Case;
import io.cordon.ledger.Ledger;
import io.cordon.people.Authority;
import io.cordon.people.Refusal;
import io.cordon.templates.slack.ButtonValue;
import io.cordon.templates.slack.Dialog;
import io.cordon.templates.slack.SlackText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
    var asking = texts.actionDialog(dialog(press, state, name, null), reason);
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
    var asked = dialog(press, state, name, plan);
    dialogs.fill(opened.view(), texts.actionDialog(asked, reason).json());
  }

  private Dialog dialog(Pressed press, Case state, String name, @Nullable Plan plan) {
    var target = requests.target(state).orElseThrow();
    var undoes = press.value().action() != null;
    return new Dialog(
        new Dialog.Origin(press.value(), press.cardUrl()),
        name,
        target,
        plan,
        requests.approvals(state, name, target),
        isImpactful(name),
        undoes ? List.of() : requests.alongWith(state, name, target));
  }

  /** Whether it changes what runs, so that whoever asks for it shall have looked at the impact. */
  private boolean isImpactful(String name) {
    return requests.danger(name).filter(danger -> danger != Danger.E).isPresent();
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
    var state = ledger.find(value.key()).orElseThrow();
    if (value.action() == null) {
      requests.alongWith(state, name, requests.target(state).orElseThrow()).stream()
          .filter(Set.of(submitted.field(Dialog.ALONG).split(" "))::contains)
          .forEach(other -> request(submitted, state, other, submitted.claim() + " " + other));
    }
    switch (request(submitted, state, name, submitted.claim())) {
      case Requests.Outcome.Requested r ->
          feedback.accepted(
              r.key(),
              submitted.sender(),
              texts.requested(r.key(), r.action(), value.what(), approvals(r)));
      case Requests.Outcome.Refused r ->
          feedback.tell(submitted.sender(), texts.refusal(r.refusal()));
    }
  }

  private Requests.Outcome request(Submitted submitted, Case state, String name, String claim) {
    var ticket = submitted.field(Dialog.TICKET);
    return requests.request(
        state.key(),
        new Requests.Ask(
            submitted.person(),
            name,
            requests.target(state).orElseThrow(),
            submitted.field(Dialog.REASON),
            submitted.value().action(),
            ticket.isEmpty() ? Map.of() : Map.of(Requests.TICKET, ticket),
            claim));
  }
}
