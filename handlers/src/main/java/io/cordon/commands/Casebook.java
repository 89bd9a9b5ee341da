package io.cordon.commands;

import io.cordon.ledger.Case;
import io.cordon.ledger.CaseKey;
import io.cordon.ledger.Decided;
import io.cordon.ledger.Decision;
import io.cordon.ledger.Entry;
import io.cordon.ledger.Fact;
import io.cordon.ledger.Ledger;
import io.cordon.people.Person;
import io.cordon.people.Refusal;
import java.util.function.Function;

/** Enters commands into cases. One that was entered before gets the answer of that time. */
final class Casebook {
  private final Ledger ledger;

  Casebook(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Whether there is such a case. */
  boolean has(CaseKey key) {
    return ledger.find(key).isPresent();
  }

  /**
   * Enters what is decided.
   *
   * @param id the command's
   */
  Answer enter(CaseKey key, String id, Function<Case, Decision<Answer>> decide) {
    return switch (ledger.decide(key, state -> decide.apply(state).once(claim(id)))) {
      case Decided.Written<Answer> written -> written.answer();
      case Decided.Duplicate<Answer> before ->
          first(ledger.entries(before.first(), before.seq()).getFirst());
    };
  }

  /** Enters that somebody was refused. */
  Answer refuse(CaseKey key, String id, Person person, String attempt, Refusal refusal) {
    return enter(key, id, _ -> refused(person, attempt, refusal));
  }

  /** The decision to refuse somebody. */
  static Decision<Answer> refused(Person person, String attempt, Refusal refusal) {
    return Decision.of(person.actor(), new Answer.Refused(refusal), refusal.fact(attempt));
  }

  /** The name under which a command has its effect once. */
  static String claim(String id) {
    return "command " + id;
  }

  private Answer first(Entry entry) {
    return switch (entry.fact()) {
      case Fact.ActionRefused f ->
          new Answer.Refused(Refusal.read(f, ledger.find(entry.key()).orElseThrow()));
      case Fact.CaseAssigned f -> new Answer.Assigned(entry.key(), f.to());
      case Fact _ -> new Answer.Noted(entry.key());
    };
  }
}
