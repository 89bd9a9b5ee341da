package io.cordon.triage;

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

  /** Takes a case; the first one does. */
  public Outcome acknowledge(CaseKey key, Person person) {
    var decided =
        ledger.decide(
            key,
            state -> {
              if (state.closed().isPresent()) {
                return refused(person, new Refusal(Reason.CASE_CLOSED, key.text()));
              }
              if (state.acknowledged().isPresent()) {
                return refused(
                    person,
                    new Refusal(Reason.ALREADY_ACKNOWLEDGED, "", state.acknowledged().get()));
              }
              return Decision.<Outcome>of(
                  person.actor(), new Outcome.Acknowledged(key), new Fact.CaseAcknowledged());
            });
    return switch (decided) {
      case Decided.Written<Outcome> written -> written.answer();
      case Decided.Duplicate<Outcome> _ ->
          throw new IllegalStateException("an acknowledgement claims nothing");
    };
  }

  private static Decision<Outcome> refused(Person person, Refusal refusal) {
    return Decision.of(person.actor(), new Outcome.Refused(refusal), refusal.fact(ACKNOWLEDGE));
  }
}
