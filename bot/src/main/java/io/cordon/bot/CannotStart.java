package io.cordon.bot;

/** Something outside is not as it must be; the message tells the operator what to do. */
public final class CannotStart extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With a sentence for the operator. */
  public CannotStart(String message) {
    super(message);
  }
}
