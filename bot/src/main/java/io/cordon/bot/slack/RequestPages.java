package io.cordon.bot.slack;

import io.cordon.ledger.CaseAction;
import io.cordon.ledger.CaseAction.Stage;
import io.cordon.ledger.Ledger;
import io.cordon.people.Authority;
import io.cordon.people.Person;
import io.cordon.people.Refusal;
import io.cordon.people.Role;
import io.cordon.templates.slack.ApprovalDialog;
import io.cordon.templates.slack.ApprovalDialog.Kind;
import io.cordon.templates.slack.Dialog;
import io.cordon.templates.slack.SlackText;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

/** Opens the dialogs about requests that others must agree to. */
final class RequestPages {
  private final Ledger ledger;
  private final Authority authority;
  private final Dialogs dialogs;
  private final Feedback feedback;
  private final SlackText texts;
  private final Clock clock;

  RequestPages(
      Ledger ledger,
      Authority authority,
      Dialogs dialogs,
      Feedback feedback,
      SlackText texts,
      Clock clock) {
    this.ledger = ledger;
    this.authority = authority;
    this.dialogs = dialogs;
    this.feedback = feedback;
    this.texts = texts;
    this.clock = clock;
  }

  /** Opens a request to whoever may decide it; others see it, and who decides. */
  void review(Pressed press) {
    feedback.inBackground(
        press.sender(), () -> open(press, "", action -> kind(action, press.person(), Kind.DECIDE)));
  }

  /**
   * Opens what turns a request down to whoever may; others see it, and who decides.
   *
   * @param reason what stands in the field for it from the start
   */
  void deny(Pressed press, String reason) {
    feedback.inBackground(
        press.sender(),
        () -> open(press, reason, action -> kind(action, press.person(), Kind.DENY)));
  }

  /** Opens a dialog of one kind. */
  void open(Pressed press, Kind kind) {
    feedback.inBackground(press.sender(), () -> open(press, "", _ -> kind));
  }

  private Kind kind(CaseAction action, Person person, Kind ifTheyMay) {
    return mayDecide(action, person) ? ifTheyMay : Kind.VIEW;
  }

  private boolean mayDecide(CaseAction action, Person person) {
    return action.stage() == Stage.PENDING
        && !action.by().actor().id().equals(person.id())
        && authority.refusal(person, Role.APPROVER).isEmpty();
  }

  private void open(Pressed press, String reason, Function<CaseAction, Kind> kind) {
    if (dialogs.isOpened(press.trigger())) {
      return;
    }
    var state = ledger.find(press.key()).orElseThrow();
    var action = Optional.ofNullable(press.value().action()).flatMap(state::action);
    if (action.isEmpty()) {
      feedback.refuse(
          press, press.value().what(), new Refusal(Refusal.Reason.NO_REQUEST, press.key().text()));
      return;
    }
    var origin = new Dialog.Origin(press.value(), press.cardUrl());
    var dialog =
        new ApprovalDialog(
            kind.apply(action.get()), origin, state, action.get(), clock.instant(), reason);
    switch (dialogs.open(press.trigger(), texts.approvals().dialog(dialog).json())) {
      case Dialogs.Opened.Now _, Dialogs.Opened.Before _ -> {
        // They have it before them.
      }
      case Dialogs.Opened.TooLate _ -> feedback.tell(press.sender(), texts.expired());
    }
  }
}
