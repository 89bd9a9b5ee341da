package io.cordon.sandbox.aws;

import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
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
        || request.getHeader(SHA256).equals(sha256(content(request)))) {
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

  private static byte[] content(Request request) {
    boolean chunked =
        request.containsHeader("x-amz-content-sha256")
            && request.getHeader("x-amz-content-sha256").startsWith("STREAMING-");
    return chunked ? unchunked(request.getBody()) : request.getBody();
  }

  /**
   * Undoes what the SDK does over plain HTTP: chunks of {@code <length in hex>;chunk-signature=…},
   * a line end, the bytes and a line end, the last one of length 0.
   */
  private static byte[] unchunked(byte[] body) {
    var content = new ByteArrayOutputStream();
    int at = 0;
    while (at < body.length) {
      int end = at;
      while (body[end] != '\r') {
        end++;
      }
      String head = new String(body, at, end - at, StandardCharsets.US_ASCII);
      int length = Integer.parseInt(head.split(";", 2)[0], 16);
      if (length == 0) {
        break;
      }
      content.write(body, end + 2, length);
      at = end + 2 + length + 2;
    }
    return content.toByteArray();
  }

  private static String sha256(byte[] body) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
