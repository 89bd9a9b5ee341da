package io.cordon.triage;

import io.cordon.ledger.Case;
import io.cordon.ledger.CaseKey;
import io.cordon.ledger.Decided;
import io.cordon.ledger.Decision;
import io.cordon.ledger.Fact;
import io.cordon.ledger.Ledger;
import io.cordon.people.Person;
import io.cordon.people.Refusal;
import io.cordon.people.Refusal.Reason;

/** What people decide about a case as a whole. Who may is decided before. */
public final class Triage {
  /** What the ledger calls the attempt to acknowledge. */
  public static final String ACKNOWLEDGE = "acknowledge";

  private final Ledger ledger;

  /** Triage of the cases in this ledger. */
  public Triage(Ledger ledger) {
    this.ledger = ledger;
  }

  /** What came of it. */
  public sealed interface Outcome {
    /** The case is theirs. */
    record Acknowledged(CaseKey key) implements Outcome {}

    /** It was turned down, and recorded. */
    record Refused(Refusal refusal) implements Outcome {}
  }

  /**
   * Takes a case; the first one does.
   *
   * @param claim a name of the click that never comes twice: the same one delivered again gets the
   *     answer of the first time, and writes nothing
   */
  public Outcome acknowledge(CaseKey key, Person person, String claim) {
    return switch (ledger.decide(key, state -> decide(state, person).once(claim))) {
      case Decided.Written<Outcome> written -> written.answer();
      case Decided.Duplicate<Outcome> duplicate -> first(duplicate);
    };
  }

  /**
   * Has a case get a message of its own that a storm has held back.
   *
   * @param claim as for {@link #acknowledge}
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

  private static Decision<Outcome> decide(Case state, Person person) {
    if (state.closed().isPresent()) {
      return refused(person, new Refusal(Reason.CASE_CLOSED, state.key().text()));
    }
    return state
        .acknowledged()
        .map(by -> refused(person, new Refusal(Reason.ALREADY_ACKNOWLEDGED, "", by)))
        .orElseGet(() ->
            Decision.of(
                person.actor(),
                new Outcome.Acknowledged(state.key()),
                new Fact.CaseAcknowledged()));
  }

  private Outcome first(Decided.Duplicate<Outcome> duplicate) {
    var key = duplicate.first();
    var entry = ledger.entries(key, duplicate.seq()).getFirst();
    return entry.fact() instanceof Fact.ActionRefused refused
        ? new Outcome.Refused(Refusal.read(refused, ledger.find(key).orElseThrow()))
        : new Outcome.Acknowledged(key);
  }

  private static Decision<Outcome> refused(Person person, Refusal refusal) {
    return Decision.of(person.actor(), new Outcome.Refused(refusal), refusal.fact(ACKNOWLEDGE));
  }
}
