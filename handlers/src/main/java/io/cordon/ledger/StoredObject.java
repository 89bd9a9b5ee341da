package io.cordon.ledger;

/**
 * An object in the evidence bucket, as it can be found and checked again.
 *
 * @param versionId S3's version; the lock protects versions, not names
 * @param sha256 hash of its bytes, in hex
 * @param size in bytes
 */
public record StoredObject(String key, String versionId, String sha256, long size) {}
