package io.cordon.bot.slack;

import io.cordon.ledger.Fact;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A message that somebody chose.
 *
 * @param ts with the channel, what names the message: seconds, a dot and six digits
 * @param author the Slack id of the user or the bot that wrote it, or ""
 * @param text without Slack's markup
 * @param responseUrl Slack's address for what comes of it; a secret
 */
record Picked(String channel, String ts, String author, String text, String responseUrl) {
  /** In code points: more than people write at once, and well within what an append takes. */
  private static final int LONGEST = 12_000;

  /** Keeps as much of the text as belongs into a record. */
  Picked {
    text =
        text.codePointCount(0, text.length()) > LONGEST
            ? text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "…"
            : text;
  }

  /** When it was written. */
  Instant at() {
    return Instant.EPOCH.plus(
        new BigDecimal(ts).movePointRight(6).longValueExact(), ChronoUnit.MICROS);
  }

  /**
   * What a case's ledger tells of it.
   *
   * @param link its address, or ""
   */
  Fact.CaseQuoted fact(String link) {
    return new Fact.CaseQuoted(channel, ts, author, at(), link, text);
  }

  @Override
  public String toString() {
    return "Picked[" + channel + ", " + ts + "]";
  }
}
