package io.cordon.custody;

import io.cordon.custody.Verdict.Flaw;
import io.cordon.ledger.Evidence;
import io.cordon.ledger.Fact;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Checks signatures against the public keys in the bucket, as anybody can with openssl. */
final class Signatures {
  private final Evidence evidence;
  private final Map<String, Optional<PublicKey>> keys = new HashMap<>();

  Signatures(Evidence evidence) {
    this.evidence = evidence;
  }

  /** What is wrong with a signature, if something is. */
  Optional<Flaw> flaw(Fact.Checkpoint signed) {
    var key = keys.computeIfAbsent(signed.key(), this::read);
    if (key.isEmpty()) {
      return Optional.of(Flaw.NO_KEY);
    }
    return isOf(key.get(), signed) ? Optional.empty() : Optional.of(Flaw.SIGNATURE);
  }

  private static boolean isOf(PublicKey key, Fact.Checkpoint signed) {
    try {
      var check = Signature.getInstance("SHA256withECDSA");
      check.initVerify(key);
      check.update(signed.head().getBytes(StandardCharsets.US_ASCII));
      return check.verify(Base64.getDecoder().decode(signed.signature()));
    } catch (GeneralSecurityException | IllegalArgumentException _) {
      return false;
    }
  }

  private Optional<PublicKey> read(String id) {
    return evidence.read("keys/" + id + ".pem").flatMap(Signatures::parse);
  }

  private static Optional<PublicKey> parse(byte[] pem) {
    var der = new String(pem, StandardCharsets.US_ASCII).replaceAll("-----[^-]+-----", "").strip();
    try {
      return Optional.of(
          KeyFactory.getInstance("EC")
              .generatePublic(new X509EncodedKeySpec(Base64.getMimeDecoder().decode(der))));
    } catch (GeneralSecurityException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
