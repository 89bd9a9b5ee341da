package io.cordon.commands;

import io.cordon.people.Roles;

/** {@code /ir oncall}: who is called on grave news. */
public final class OnCallCommand implements Verb {
  private final Roles roles;

  /** By these roles. */
  public OnCallCommand(Roles roles) {
    this.roles = roles;
  }

  @Override
  public String name() {
    return "oncall";
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
    return new Command.OnCall();
  }

  /** Tells it. */
  Answer answer() {
    return new Answer.OnCall(roles.onCall().orElse(null), roles.onCallNow());
  }
}
