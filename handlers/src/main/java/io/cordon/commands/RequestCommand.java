package io.cordon.commands;

import io.cordon.change.Scope;
import java.util.List;
import java.util.function.Supplier;

/** A command that opens the dialog in which an action on an instance is asked for. */
public final class RequestCommand implements Verb {
  private final String name;
  private final String action;
  private final Supplier<List<Scope>> configured;

  /**
   * A command.
   *
   * @param name what it is called
   * @param action the name of the action
   * @param configured the accounts and regions that there are
   */
  public RequestCommand(String name, String action, Supplier<List<Scope>> configured) {
    this.name = name;
    this.action = action;
    this.configured = configured;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Group group() {
    return Group.CONTAIN;
  }

  @Override
  public String form() {
    return "INSTANCE [region=R] [account=ID] [case=CASE] [reason=\"…\"]";
  }

  @Override
  public Command read(Line line) {
    var given = Arguments.of(line, 1, "region", "account", "case", "reason");
    return new Command.Request(
        line.command(),
        action,
        given.instance(configured.get()),
        given.caseOption().orElse(null),
        given.optionalReason().orElse(""));
  }
}
