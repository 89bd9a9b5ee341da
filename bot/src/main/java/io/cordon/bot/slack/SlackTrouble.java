package io.cordon.bot.slack;

import java.time.Duration;

/** Slack did not do what it was asked. */
public final class SlackTrouble extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Kind kind;

  /** What sort of trouble. */
  public sealed interface Kind {
    /** Too many calls; nothing was done, and may be asked again after that time (HTTP 429). */
    record Busy(Duration until) implements Kind {}

    /** Slack refused with this error of the method's page; nothing was done. */
    record Refused(String error) implements Kind {}

    /** No answer, or a broken one: whether it was done is not known. */
    record Unknown() implements Kind {}
  }

  SlackTrouble(String method, Kind kind) {
    super(method + ": " + kind);
    this.kind = kind;
  }

  SlackTrouble(String method, Exception cause) {
    super(method + ": " + cause.getMessage(), cause);
    this.kind = new Kind.Unknown();
  }

  /** What sort of trouble. */
  public Kind kind() {
    return kind;
  }
}
