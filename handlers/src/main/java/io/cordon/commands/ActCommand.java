package io.cordon.commands;

import io.cordon.change.Scope;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A command that runs an action on an instance at once, for the reason that is typed with it: for
 * actions that collect evidence.
 */
public final class ActCommand implements Verb {
  private final String name;
  private final String action;
  private final Supplier<List<Scope>> configured;

  /**
   * A command.
   *
   * @param name what it is called; with a slash, it is a command of its own as well
   * @param action the name of the action
   * @param configured the accounts and regions that there are
   */
  public ActCommand(String name, String action, Supplier<List<Scope>> configured) {
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
    return Group.COLLECT;
  }

  @Override
  public String form() {
    return "INSTANCE [region=R] [account=ID] [case=CASE] reason=\"…\"";
  }

  @Override
  public Optional<String> shortForm() {
    return Optional.of("/" + name);
  }

  @Override
  public Command read(Line line) {
    var given = Arguments.of(line, 1, "region", "account", "case", "reason");
    return new Command.Act(
        line.command(),
        action,
        given.instance(configured.get()),
        given.caseOption().orElse(null),
        given.reason());
  }
}
