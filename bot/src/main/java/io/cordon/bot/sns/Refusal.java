package io.cordon.bot.sns;

/** Why a message is not taken. */
public enum Refusal {
  TOO_LARGE(413, "the body is larger than 1 MiB"),
  RAW_DELIVERY(400, "raw delivery has no signature; switch it off for this subscription"),
  NOT_AN_ENVELOPE(
      400,
      "this is no message of SNS; if raw delivery is on, switch it off for this subscription,"
          + " since it has no signature"),
  WRONG_FIELD(400, "a field of the message is missing, there twice, or not what SNS writes"),
  UNKNOWN_TYPE(400, "this type of message is not known here"),
  FOREIGN_TOPIC(403, "the topic is not one of findings.topics"),
  FOREIGN_CERTIFICATE(403, "the certificate is not SNS's of the topic's region"),
  WRONG_SIGNATURE(403, "the signature does not fit the message");

  private final int status;
  private final String text;

  Refusal(int status, String text) {
    this.status = status;
    this.text = text;
  }

  /** The HTTP status that says so. SNS does not repeat a message after it. */
  public int status() {
    return status;
  }

  /** One line for whoever runs the sender. */
  public String text() {
    return text;
  }
}
