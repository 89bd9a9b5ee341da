package io.cordon.sandbox.aws;

import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Checks the SHA-256 that comes with an object, as S3 does and moto does not. */
final class Checksums {
  private static final String SHA256 = "x-amz-checksum-sha256";

  private Checksums() {}

  /** S3's refusal of a body that does not have the checksum it came with, or null. */
  static @Nullable ResponseDefinition refusal(Request request) {
    if (!request.containsHeader(SHA256)
        || request.getHeader(SHA256).equals(sha256(request.getBody()))) {
      return null;
    }
    return new WireError(
            400, "BadDigest", "The SHA256 you specified did not match the calculated checksum.")
        .in(Protocol.REST_XML);
  }

  /** Whether moto would take the body for one without a checksum, which a locked bucket refuses. */
  static boolean unseenByMoto(Request request) {
    return request.containsHeader(SHA256)
        && !request.containsHeader("x-amz-sdk-checksum-algorithm");
  }

  private static String sha256(byte[] body) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
