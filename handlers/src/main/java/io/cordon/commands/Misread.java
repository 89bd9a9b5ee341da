package io.cordon.commands;

/** Ends the reading of what was typed where it cannot be understood; it never leaves this room. */
final class Misread extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Answer.Mistake mistake;

  Misread(Answer.Mistake mistake) {
    super(mistake.toString(), null, false, false);
    this.mistake = mistake;
  }

  Answer.Mistake mistake() {
    return mistake;
  }
}
