package io.cordon.bot.slack;

import io.cordon.commands.SnapshotCommand;

/** How long reasons must be, in characters. */
final class Reasons {
  private Reasons() {}

  /** Whether a reason is shorter than this, or longer than any may be. */
  static boolean isUnfit(String reason, int least) {
    var length = reason.codePointCount(0, reason.length());
    return length < least || length > SnapshotCommand.LONGEST_REASON;
  }
}
