package io.cordon.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * One line of a case's ledger.
 *
 * @param seq its place in the case, from 1
 * @param prev hash of the line before, 64 zeros for the first
 * @param line the line itself, without the newline: canonical JSON, the only form that is hashed
 * @param hash SHA-256 of the line's UTF-8 bytes, in hex
 */
public record Entry(
    CaseKey key,
    long seq,
    Instant at,
    Fact fact,
    Actor actor,
    String prev,
    String line,
    String hash) {
  /** What the first line has in place of the hash of a line before. */
  public static final String NOTHING_BEFORE = "0".repeat(64);

  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** Writes the line after the one with hash {@code prev}. */
  static Entry write(CaseKey key, long seq, Instant at, Fact fact, Actor actor, String prev) {
    var tree = CanonicalJson.MAPPER.createObjectNode();
    tree.put("v", 1);
    tree.put("case", key.text());
    tree.put("seq", seq);
    tree.put("at", MILLIS.format(at));
    tree.put("kind", fact.kind());
    tree.set("actor", CanonicalJson.tree(actor));
    tree.set("data", CanonicalJson.tree(fact));
    tree.put("prev", prev);
    return read(CanonicalJson.text(tree));
  }

  /**
   * Reads a line as it stands in the table or in S3.
   *
   * @throws IllegalArgumentException if it is no entry that this version of Cordon knows
   */
  public static Entry read(String line) {
    try {
      var tree = CanonicalJson.parse(line);
      var kind = tree.path("kind").asText();
      var type =
          FactKinds.typeOf(kind)
              .orElseThrow(() -> new IllegalArgumentException("unknown kind of entry: " + kind));
      return new Entry(
          new CaseKey(tree.path("case").asText()),
          tree.path("seq").asLong(),
          Instant.parse(tree.path("at").asText()),
          value(tree.path("data"), type),
          value(tree.path("actor"), Actor.class),
          tree.path("prev").asText(),
          line,
          CanonicalJson.sha256(line));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not an entry: " + e.getOriginalMessage(), e);
    }
  }

  private static <T> T value(JsonNode tree, Class<T> type) throws JsonProcessingException {
    return CanonicalJson.MAPPER.treeToValue(tree, type);
  }
}
