package io.cordon.commands;

import io.cordon.commands.Answer.Kind;

/**
 * {@code /ir approve REQ} and {@code /ir deny REQ "reason"}: open the dialog in which a request is
 * decided. Nothing is ever decided by what is typed.
 */
public final class DecideCommand implements Verb {
  /** What the one is called. */
  public static final String APPROVE = "approve";

  /** What the other is called. */
  public static final String DENY = "deny";

  private final boolean approves;

  /**
   * A command.
   *
   * @param approves whether it is the one to approve
   */
  public DecideCommand(boolean approves) {
    this.approves = approves;
  }

  @Override
  public String name() {
    return approves ? APPROVE : DENY;
  }

  @Override
  public Group group() {
    return Group.DECIDE;
  }

  @Override
  public String form() {
    return approves ? "REQ" : "REQ \"reason\"";
  }

  @Override
  public Command read(Line line) {
    var given = Arguments.of(line, approves ? 1 : 2);
    var action = given.action();
    var reason = given.word(1).orElse("");
    if (!approves && reason.isEmpty()) {
      throw given.misread(Kind.NO_REASON, "");
    }
    if (!approves && Reasons.mistake(reason).isPresent()) {
      throw given.misread(Kind.REASON_LENGTH, Integer.toString(Reasons.length(reason)));
    }
    return new Command.Decide(action.key(), action.id(), approves, reason);
  }
}
