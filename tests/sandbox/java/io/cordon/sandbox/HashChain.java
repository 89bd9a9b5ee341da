package io.cordon.sandbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The chain of a ledger's lines, checked by other means than Cordon's own. */
public final class HashChain {
  private static final ObjectMapper JSON = new ObjectMapper();

  private HashChain() {}

  /**
   * Whether there are lines, and each names the hash of the line before it.
   *
   * @param lines one ledger's, in order
   */
  public static boolean isWhole(List<String> lines) {
    var before = "0".repeat(64);
    for (var line : lines) {
      if (!prev(line).equals(before)) {
        return false;
      }
      before = sha256(line);
    }
    return !lines.isEmpty();
  }

  private static String prev(String line) {
    try {
      return JSON.readTree(line).path("prev").asText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(String line) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(line.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
