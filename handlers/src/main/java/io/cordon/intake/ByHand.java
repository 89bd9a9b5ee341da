package io.cordon.intake;

import io.cordon.change.Target;
import io.cordon.ledger.Case;
import io.cordon.ledger.CaseKey;
import io.cordon.ledger.Decided;
import io.cordon.ledger.Decision;
import io.cordon.ledger.Fact;
import io.cordon.ledger.Ledger;
import io.cordon.people.Person;
import io.cordon.people.Refusal;
import io.cordon.people.Refusal.Reason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opens cases that people tell of before any finding does. Who may is decided before. */
public final class ByHand {
  /** What the ledger calls it when somebody tries. */
  private static final String ATTEMPT = "open";

  private final Ledger ledger;

  /** Opens cases in this ledger. */
  public ByHand(Ledger ledger) {
    this.ledger = ledger;
  }

  /** What came of it. */
  public sealed interface Outcome {
    /** It is a case. */
    record Opened(CaseKey key, Fact fact) implements Outcome {}

    /** There is an open case about the same, in whose ledger that is recorded. */
    record Refused(Refusal refusal) implements Outcome {}
  }

  /**
   * Opens a case, unless one about the same target is open.
   *
   * @param note what happened, or ""
   * @param claim a name of the submission that never comes twice: the same one delivered again gets
   *     the answer of the first time, and opens none
   */
  public Outcome open(Fact.CaseOpened told, String note, Person person, String claim) {
    var decided =
        ledger.<Outcome>correlate(
            about(told.target()),
            state -> state.closed().isEmpty(),
            state ->
                (state.seq() > 0 ? standing(state, person) : opening(state, told, note, person))
                    .once(claim));
    return switch (decided) {
      case Decided.Written<Outcome> written -> written.answer();
      case Decided.Duplicate<Outcome> before -> first(before.first(), before.seq());
    };
  }

  private static List<String> about(@Nullable Target target) {
    return target == null ? List.of() : List.of(Correlation.key(target));
  }

  private static Decision<Outcome> standing(Case state, Person person) {
    var refusal = new Refusal(Reason.ALREADY_OPEN, state.key().text());
    return Decision.of(person.actor(), new Outcome.Refused(refusal), refusal.fact(ATTEMPT));
  }

  private static Decision<Outcome> opening(
      Case state, Fact.CaseOpened told, String note, Person person) {
    var facts = new ArrayList<Fact>();
    facts.add(told);
    if (!note.isEmpty()) {
      facts.add(new Fact.CaseNoted(note));
    }
    return new Decision<>(
        person.actor(), facts, List.of(), List.of(), new Outcome.Opened(state.key(), told));
  }

  /** The answer that was given when the same came first. */
  private Outcome first(CaseKey key, long seq) {
    var fact = ledger.entries(key, seq).getFirst().fact();
    return fact instanceof Fact.ActionRefused refused
        ? new Outcome.Refused(Refusal.read(refused, ledger.find(key).orElseThrow()))
        : new Outcome.Opened(key, fact);
  }
}
