package io.cordon.commands;

import io.cordon.ledger.Ledger;

/** {@code /ir show CASE}: a case as its card tells it, and where that is. */
public final class ShowCommand implements Verb {
  private final Ledger ledger;
  private final CardLinks links;

  /** Shows cases of this ledger. */
  public ShowCommand(Ledger ledger, CardLinks links) {
    this.ledger = ledger;
    this.links = links;
  }

  @Override
  public String name() {
    return "show";
  }

  @Override
  public Group group() {
    return Group.SEE;
  }

  @Override
  public String form() {
    return "CASE";
  }

  @Override
  public Command read(Line line) {
    return new Command.Show(Arguments.of(line, 1).caseKey());
  }

  /** Shows it. */
  Answer answer(Command.Show show) {
    return ledger
        .find(show.key())
        .<Answer>map(state -> new Answer.Shown(state, state.card().flatMap(links::to).orElse(null)))
        .orElseGet(() -> Answer.Mistake.unknownCase(this, show.key()));
  }
}
