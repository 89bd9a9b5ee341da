package io.cordon.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ObjectLockEnabled;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

class EvidenceBucketTest {
  private static final String BUCKET = "cordon-evidence";

  private final AwsEmulator aws = AwsEmulator.shared();
  private final S3Client s3 = aws.clients().s3();

  @BeforeEach
  void aLockedBucket() {
    aws.reset();
    s3.createBucket(r -> r.bucket(BUCKET).objectLockEnabledForBucket(true));
    s3.putObjectLockConfiguration(r ->
        r.bucket(BUCKET)
            .objectLockConfiguration(c ->
                c.objectLockEnabled(ObjectLockEnabled.ENABLED)
                    .rule(rule ->
                        rule.defaultRetention(
                            d -> d.mode(ObjectLockRetentionMode.GOVERNANCE).days(1)))));
  }

  @Test
  void isVersionedByItsLock() {
    assertThat(s3.getBucketVersioning(r -> r.bucket(BUCKET)).status())
        .isEqualTo(BucketVersioningStatus.ENABLED);
  }

  @Test
  void keepsAnObjectWithItsVersionItsChecksumAndTheDefaultRetention() throws Exception {
    PutObjectResponse stored = put("k", "evidence", sha256("evidence"));

    assertThat(stored.versionId()).isNotEmpty();
    assertThat(stored.checksumSHA256()).isEqualTo(sha256("evidence"));
    var head = s3.headObject(r -> r.bucket(BUCKET).key("k").checksumMode(ChecksumMode.ENABLED));
    assertThat(head.versionId()).isEqualTo(stored.versionId());
    assertThat(head.checksumSHA256()).isEqualTo(sha256("evidence"));
    assertThat(head.objectLockMode()).isEqualTo(ObjectLockMode.GOVERNANCE);
    assertThat(head.objectLockRetainUntilDate()).isAfter(head.lastModified());
    var read =
        s3.getObjectAsBytes(r ->
            r.bucket(BUCKET)
                .key("k")
                .versionId(stored.versionId())
                .checksumMode(ChecksumMode.ENABLED));
    assertThat(read.asUtf8String()).isEqualTo("evidence");
    assertThat(read.response().checksumSHA256()).isEqualTo(sha256("evidence"));
  }

  @Test
  void refusesASecondObjectUnderTheSameName() throws Exception {
    put("k", "evidence", sha256("evidence"));

    assertThatThrownBy(() -> put("k", "forged", sha256("forged")))
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> {
              assertThat(e.statusCode()).isEqualTo(412);
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("PreconditionFailed");
            });
    assertThat(s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("k")).asUtf8String())
        .isEqualTo("evidence");
  }

  @Test
  void ofManyWritersOfOneNameOneWins() throws Exception {
    String sum = sha256("evidence");
    Callable<Boolean> writer =
        () -> {
          try {
            put("k", "evidence", sum);
            return true;
          } catch (S3Exception _) {
            return false;
          }
        };

    var won = new ArrayList<Boolean>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> all =
          threads.invokeAll(IntStream.range(0, 20).mapToObj(_ -> writer).toList());
      for (Future<Boolean> each : all) {
        won.add(each.get());
      }
    }

    assertThat(won).containsOnlyOnce(true);
  }

  @Test
  void refusesABodyThatDoesNotHaveItsChecksum() throws Exception {
    String other = sha256("something else");

    assertThatThrownBy(() -> put("k", "evidence", other))
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("BadDigest"));
    assertThat(s3.listObjectVersions(r -> r.bucket(BUCKET)).versions()).isEmpty();
  }

  @Test
  void takesAnObjectWithTheSdksOwnChecksum() {
    s3.putObject(r -> r.bucket(BUCKET).key("k"), RequestBody.fromString("evidence"));

    var head = s3.headObject(r -> r.bucket(BUCKET).key("k").checksumMode(ChecksumMode.ENABLED));
    assertThat(head.checksumCRC32()).isNotEmpty();
    assertThat(head.contentLength()).isEqualTo("evidence".length());
  }

  @Test
  void keepsALargeObjectByteForByte() throws Exception {
    String text = "0123456789abcdef".repeat(200_000);

    put("large", text, sha256(text));

    assertThat(s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("large")).asUtf8String())
        .isEqualTo(text);
  }

  @Test
  void keepsOddNamesApart() throws Exception {
    put("cases/IR-2026-001/a b+c%20d.json", "1", sha256("1"));

    assertThat(s3.listObjectsV2(r -> r.bucket(BUCKET)).contents().getFirst().key())
        .isEqualTo("cases/IR-2026-001/a b+c%20d.json");
    assertThat(aws.changes().getLast().call().parameter("Key"))
        .isEqualTo("cases/IR-2026-001/a b+c%20d.json");
  }

  @Test
  void letsNobodyDeleteALockedVersion() throws Exception {
    PutObjectResponse stored = put("k", "evidence", sha256("evidence"));

    assertThatThrownBy(
            () -> s3.deleteObject(r -> r.bucket(BUCKET).key("k").versionId(stored.versionId())))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
  }

  @Test
  void aDeleteMarkerHidesAnObjectAndFreesItsName() throws Exception {
    PutObjectResponse first = put("k", "evidence", sha256("evidence"));
    s3.deleteObject(r -> r.bucket(BUCKET).key("k"));

    PutObjectResponse second = put("k", "later", sha256("later"));

    assertThat(second.versionId()).isNotEqualTo(first.versionId());
    assertThat(
            s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("k").versionId(first.versionId()))
                .asUtf8String())
        .isEqualTo("evidence");
  }

  private PutObjectResponse put(String key, String text, String sum) {
    var request =
        PutObjectRequest.builder()
            .bucket(BUCKET)
            .key(key)
            .ifNoneMatch("*")
            .checksumSHA256(sum)
            .build();
    return s3.putObject(request, RequestBody.fromString(text));
  }

  private static String sha256(String text) throws Exception {
    byte[] sum = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    return Base64.getEncoder().encodeToString(sum);
  }
}
