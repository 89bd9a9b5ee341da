package io.cordon.bot.evidence;

import io.cordon.ledger.CanonicalJson;
import io.cordon.ledger.Evidence;
import io.cordon.ledger.StoredObject;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The evidence bucket in S3. Names are written once ({@code If-None-Match: *}), every body with its
 * SHA-256, which S3 checks; the bucket's Object Lock keeps the version.
 */
public final class S3Evidence implements Evidence {
  private static final int PRECONDITION_FAILED = 412;

  /** Two conditional writes of one name at once: S3 asks to try again (PutObject, errors). */
  private static final int CONFLICT = 409;

  private final S3Client s3;
  private final String bucket;

  /** The bucket of this name; its lock is checked by whoever sets it up. */
  public S3Evidence(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  @Override
  public StoredObject store(String key, byte[] bytes, String contentType) {
    var sha256 = CanonicalJson.sha256(bytes);
    try {
      var put =
          s3.putObject(
              r ->
                  r.bucket(bucket)
                      .key(key)
                      .ifNoneMatch("*")
                      .contentType(contentType)
                      .checksumAlgorithm(ChecksumAlgorithm.SHA256)
                      .checksumSHA256(base64(sha256)),
              RequestBody.fromBytes(bytes));
      return new StoredObject(key, put.versionId(), sha256, bytes.length);
    } catch (S3Exception e) {
      if (e.statusCode() == PRECONDITION_FAILED || e.statusCode() == CONFLICT) {
        return known(key, bytes, sha256);
      }
      throw unavailable("write", key, e);
    } catch (SdkException e) {
      throw unavailable("write", key, e);
    }
  }

  private StoredObject known(String key, byte[] bytes, String sha256) {
    var there = get(key);
    if (there.isEmpty()) {
      throw new Unavailable("S3: " + key + " is being written by somebody else", null);
    }
    if (!Arrays.equals(there.get().asByteArrayUnsafe(), bytes)) {
      throw new Different(key);
    }
    return new StoredObject(key, there.get().response().versionId(), sha256, bytes.length);
  }

  @Override
  public Optional<byte[]> read(String key) {
    return get(key).map(ResponseBytes::asByteArray);
  }

  private Optional<ResponseBytes<GetObjectResponse>> get(String key) {
    try {
      return Optional.of(s3.getObjectAsBytes(r -> r.bucket(bucket).key(key)));
    } catch (NoSuchKeyException _) {
      return Optional.empty();
    } catch (SdkException e) {
      throw unavailable("read", key, e);
    }
  }

  private static String base64(String hex) {
    return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
  }

  private static Unavailable unavailable(String doing, String key, SdkException e) {
    return new Unavailable("S3: cannot " + doing + " " + key + ": " + e.getMessage(), e);
  }
}
