package io.cordon.bot.slack;

import io.cordon.action.Requests;
import io.cordon.action.Runner;
import io.cordon.approval.Approvals;
import io.cordon.approval.Attempt;
import io.cordon.ledger.Case;
import io.cordon.ledger.CaseKey;
import io.cordon.ledger.Evidence;
import io.cordon.ledger.Ledger;
import io.cordon.people.Authority;
import io.cordon.templates.slack.ButtonValue;
import io.cordon.templates.slack.SlackText;
import io.cordon.triage.Deed;
import io.cordon.triage.Sweeps;
import io.cordon.triage.Triage;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All kinds of buttons and dialogs that there are. */
public final class Buttons {
  private final Ledger ledger;
  private final StormMessages storms;
  private final Map<String, Button> ofCases = new HashMap<>();
  private final Map<String, Button> ofStorms = new HashMap<>();
  private final List<Form> forms = new ArrayList<>();
  private final ActionDialogs actions;
  private final RequestPages pages;

  /**
   * The buttons.
   *
   * @param copies which messages are copies of requests
   */
  public Buttons(
      Ledger ledger,
      Evidence evidence,
      Authority authority,
      Triage triage,
      Sweeps sweeps,
      Requests requests,
      Runner runner,
      Dialogs dialogs,
      StormMessages storms,
      RecordedMessages.Requests copies,
      HomeTabs homes,
      Approvals approvals,
      Feedback feedback,
      SlackText texts,
      Clock clock) {
    this.ledger = ledger;
    this.storms = storms;
    var messages = new RecordedMessages(ledger, storms, copies, homes);
    ofCases.put(
        ButtonValue.RAW, new RawButton(messages, ledger, evidence, dialogs, feedback, texts));
    ofCases.put(ButtonValue.SHOW, new ShowButton(messages, triage, feedback, texts));
    Stream.of(new Deed.Acknowledge(), new Deed.Wake(), new Deed.Leave())
        .map(deed -> new TriageButton(deed, messages, triage, feedback, texts))
        .forEach(button -> ofCases.put(button.word(), button));
    Stream.of(
            new TriageFields.Snooze(texts, clock),
            new TriageFields.Assign(texts, authority),
            new TriageFields.Close(texts, ledger),
            new TriageFields.Reopen(texts),
            new TriageFields.Note(texts))
        .map(fields ->
            new TriageForm(fields, messages, ledger, authority, triage, dialogs, feedback, texts))
        .forEach(form -> add(ofCases, form));
    Stream.of(ButtonValue.SNOOZE_GROUP, ButtonValue.GATHER)
        .map(what ->
            new StormForm(
                what, messages, storms, authority, sweeps, dialogs, feedback, texts, clock))
        .forEach(form -> add(ofStorms, form));
    var rulings = new Rulings(approvals, feedback, texts);
    pages = new RequestPages(ledger, authority, dialogs, feedback, texts, clock);
    var deny = new DenyDialog(messages, pages, rulings, texts);
    var force = new BreakGlassDialog(messages, pages, rulings, texts);
    ofCases.put(ButtonValue.REVIEW, new ReviewButton(messages, pages));
    ofCases.put(ButtonValue.APPROVE, new RulingButton(new Attempt.Approve(""), messages, rulings));
    ofCases.put(ButtonValue.WITHDRAW, new RulingButton(new Attempt.Withdraw(), messages, rulings));
    ofCases.put(ButtonValue.DENY, deny);
    ofCases.put(ButtonValue.BREAK_GLASS, force);
    actions =
        new ActionDialogs(messages, ledger, authority, requests, runner, dialogs, feedback, texts);
    forms.addAll(List.of(actions, new DecideForm(ledger, rulings, texts), deny, force));
  }

  private <B extends Button & Form> void add(Map<String, Button> kinds, B button) {
    kinds.put(button.callback(), button);
    forms.add(button);
  }

  /** The kind of a button, by what its value says that it is for; empty if there is none such. */
  Optional<Button> of(ButtonValue value) {
    return switch (value.subject()) {
      case ButtonValue.OfCase _ -> Optional.of(ofCases.getOrDefault(value.what(), actions));
      case ButtonValue.OfStorm _ -> Optional.ofNullable(ofStorms.get(value.what()));
    };
  }

  /** The case in whose ledger a press of such a button is recorded; empty if there is none. */
  Optional<CaseKey> recordedIn(ButtonValue value) {
    return switch (value.subject()) {
      case ButtonValue.OfCase of -> ledger.find(of.key()).map(Case::key);
      case ButtonValue.OfStorm of -> storms.oldest(of.storm());
    };
  }

  /** The dialogs of the actions. */
  ActionDialogs actions() {
    return actions;
  }

  /** What opens the dialogs about requests. */
  RequestPages requests() {
    return pages;
  }

  /** What takes the dialogs that are sent off. */
  List<Form> forms() {
    return List.copyOf(forms);
  }
}
