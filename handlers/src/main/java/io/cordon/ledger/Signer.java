package io.cordon.ledger;

/** Signs the head of a chain with the key whose public half is in the bucket. */
public interface Signer {
  /**
   * Signs the 64 characters of {@code head}: ECDSA P-256 with SHA-256, the signature as base64 of
   * DER.
   */
  Fact.Checkpoint sign(String head);
}
