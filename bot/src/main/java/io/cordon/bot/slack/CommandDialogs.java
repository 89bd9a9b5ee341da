package io.cordon.bot.slack;

import io.cordon.action.Requests;
import io.cordon.change.Target;
import io.cordon.commands.Acting;
import io.cordon.commands.Answer;
import io.cordon.commands.Command;
import io.cordon.commands.InstanceSearch;
import io.cordon.commands.Typed;
import io.cordon.ledger.CaseKey;
import io.cordon.ledger.Ledger;
import io.cordon.people.Refusal;
import io.cordon.templates.slack.ButtonValue;
import io.cordon.templates.slack.SlackText;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens the dialogs that people ask for by a command, within the seconds that Slack gives. */
public final class CommandDialogs {
  private final Ledger ledger;
  private final Requests requests;
  private final InstanceSearch search;
  private final Acting acting;
  private final Dialogs dialogs;
  private final Buttons buttons;
  private final Feedback feedback;
  private final SlackText texts;

  /** Dialogs like those that the buttons open. */
  public CommandDialogs(
      Ledger ledger,
      Requests requests,
      InstanceSearch search,
      Acting acting,
      Dialogs dialogs,
      Buttons buttons,
      Feedback feedback,
      SlackText texts) {
    this.ledger = ledger;
    this.requests = requests;
    this.search = search;
    this.acting = acting;
    this.dialogs = dialogs;
    this.buttons = buttons;
    this.feedback = feedback;
    this.texts = texts;
  }

  /** Opens a dialog; to be called at once after the command came. */
  void open(Typed typed, Command.Asked command) {
    switch (command) {
      case Command.Request request -> request(typed, request);
      case Command.Undo undo -> undo(typed, undo);
      case Command.Decide decide -> decide(typed, decide);
    }
  }

  private void decide(Typed typed, Command.Decide decide) {
    var what = decide.approves() ? ButtonValue.REVIEW : ButtonValue.DENY;
    var press = press(typed, decide.key(), what, decide.action());
    if (decide.approves()) {
      buttons.requests().review(press);
    } else {
      buttons.requests().deny(press, decide.reason());
    }
  }

  private void undo(Typed typed, Command.Undo undo) {
    var press = press(typed, undo.key(), ButtonValue.UNDO, undo.action());
    if (ledger.find(undo.key()).flatMap(state -> state.action(undo.action())).isPresent()) {
      buttons.actions().ask(press, undo.reason());
    } else {
      var refusal = new Refusal(Refusal.Reason.NOTHING_TO_UNDO, undo.action());
      feedback.refuse(press, ButtonValue.UNDO, refusal);
    }
  }

  /** AWS is asked where the instance is while the person sees that something happens. */
  private void request(Typed typed, Command.Request request) {
    if (dialogs.isOpened(typed.id())) {
      return;
    }
    var instance = request.place().instance();
    var looking = texts.lookingDialog(request.action(), instance);
    switch (dialogs.open(typed.id(), looking.json())) {
      case Dialogs.Opened.Now now -> fill(now, typed, request);
      case Dialogs.Opened.Before _ -> {
        // Whoever opened it fills it in.
      }
      case Dialogs.Opened.TooLate _ -> feedback.tell(typed.sender(), texts.expired());
    }
  }

  private void fill(Dialogs.Opened.Now opened, Typed typed, Command.Request request) {
    switch (search.find(request.place(), typed.person().actor())) {
      case InstanceSearch.Found.Not not -> refuse(opened, request, not.why());
      case InstanceSearch.Found.At at -> {
        var key = acting.caseFor(typed.id(), request, typed.person(), at.target());
        var press = press(typed, key, request.action(), null);
        why(press, request, at.target())
            .ifPresentOrElse(
                why -> refuse(opened, request, why),
                () -> buttons.actions().fill(opened, press, request.reason()));
      }
    }
  }

  /**
   * Why the action cannot be asked for. The dialog acts on what its case is about, which must be
   * what was typed.
   */
  private Optional<Answer> why(Pressed press, Command.Request request, Target target) {
    var about = ledger.find(press.key()).flatMap(requests::target);
    return about.filter(target::equals).isEmpty()
        ? Optional.of(new Answer.OtherTarget(press.key(), target.id()))
        : requests
            .refusal(press.key(), press.person(), request.action(), null, press.claim())
            .map(Answer.Refused::new);
  }

  private void refuse(Dialogs.Opened.Now opened, Command.Request request, Answer why) {
    dialogs.fill(opened.view(), texts.refusingDialog(request.action(), why).json());
  }

  private Pressed press(Typed typed, CaseKey key, String what, @Nullable String action) {
    var revision = ledger.find(key).orElseThrow().seq();
    return new Pressed(
        new ButtonValue(key, what, action, revision),
        typed.person(),
        typed.sender(),
        typed.id(),
        "",
        "",
        "",
        key);
  }
}
