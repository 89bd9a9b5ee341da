package io.cordon.bot.sns;

/** What became of the question whether a message is genuine. */
sealed interface Verdict {
  /** One of our topics sent it, as it is. */
  record Genuine(Envelope envelope) implements Verdict {}

  /**
   * It is not, or cannot be told to be.
   *
   * @param text one line, with nothing from the message in it
   */
  record Refused(Refusal refusal, String text) implements Verdict {
    Refused(Refusal refusal) {
      this(refusal, refusal.text());
    }
  }

  /** Not known now: the certificate cannot be had at this moment. */
  record Unknown(String text) implements Verdict {}
}
