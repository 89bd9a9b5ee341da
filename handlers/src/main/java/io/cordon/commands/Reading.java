package io.cordon.commands;

/** What came of reading what somebody typed. */
public sealed interface Reading {
  /** A command. */
  record Good(Command command) implements Reading {}

  /** None. */
  record Bad(Answer.Mistake mistake) implements Reading {}
}
