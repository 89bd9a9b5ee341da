package io.cordon.bot.evidence;

import io.cordon.ledger.Evidence;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The public half of a signing key.
 *
 * @param der X.509 SubjectPublicKeyInfo
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SigningKey(String id, byte[] der) {

  /** As openssl reads it. */
  public String pem() {
    var body =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der);
    return "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n";
  }

  /** Puts it where whoever checks a chain finds it. */
  public void publish(Evidence evidence) {
    evidence.store(
        "keys/" + id + ".pem", pem().getBytes(StandardCharsets.US_ASCII), "application/x-pem-file");
  }
}
