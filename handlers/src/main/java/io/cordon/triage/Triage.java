package io.cordon.triage;

import io.cordon.ledger.Actor;
import io.cordon.ledger.Case;
import io.cordon.ledger.CaseKey;
import io.cordon.ledger.Decided;
import io.cordon.ledger.Decision;
import io.cordon.ledger.Due;
import io.cordon.ledger.Fact;
import io.cordon.ledger.Ledger;
import io.cordon.people.Person;
import io.cordon.people.Refusal;
import io.cordon.work.Then;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** What people decide about a case as a whole. Who may is decided before. */
public final class Triage {
  private final Ledger ledger;
  private final Clock clock;

  /** Triage of the cases in this ledger. */
  public Triage(Ledger ledger, Clock clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  /** What came of it. */
  public sealed interface Outcome {
    /** It is so, as the fact tells. */
    record Done(CaseKey key, Fact fact) implements Outcome {}

    /** It was turned down, and recorded. */
    record Refused(Refusal refusal) implements Outcome {}
  }

  /**
   * Decides something about a case; of several who decide the same, the first one does.
   *
   * @param claim a name of the click or the submission that never comes twice: the same one
   *     delivered again gets the answer of the first time, and writes nothing
   */
  public Outcome decide(CaseKey key, Person person, Deed deed, String claim) {
    var decided =
        ledger.<Outcome>decide(
            key,
            state ->
                refusal(state, deed)
                    .map(refusal -> refused(person, deed, refusal))
                    .orElseGet(() -> done(state, person, deed))
                    .once(claim));
    return switch (decided) {
      case Decided.Written<Outcome> written -> written.answer();
      case Decided.Duplicate<Outcome> before -> first(before.first(), before.seq());
    };
  }

  /**
   * Silences one of many cases. What cannot be silenced is left as it is, without a word.
   *
   * @param claim as for {@link #decide}
   * @return whether it is silenced so, now or since this was tried before
   */
  boolean silence(CaseKey key, Person person, Deed.Snooze deed, String claim) {
    var decided =
        ledger.decide(
            key,
            state ->
                refusal(state, deed)
                    .map(_ -> Decision.<Outcome>nothing(asItIs(state, person, deed)))
                    .orElseGet(() -> done(state, person, deed).once(claim)));
    return switch (decided) {
      case Decided.Written<Outcome> written -> written.answer() instanceof Outcome.Done;
      case Decided.Duplicate<Outcome> _ -> true;
    };
  }

  /** Whoever carries it on after a crash must not take what is done for what cannot be. */
  private Outcome asItIs(Case state, Person person, Deed.Snooze deed) {
    return state
        .snooze()
        .filter(snooze -> snooze.by().actor().equals(person.actor()))
        .filter(snooze -> snooze.until().equals(deed.until()))
        .filter(snooze -> snooze.reason().equals(deed.reason()))
        .<Outcome>map(_ -> new Outcome.Done(state.key(), fact(state, deed)))
        .orElseGet(() -> new Outcome.Refused(refusal(state, deed).orElseThrow()));
  }

  /**
   * Whether a dialog about such a decision need not be opened; recorded if so.
   *
   * @param claim as for {@link #decide}
   */
  public Optional<Refusal> refusal(CaseKey key, Person person, Deed deed, String claim) {
    var decided =
        ledger.decide(
            key,
            state -> {
              var refusal = refusal(state, deed);
              return refusal
                  .map(r -> Decision.of(person.actor(), refusal, r.fact(deed.word())).once(claim))
                  .orElseGet(() -> Decision.nothing(refusal));
            });
    return switch (decided) {
      case Decided.Written<Optional<Refusal>> written -> written.answer();
      case Decided.Duplicate<Optional<Refusal>> before ->
          first(before.first(), before.seq()) instanceof Outcome.Refused refused
              ? Optional.of(refused.refusal())
              : Optional.empty();
    };
  }

  private Optional<Refusal> refusal(Case state, Deed deed) {
    return Rules.refusal(state, deed, clock.instant());
  }

  private static Decision<Outcome> refused(Person person, Deed deed, Refusal refusal) {
    return Decision.of(person.actor(), new Outcome.Refused(refusal), refusal.fact(deed.word()));
  }

  private static Decision<Outcome> done(Case state, Person person, Deed deed) {
    var fact = fact(state, deed);
    return new Decision<>(
        person.actor(),
        List.of(fact),
        due(state, deed),
        List.of(),
        new Outcome.Done(state.key(), fact));
  }

  private static Fact fact(Case state, Deed deed) {
    return switch (deed) {
      case Deed.Acknowledge _ -> new Fact.CaseAcknowledged();
      case Deed.Assign d -> new Fact.CaseAssigned(d.to());
      case Deed.Snooze d -> new Fact.CaseSnoozed(d.until(), d.reason());
      case Deed.Wake _ -> new Fact.CaseWoken(Fact.Waking.PERSON, false);
      case Deed.Note d -> new Fact.CaseNoted(d.text());
      case Deed.Quote d -> d.message();
      case Deed.Close d -> new Fact.CaseClosed(d.resolution().text(), d.note());
      case Deed.Reopen d -> new Fact.CaseReopened(d.reason());
      case Deed.Leave _ -> new Fact.CaseLeft(state.membership().orElseThrow().into());
    };
  }

  private static List<Due> due(Case state, Deed deed) {
    return switch (deed) {
      case Deed.Snooze _ -> List.of(new Due.Wake(state.key()));
      case Deed.Close _ ->
          state.lead().isPresent()
              ? List.of(new Due.Checkpoint(state.key()), new Due.Members(state.key()))
              : List.of(new Due.Checkpoint(state.key()));
      case Deed.Leave _ -> List.of(new Due.Members(state.membership().orElseThrow().into()));
      case Deed.Acknowledge _,
          Deed.Assign _,
          Deed.Wake _,
          Deed.Note _,
          Deed.Quote _,
          Deed.Reopen _ ->
          List.of();
    };
  }

  /** The answer that was given when the same came first. */
  private Outcome first(CaseKey key, long seq) {
    var entry = ledger.entries(key, seq).getFirst();
    return entry.fact() instanceof Fact.ActionRefused refused
        ? new Outcome.Refused(Refusal.read(refused, ledger.find(key).orElseThrow()))
        : new Outcome.Done(key, entry.fact());
  }

  /**
   * Wakes a case when its time is over, and not before; waking it again changes nothing.
   *
   * @return when to look again
   */
  public Then wake(CaseKey key) {
    return switch (ledger.decide(key, this::awakening)) {
      case Decided.Written<Then> written -> written.answer();
      case Decided.Duplicate<Then> _ -> throw new IllegalStateException("nothing was claimed");
    };
  }

  private Decision<Then> awakening(Case state) {
    return state
        .snooze()
        .map(snooze ->
            snooze.until().isAfter(clock.instant())
                ? Decision.<Then>nothing(new Then.Again(snooze.until()))
                : Decision.<Then>of(
                    Actor.CORDON, new Then.Done(), new Fact.CaseWoken(Fact.Waking.TIME, false)))
        .orElseGet(() -> Decision.nothing(new Then.Done()));
  }

  /**
   * Has a case get a message of its own that a storm has held back.
   *
   * @param claim as for {@link #decide}
   * @return whether it is to come; else it was there already
   */
  public boolean show(CaseKey key, Person person, String claim) {
    var decided =
        ledger.decide(
            key,
            state ->
                state.card().isPresent()
                    ? Decision.nothing(false)
                    : Decision.of(person.actor(), true, new Fact.CaseShown()).once(claim));
    return switch (decided) {
      case Decided.Written<Boolean> written -> written.answer();
      case Decided.Duplicate<Boolean> _ -> true;
    };
  }
}
