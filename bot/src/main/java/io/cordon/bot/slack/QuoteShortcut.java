package io.cordon.bot.slack;

import io.cordon.commands.Replies.Sender;
import io.cordon.ledger.CaseKey;
import io.cordon.ledger.Ledger;
import io.cordon.ledger.OpenCase;
import io.cordon.ledger.OpenCases;
import io.cordon.people.Authority;
import io.cordon.people.Person;
import io.cordon.people.Refusal;
import io.cordon.templates.slack.QuoteDialog;
import io.cordon.templates.slack.SlackText;
import io.cordon.triage.Deed;
import io.cordon.triage.Triage;
import java.util.Map;
import java.util.Optional;

/** Asks to which case a message belongs, and writes it into that case's timeline. */
public final class QuoteShortcut {
  private final Ledger ledger;
  private final OpenCases cases;
  private final Triage triage;
  private final Authority authority;
  private final PickedMessages messages;
  private final SlackApi slack;
  private final Dialogs dialogs;
  private final Feedback feedback;
  private final SlackText texts;

  /** The shortcut in the menu of every message. */
  public QuoteShortcut(
      Ledger ledger,
      OpenCases cases,
      Triage triage,
      Authority authority,
      PickedMessages messages,
      SlackApi slack,
      Dialogs dialogs,
      Feedback feedback,
      SlackText texts) {
    this.ledger = ledger;
    this.cases = cases;
    this.triage = triage;
    this.authority = authority;
    this.messages = messages;
    this.slack = slack;
    this.dialogs = dialogs;
    this.feedback = feedback;
    this.texts = texts;
  }

  /**
   * Opens the dialog; to be called at once after the shortcut was used.
   *
   * @param root the ts of the message whose thread the picked one stands in, which may be its own
   */
  void open(String trigger, Person person, Picked picked, String root) {
    var sender = sender(person, picked);
    feedback.inBackground(sender, () -> ask(trigger, person, picked, root, sender));
  }

  /** Answered where the shortcut was used or, where that does not work, directly. */
  private static Sender sender(Person person, Picked picked) {
    return new Sender(person.id(), "", picked.responseUrl());
  }

  private void ask(String trigger, Person person, Picked picked, String root, Sender sender) {
    if (dialogs.isOpened(trigger)) {
      return;
    }
    var here = cases.at(picked.channel(), root);
    var refusal = authority.refusal(person);
    if (refusal.isPresent()) {
      refuse(here, person, sender, "click " + trigger, refusal.get());
      return;
    }
    var dialog = dialog(messages.keep(trigger, picked), picked, here);
    switch (dialogs.open(trigger, texts.shortcuts().quote(dialog).json())) {
      case Dialogs.Opened.Now _ -> {
        // The person has it.
      }
      case Dialogs.Opened.Before _ -> {
        // The person has it already.
      }
      case Dialogs.Opened.TooLate _ -> feedback.tell(sender, texts.shortcuts().tooLate());
    }
  }

  private QuoteDialog dialog(String message, Picked picked, Optional<CaseKey> here) {
    var open = cases.all().stream().sorted(OpenCase.WORST_FIRST).toList();
    return new QuoteDialog(
        message, picked.author(), picked.at(), picked.text(), open, here.orElse(null));
  }

  /** Recorded in the case that the message belongs to, if it stands in the thread of one. */
  private void refuse(
      Optional<CaseKey> key, Person person, Sender sender, String claim, Refusal refusal) {
    key.ifPresentOrElse(
        of -> feedback.refuse(of, person, sender, claim, Deed.QUOTE, refusal),
        () -> feedback.tell(sender, texts.refusal(refusal)));
  }

  /**
   * Carries out what was filled in.
   *
   * @return a sentence for each field that is filled in wrongly, by its block id
   */
  Map<String, String> take(Filled filled) {
    var picked = messages.find(filled.metadata());
    if (picked.isEmpty()) {
      feedback.tell(new Sender(filled.person().id(), "", ""), texts.shortcuts().tooLate());
      return Map.of();
    }
    var key =
        CaseKey.parse(filled.field(QuoteDialog.CASE)).filter(of -> ledger.find(of).isPresent());
    if (key.isEmpty()) {
      return Map.of(QuoteDialog.CASE, texts.fieldError("open-case"));
    }
    quote(key.get(), filled, picked.get());
    return Map.of();
  }

  private void quote(CaseKey key, Filled filled, Picked picked) {
    var person = filled.person();
    var sender = sender(person, picked);
    var refusal = authority.refusal(person);
    if (refusal.isPresent()) {
      feedback.refuse(key, person, sender, filled.claim(), Deed.QUOTE, refusal.get());
      return;
    }
    var link = slack.permalink(picked.channel(), picked.ts()).orElse("");
    var deed = new Deed.Quote(picked.fact(link));
    switch (triage.decide(key, person, deed, filled.claim())) {
      case Triage.Outcome.Done done ->
          feedback.tell(sender, texts.triaged(done.key(), done.fact()));
      case Triage.Outcome.Refused refused ->
          feedback.tell(sender, texts.refusal(refused.refusal()));
    }
  }
}
