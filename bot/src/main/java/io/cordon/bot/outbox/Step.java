package io.cordon.bot.outbox;

import java.time.Instant;

/** What there is to do about a letter now. */
sealed interface Step {
  /** Slack shows what the ledger says. */
  record Nothing() implements Step {}

  /** It is too early. */
  record Later(Instant at) implements Step {}

  /**
   * A call to Slack.
   *
   * @param channel where
   * @param send makes it and records what came of it; throws SlackTrouble
   * @param plainly the same without any form, for when Slack does not take it
   * @param anew records that the message is gone or cannot be changed, so that the next step posts
   *     it anew
   */
  record Call(Pace.Way way, String channel, Runnable send, Runnable plainly, Runnable anew)
      implements Step {}
}
