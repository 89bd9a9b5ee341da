package io.cordon.commands;

import io.cordon.people.Person;
import io.cordon.people.Roles;

/** {@code /ir whoami}: who somebody is to Cordon, and what they may do. */
public final class WhoamiCommand implements Verb {
  private final Roles roles;

  /** By these roles. */
  public WhoamiCommand(Roles roles) {
    this.roles = roles;
  }

  @Override
  public String name() {
    return "whoami";
  }

  @Override
  public Group group() {
    return Group.SEE;
  }

  @Override
  public String form() {
    return "";
  }

  @Override
  public Command read(Line line) {
    Arguments.of(line, 0);
    return new Command.Whoami();
  }

  /** Tells it. */
  Answer answer(Person person) {
    return new Answer.You(person, roles.of(person.id()));
  }
}
