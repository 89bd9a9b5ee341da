package io.cordon.findings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.erdtman.jcs.JsonCanonicalizer;

/** The SHA-256 of JSON, whatever the order of its names and the space between them. */
final class CanonicalHash {

  private CanonicalHash() {}

  /** In hex. */
  static String of(JsonNode json) {
    return hex(canonical(json));
  }

  /**
   * RFC 8785, which takes every number for a double. What does not fit (1e999) has no canonical
   * form there; for it the names are sorted and the numbers stay as they were written.
   */
  private static byte[] canonical(JsonNode json) {
    try {
      return new JsonCanonicalizer(json.toString()).getEncodedUTF8();
    } catch (IOException _) {
      return sorted(json).getBytes(StandardCharsets.UTF_8);
    }
  }

  private static String sorted(JsonNode json) {
    StringBuilder text = new StringBuilder();
    appendSorted(json, text);
    return text.toString();
  }

  private static void appendSorted(JsonNode json, StringBuilder text) {
    if (json.isObject()) {
      TreeMap<String, JsonNode> sorted = new TreeMap<>();
      json.propertyStream().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
      text.append('{');
      for (Map.Entry<String, JsonNode> entry : sorted.entrySet()) {
        text.append(TextNode.valueOf(entry.getKey())).append(':');
        appendSorted(entry.getValue(), text);
        text.append(',');
      }
      text.append('}');
    } else if (json.isArray()) {
      text.append('[');
      for (JsonNode element : json) {
        appendSorted(element, text);
        text.append(',');
      }
      text.append(']');
    } else {
      text.append(json);
    }
  }

  private static String hex(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
