package io.cordon.commands;

/** {@code /ir verify CASE}: checks whether a case's record is whole. */
public final class VerifyCommand implements Verb {
  /** What it is called. */
  static final String NAME = "verify";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Group group() {
    return Group.PROVE;
  }

  @Override
  public String form() {
    return "CASE";
  }

  @Override
  public Command read(Line line) {
    return new Command.Verify(Arguments.of(line, 1).caseKey());
  }
}
