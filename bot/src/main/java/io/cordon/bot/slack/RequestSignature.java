package io.cordon.bot.slack;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Whether a request is from Slack and of this moment (Slack, "Verifying requests from Slack"):
 * {@code v0=} and the HMAC-SHA256 of {@code v0:<timestamp>:<raw body>}.
 *
 * <p>The SDK's own check takes a timestamp of next year; this one looks both ways, at the raw
 * bytes, and in constant time.
 */
public final class RequestSignature {
  static final String SIGNATURE = "X-Slack-Signature";
  static final String TIMESTAMP = "X-Slack-Request-Timestamp";
  private static final Duration WINDOW = Duration.ofMinutes(5);

  private final SecretKeySpec secret;
  private final Clock clock;

  /** A check with the app's signing secret. */
  public RequestSignature(String signingSecret, Clock clock) {
    this.secret = new SecretKeySpec(signingSecret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    this.clock = clock;
  }

  /** What came of the check. */
  public enum Verdict {
    GENUINE,
    /** No signature or no timestamp, or more than one of them. */
    MISSING,
    /** Too old, or from the future. */
    STALE,
    /** Signed with another secret, or changed on the way. */
    WRONG
  }

  /** Checks a request: the values of its two headers, and its body as it came. */
  public Verdict check(List<String> signatures, List<String> timestamps, byte[] body) {
    if (signatures.size() != 1 || timestamps.size() != 1) {
      return Verdict.MISSING;
    }
    var timestamp = timestamps.getFirst();
    if (!timestamp.matches("[0-9]{1,12}")) {
      return Verdict.MISSING;
    }
    var skew = Math.abs(clock.instant().getEpochSecond() - Long.parseLong(timestamp));
    if (skew > WINDOW.toSeconds()) {
      return Verdict.STALE;
    }
    var expected = sign(timestamp, body).getBytes(StandardCharsets.UTF_8);
    var given = signatures.getFirst().getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(expected, given) ? Verdict.GENUINE : Verdict.WRONG;
  }

  private String sign(String timestamp, byte[] body) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(secret);
      mac.update(("v0:" + timestamp + ":").getBytes(StandardCharsets.UTF_8));
      return "v0=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }
}
