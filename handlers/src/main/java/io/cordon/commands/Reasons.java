package io.cordon.commands;

import java.util.Optional;

/** What a reason must be like. */
public final class Reasons {
  /** In characters, as people count them. */
  public static final int SHORTEST = 10;

  /** In characters, as people count them. */
  public static final int LONGEST = 500;

  private Reasons() {}

  /** What is wrong with a reason, if something is. */
  public static Optional<Answer.Kind> mistake(String reason) {
    return isUnfit(reason, SHORTEST) ? Optional.of(Answer.Kind.REASON_LENGTH) : Optional.empty();
  }

  /** Whether a reason is shorter than this, or longer than any may be. */
  public static boolean isUnfit(String reason, int least) {
    return length(reason) < least || length(reason) > LONGEST;
  }

  static int length(String reason) {
    var text = reason.strip();
    return text.codePointCount(0, text.length());
  }
}
