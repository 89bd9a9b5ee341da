package io.cordon.bot.slack;

import io.cordon.commands.Reasons;
import io.cordon.ledger.Case;
import io.cordon.ledger.CaseKey;
import io.cordon.ledger.Ledger;
import io.cordon.people.Authority;
import io.cordon.people.Person;
import io.cordon.templates.slack.Dialog;
import io.cordon.templates.slack.SlackText;
import io.cordon.templates.slack.TriageDialog;
import io.cordon.triage.Deed;
import io.cordon.triage.Deed.Resolution;
import io.cordon.triage.SnoozeTime;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the dialog of one kind of decision asks for, and what was filled into it. */
interface TriageFields {
  /** A decision of this kind, of which nothing is known yet. */
  Deed blank();

  /** A sentence for each field that is filled in wrongly, by its block id. */
  Map<String, String> mistakes(Submitted submitted, Case state);

  /** What was decided, when there are no mistakes. */
  Deed read(Submitted submitted);

  /** For how long to silence the case, and why. */
  record Snooze(SlackText texts, Clock clock) implements TriageFields {
    @Override
    public Deed blank() {
      return new Deed.Snooze(Instant.MIN, "");
    }

    @Override
    public Map<String, String> mistakes(Submitted submitted, Case state) {
      return time(submitted).filter(SnoozeTime.of(state.severity())::contains).isEmpty()
          ? Map.of(TriageDialog.TIME, texts.fieldError("time"))
          : reason(texts, submitted);
    }

    @Override
    public Deed read(Submitted submitted) {
      var until = clock.instant().plus(time(submitted).orElseThrow().time());
      return new Deed.Snooze(until, submitted.field(Dialog.REASON));
    }

    private static Optional<SnoozeTime> time(Submitted submitted) {
      return SnoozeTime.of(submitted.field(TriageDialog.TIME));
    }
  }

  /** Who shall look after the case. */
  record Assign(SlackText texts, Authority authority) implements TriageFields {
    @Override
    public Deed blank() {
      return new Deed.Assign("");
    }

    @Override
    public Map<String, String> mistakes(Submitted submitted, Case state) {
      var to = submitted.field(TriageDialog.TO);
      var chosen = new Person(to, submitted.person().team(), to);
      return to.isEmpty() || authority.refusal(chosen).isPresent()
          ? Map.of(TriageDialog.TO, texts.fieldError("not-a-responder"))
          : Map.of();
    }

    @Override
    public Deed read(Submitted submitted) {
      return new Deed.Assign(submitted.field(TriageDialog.TO));
    }
  }

  /** As what to close the case. */
  record Close(SlackText texts, Ledger ledger) implements TriageFields {
    @Override
    public Deed blank() {
      return new Deed.Close(new Resolution(Resolution.Kind.BENIGN, null), "");
    }

    @Override
    public Map<String, String> mistakes(Submitted submitted, Case state) {
      var kind = kind(submitted);
      if (kind.isEmpty()) {
        return Map.of(TriageDialog.RESOLUTION, texts.fieldError("resolution"));
      }
      var given = submitted.field(TriageDialog.DUPLICATE);
      if (kind.get() != Resolution.Kind.DUPLICATE) {
        return given.isEmpty()
            ? Map.of()
            : Map.of(TriageDialog.DUPLICATE, texts.fieldError("not-duplicate"));
      }
      var other = CaseKey.parse(given).filter(key -> !key.equals(state.key()));
      return other.flatMap(ledger::find).isEmpty()
          ? Map.of(TriageDialog.DUPLICATE, texts.fieldError("no-duplicate"))
          : Map.of();
    }

    @Override
    public Deed read(Submitted submitted) {
      var of = CaseKey.parse(submitted.field(TriageDialog.DUPLICATE)).orElse(null);
      return new Deed.Close(
          new Resolution(kind(submitted).orElseThrow(), of), submitted.field(TriageDialog.NOTE));
    }

    private static Optional<Resolution.Kind> kind(Submitted submitted) {
      var word = submitted.field(TriageDialog.RESOLUTION);
      return Stream.of(Resolution.Kind.values()).filter(k -> k.word().equals(word)).findFirst();
    }
  }

  /** Why to open the case again. */
  record Reopen(SlackText texts) implements TriageFields {
    @Override
    public Deed blank() {
      return new Deed.Reopen("");
    }

    @Override
    public Map<String, String> mistakes(Submitted submitted, Case state) {
      return reason(texts, submitted);
    }

    @Override
    public Deed read(Submitted submitted) {
      return new Deed.Reopen(submitted.field(Dialog.REASON));
    }
  }

  /** What to write down. */
  record Note(SlackText texts) implements TriageFields {
    @Override
    public Deed blank() {
      return new Deed.Note("");
    }

    @Override
    public Map<String, String> mistakes(Submitted submitted, Case state) {
      var length = submitted.field(TriageDialog.NOTE).length();
      return length == 0 || length > TriageDialog.LONGEST_NOTE
          ? Map.of(TriageDialog.NOTE, texts.fieldError("note-length"))
          : Map.of();
    }

    @Override
    public Deed read(Submitted submitted) {
      return new Deed.Note(submitted.field(TriageDialog.NOTE));
    }
  }

  /** What is wrong with a reason. */
  static Map<String, String> reason(SlackText texts, Submitted submitted) {
    return Reasons.mistake(submitted.field(Dialog.REASON))
        .map(mistake -> Map.of(Dialog.REASON, texts.fieldError(mistake)))
        .orElseGet(Map::of);
  }
}
