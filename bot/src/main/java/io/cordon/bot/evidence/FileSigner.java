package io.cordon.bot.evidence;

import io.cordon.ledger.CanonicalJson;
import io.cordon.ledger.Fact;
import io.cordon.ledger.Signer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Signs with a key from a file: for first steps, where there is no KMS. Whoever can read the file
 * can sign.
 */
public final class FileSigner implements Signer {
  private final PrivateKey privateKey;
  private final SigningKey key;

  private FileSigner(PrivateKey privateKey, SigningKey key) {
    this.privateKey = privateKey;
    this.key = key;
  }

  /**
   * A signer with the P-256 key in a PEM file that holds both halves: {@code PRIVATE KEY} (PKCS #8)
   * and {@code PUBLIC KEY}.
   *
   * @throws IllegalArgumentException with a sentence for people if the file does not hold them
   */
  public static FileSigner of(Path file) {
    try {
      var pem = Files.readString(file, StandardCharsets.US_ASCII);
      var ec = KeyFactory.getInstance("EC");
      var secret = ec.generatePrivate(new PKCS8EncodedKeySpec(block(pem, "PRIVATE KEY", file)));
      var der = block(pem, "PUBLIC KEY", file);
      var shown = ec.generatePublic(new X509EncodedKeySpec(der));
      var signer =
          new FileSigner(
              secret, new SigningKey("file-" + CanonicalJson.sha256(der).substring(0, 16), der));
      var probe = Signature.getInstance("SHA256withECDSA");
      probe.initVerify(shown);
      probe.update("probe".getBytes(StandardCharsets.US_ASCII));
      if (!probe.verify(signer.signature("probe"))) {
        throw new IllegalArgumentException(file + ": the two halves do not belong together");
      }
      return signer;
    } catch (IOException e) {
      throw new IllegalArgumentException(file + " cannot be read", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(file + " holds no P-256 key: " + e.getMessage(), e);
    }
  }

  private static byte[] block(String pem, String name, Path file) {
    var found =
        Pattern.compile("-----BEGIN " + name + "-----([^-]+)-----END " + name + "-----")
            .matcher(pem);
    if (!found.find()) {
      throw new IllegalArgumentException(
          file
              + " has no block "
              + name
              + "; make one with: openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256"
              + " -out key.pem && openssl pkey -in key.pem -pubout >> key.pem");
    }
    return Base64.getMimeDecoder().decode(found.group(1));
  }

  /** The public half, under the id that checkpoints name. */
  public SigningKey key() {
    return key;
  }

  @Override
  public Fact.Checkpoint sign(String head) {
    try {
      return new Fact.Checkpoint(
          head, Base64.getEncoder().encodeToString(signature(head)), key.id());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the signing key was good when it was read", e);
    }
  }

  private byte[] signature(String text) throws GeneralSecurityException {
    var signing = Signature.getInstance("SHA256withECDSA");
    signing.initSign(privateKey);
    signing.update(text.getBytes(StandardCharsets.US_ASCII));
    return signing.sign();
  }
}
