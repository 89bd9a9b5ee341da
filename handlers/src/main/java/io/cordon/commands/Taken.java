package io.cordon.commands;

/** What is to be done about a command that came in. */
public sealed interface Taken {
  /** What was to be stored is, and this is what to tell. */
  record Answered(Answer answer) implements Taken {}

  /** It is to be looked up, which takes a moment: nothing depends on whether that is done. */
  record Looks(Command.Look command) implements Taken {}

  /** A dialog is to be opened, within the seconds that Slack gives. */
  record Asks(Command.Asked command) implements Taken {}
}
