package io.cordon.commands;

/** {@code /ir undo ACTION}: opens the dialog in which an action is turned back. */
public final class UndoCommand implements Verb {
  /** What it is called. */
  static final String NAME = "undo";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Group group() {
    return Group.CONTAIN;
  }

  @Override
  public String form() {
    return "ACTION [reason=\"…\"]";
  }

  @Override
  public Command read(Line line) {
    var given = Arguments.of(line, 1, "reason");
    var action = given.action();
    return new Command.Undo(action.key(), action.id(), given.optionalReason().orElse(""));
  }
}
