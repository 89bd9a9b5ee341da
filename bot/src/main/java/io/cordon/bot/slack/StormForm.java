package io.cordon.bot.slack;

import io.cordon.ledger.CaseKey;
import io.cordon.people.Authority;
import io.cordon.people.Refusal;
import io.cordon.templates.slack.ButtonValue;
import io.cordon.templates.slack.Dialog;
import io.cordon.templates.slack.SlackText;
import io.cordon.templates.slack.StormDialog;
import io.cordon.templates.slack.TriageDialog;
import io.cordon.triage.SnoozeTime;
import io.cordon.triage.Sweep;
import io.cordon.triage.Sweeps;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks which cases of a storm to silence or to handle as one, and has that done. */
final class StormForm implements Button, Form {
  private static final int SHORTEST_TITLE = 3;
  private static final int LONGEST_TITLE = 150;

  private final String what;
  private final RecordedMessages messages;
  private final StormMessages storms;
  private final Authority authority;
  private final Sweeps sweeps;
  private final Dialogs dialogs;
  private final Feedback feedback;
  private final SlackText texts;
  private final Clock clock;

  /**
   * A dialog.
   *
   * @param what {@link ButtonValue#SNOOZE_GROUP} or {@link ButtonValue#GATHER}
   */
  StormForm(
      String what,
      RecordedMessages messages,
      StormMessages storms,
      Authority authority,
      Sweeps sweeps,
      Dialogs dialogs,
      Feedback feedback,
      SlackText texts,
      Clock clock) {
    this.what = what;
    this.messages = messages;
    this.storms = storms;
    this.authority = authority;
    this.sweeps = sweeps;
    this.dialogs = dialogs;
    this.feedback = feedback;
    this.texts = texts;
    this.clock = clock;
  }

  private boolean isGather() {
    return what.equals(ButtonValue.GATHER);
  }

  @Override
  public Optional<Refusal> misplaced(Pressed press) {
    return messages.notOnStorm(press);
  }

  @Override
  public void press(Pressed press) {
    feedback.inBackground(press.sender(), () -> ask(press));
  }

  private void ask(Pressed press) {
    if (dialogs.isOpened(press.trigger())) {
      return;
    }
    var storm = storm(press.value());
    var dialog =
        new StormDialog(
            new Dialog.Origin(press.value(), press.sender().responseUrl()),
            storms.kinds(storm),
            storms.cases(storm, StormDialog.BELOW_HIGH).size(),
            storms.cases(storm, StormDialog.EVERYTHING).size());
    switch (dialogs.open(press.trigger(), texts.stormDialog(dialog).json())) {
      case Dialogs.Opened.Now _ -> {
        // The person has it.
      }
      case Dialogs.Opened.Before _ -> {
        // The person has it already.
      }
      case Dialogs.Opened.TooLate _ -> feedback.tell(press.sender(), texts.expired());
    }
  }

  private static String storm(ButtonValue value) {
    return switch (value.subject()) {
      case ButtonValue.OfStorm of -> of.storm();
      case ButtonValue.OfCase of -> throw new IllegalStateException(of + " is no storm");
    };
  }

  @Override
  public String callback() {
    return what;
  }

  @Override
  public Map<String, String> mistakes(Submitted submitted) {
    var mistakes = new HashMap<>(TriageFields.reason(texts, submitted));
    if (cases(submitted).isEmpty()) {
      mistakes.put(StormDialog.WHICH, texts.fieldError("no-cases"));
    }
    if (isGather() ? isBadTitle(submitted.field(TriageDialog.TITLE)) : time(submitted).isEmpty()) {
      mistakes.put(
          isGather() ? TriageDialog.TITLE : TriageDialog.TIME,
          texts.fieldError(isGather() ? "title-length" : "time"));
    }
    return mistakes;
  }

  private static boolean isBadTitle(String title) {
    var length = title.codePointCount(0, title.length());
    return length < SHORTEST_TITLE || length > LONGEST_TITLE;
  }

  private static Optional<SnoozeTime> time(Submitted submitted) {
    return SnoozeTime.of(submitted.field(TriageDialog.TIME));
  }

  private List<CaseKey> cases(Submitted submitted) {
    return storms.cases(storm(submitted.value()), submitted.field(StormDialog.WHICH));
  }

  @Override
  public void submit(Submitted submitted) {
    var refusal = authority.refusal(submitted.person());
    if (refusal.isPresent()) {
      feedback.refuse(submitted, what, refusal.get());
      return;
    }
    var cases = cases(submitted);
    sweeps.order(
        submitted.claim(),
        submitted.person(),
        submitted.sender().responseUrl(),
        sweep(submitted),
        cases);
    feedback.tell(submitted.sender(), texts.sweeping(what, cases.size()));
  }

  private Sweep sweep(Submitted submitted) {
    var reason = submitted.field(Dialog.REASON);
    return isGather()
        ? new Sweep.Gather(submitted.field(TriageDialog.TITLE), reason)
        : new Sweep.Snooze(clock.instant().plus(time(submitted).orElseThrow().time()), reason);
  }
}
