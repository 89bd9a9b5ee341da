package io.cordon.bot.sns;

/** What SNS is told. */
public sealed interface SnsAnswer {
  /** The HTTP status. SNS repeats after 5xx, and gives up after 4xx. */
  int status();

  /** One line, with nothing from the message in it. */
  String text();

  /**
   * The message is kept.
   *
   * @param first false if it was kept before
   */
  record Kept(boolean first) implements SnsAnswer {
    @Override
    public int status() {
      return 200;
    }

    @Override
    public String text() {
      return first ? "kept" : "kept before";
    }
  }

  /** The subscription was confirmed. */
  record Confirmed() implements SnsAnswer {
    @Override
    public int status() {
      return 200;
    }

    @Override
    public String text() {
      return "subscription confirmed";
    }
  }

  /** Somebody ended the subscription; we know now. */
  record Unsubscribed() implements SnsAnswer {
    @Override
    public int status() {
      return 200;
    }

    @Override
    public String text() {
      return "noted";
    }
  }

  /** Not taken, and not to be sent again. */
  record Refused(Refusal refusal, String text) implements SnsAnswer {
    @Override
    public int status() {
      return refusal.status();
    }
  }

  /**
   * Cannot be taken now; nothing was stored that would hinder another try.
   *
   * @param isTableDown whether no other message could be kept either
   */
  record Later(String text, boolean isTableDown) implements SnsAnswer {
    @Override
    public int status() {
      return 503;
    }
  }
}
