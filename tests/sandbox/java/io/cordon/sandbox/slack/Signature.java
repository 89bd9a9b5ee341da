package io.cordon.sandbox.slack;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Slack's request signature, version 0: docs.slack.dev/authentication/verifying-requests. */
public final class Signature {
  private Signature() {}

  /**
   * The value of {@code X-Slack-Signature}.
   *
   * @param timestamp the value of {@code X-Slack-Request-Timestamp}
   * @param body as it is sent, in UTF-8
   */
  public static String of(String secret, String timestamp, String body) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      var signed = "v0:" + timestamp + ":" + body;
      var digest = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
      return "v0=" + HexFormat.of().formatHex(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
