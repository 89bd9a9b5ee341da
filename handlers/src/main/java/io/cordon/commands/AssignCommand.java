package io.cordon.commands;

import io.cordon.ledger.Decision;
import io.cordon.ledger.Fact;
import io.cordon.ledger.Ledger;
import io.cordon.people.Authority;
import io.cordon.people.Person;
import io.cordon.people.Refusal;
import io.cordon.people.Refusal.Reason;
import java.util.Optional;

/** {@code /ir assign CASE @user}: has a responder look after a case. */
public final class AssignCommand implements Verb {
  /** What it is called. */
  static final String NAME = "assign";

  private final Casebook book;
  private final Authority authority;

  /** Assigns the cases of this ledger. */
  public AssignCommand(Ledger ledger, Authority authority) {
    book = new Casebook(ledger);
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
    var unfit = unfit(assign.user(), person);
    return book.enter(
        assign.key(),
        id,
        state ->
            unfit
                .or(() -> state.closed().map(_ -> closed(assign)))
                .map(refusal -> Casebook.refused(person, NAME, refusal))
                .orElseGet(() ->
                    Decision.of(
                        person.actor(),
                        new Answer.Assigned(state.key(), assign.user()),
                        new Fact.CaseAssigned(assign.user()))));
  }

  private static Refusal closed(Command.Assign assign) {
    return new Refusal(Reason.CASE_CLOSED, assign.key().text());
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
