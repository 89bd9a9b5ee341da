package io.cordon.bot.evidence;

import io.cordon.ledger.Fact;
import io.cordon.ledger.Signer;
import java.util.Base64;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.MessageType;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;

/** Signs with a key that never leaves KMS (ECC_NIST_P256, SIGN_VERIFY). */
public final class KmsSigner implements Signer {
  private final KmsClient kms;
  private final SigningKey key;

  private KmsSigner(KmsClient kms, SigningKey key) {
    this.kms = kms;
    this.key = key;
  }

  /**
   * A signer with this key.
   *
   * @param name an alias, an id or an ARN
   */
  public static KmsSigner of(KmsClient kms, String name) {
    var published = kms.getPublicKey(r -> r.keyId(name));
    var arn = published.keyId();
    var id = arn.substring(arn.lastIndexOf('/') + 1);
    return new KmsSigner(kms, new SigningKey(id, published.publicKey().asByteArray()));
  }

  /** The public half, under the id that checkpoints name. */
  public SigningKey key() {
    return key;
  }

  @Override
  public Fact.Checkpoint sign(String head) {
    var signed =
        kms.sign(r ->
            r.keyId(key.id())
                .messageType(MessageType.RAW)
                .signingAlgorithm(SigningAlgorithmSpec.ECDSA_SHA_256)
                .message(SdkBytes.fromUtf8String(head)));
    var signature = Base64.getEncoder().encodeToString(signed.signature().asByteArray());
    return new Fact.Checkpoint(head, signature, key.id());
  }
}
