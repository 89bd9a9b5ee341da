package io.cordon.bot.slack;

import io.cordon.commands.Command;
import io.cordon.commands.Typed;

/** Opens the dialog in which somebody decides about a request. */
public interface OpensDecision {
  /**
   * Opens it, and tells the person if it cannot be. Whoever typed the command is a responder; who
   * may decide is for this to find out, and to record.
   */
  void open(Typed typed, Command.Decide command);
}
