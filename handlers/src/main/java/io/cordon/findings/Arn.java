package io.cordon.findings;

import java.util.Optional;

/**
 * The parts of an ARN, as sent.
 *
 * @param region "" where the service has none
 * @param account "" where the service has none
 * @param resource everything behind the account, as in "instance/i-0ab…"
 */
record Arn(String service, String region, String account, String resource) {

  /** The parts of this text; empty if it is no whole ARN ("arn:aws:::bucket" lacks a part). */
  static Optional<Arn> of(String text) {
    String[] parts = text.split(":", 6);
    return parts.length == 6 && parts[0].equals("arn")
        ? Optional.of(new Arn(parts[2], parts[3], parts[4], parts[5]))
        : Optional.empty();
  }

  /** The region in this text if it is an ARN, else "". */
  static String region(String text) {
    return of(text).map(Arn::region).orElse("");
  }

  /** The account in this text if it is an ARN, else "". */
  static String account(String text) {
    return of(text).map(Arn::account).orElse("");
  }
}
