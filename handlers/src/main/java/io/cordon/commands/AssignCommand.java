package io.cordon.commands;

import io.cordon.ledger.Ledger;
import io.cordon.people.Authority;
import io.cordon.people.Person;
import io.cordon.people.Refusal;
import io.cordon.people.Refusal.Reason;
import io.cordon.triage.Deed;
import io.cordon.triage.Triage;
import java.util.Optional;

/** {@code /ir assign CASE @user}: has a responder look after a case. */
public final class AssignCommand implements Verb {
  /** What it is called. */
  static final String NAME = "assign";

  private final Casebook book;
  private final Triage triage;
  private final Authority authority;

  /** Assigns the cases of this ledger. */
  public AssignCommand(Ledger ledger, Triage triage, Authority authority) {
    book = new Casebook(ledger);
    this.triage = triage;
    this.authority = authority;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Group group() {
    return Group.RECORD;
  }

  @Override
  public String form() {
    return "CASE @user";
  }

  @Override
  public Command read(Line line) {
    var given = Arguments.of(line, 2);
    return new Command.Assign(given.caseKey(), given.person(1));
  }

  /** Has them look after it, if they may. */
  Answer enter(String id, Command.Assign assign, Person person) {
    var claim = Casebook.claim(id);
    return unfit(assign.user(), person)
        .map(refusal -> book.refuse(assign.key(), id, person, NAME, refusal))
        .orElseGet(() -> given(assign, person, claim));
  }

  private Answer given(Command.Assign assign, Person person, String claim) {
    return switch (triage.decide(assign.key(), person, new Deed.Assign(assign.user()), claim)) {
      case Triage.Outcome.Done done -> new Answer.Assigned(done.key(), assign.user());
      case Triage.Outcome.Refused refused -> new Answer.Refused(refused.refusal());
    };
  }

  /** Why somebody cannot be given a case: who gives it away is of our workspace. */
  private Optional<Refusal> unfit(String user, Person giver) {
    return authority
        .refusal(new Person(user, giver.team(), ""))
        .map(refusal ->
            refusal.reason() == Reason.PEOPLE_UNREADABLE
                ? refusal
                : new Refusal(Reason.NOT_ASSIGNABLE, user));
  }
}
