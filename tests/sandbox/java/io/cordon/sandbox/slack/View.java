package io.cordon.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * A modal or home tab that one person sees.
 *
 * @param id "V…"
 * @param content what the app sent, with an id on each block
 * @param hash changes with each update
 * @param rootId the lowest view of the stack
 * @param previousId the view below
 */
public record View(
    String id,
    String userId,
    ObjectNode content,
    String hash,
    String rootId,
    @Nullable String previousId) {

  /** Keeps its own copy. */
  public View {
    content = content.deepCopy();
  }

  /** Its blocks. */
  public JsonNode blocks() {
    return content.path("blocks");
  }

  /** What stands at its top; empty for a home tab. */
  public String title() {
    return content.path("title").path("text").asText();
  }

  /** Whether it is a home tab. */
  public boolean isHome() {
    return content.path("type").asText().equals("home");
  }

  boolean says(String flag) {
    return content.path(flag).asBoolean();
  }

  View withContent(ObjectNode newContent, String newHash) {
    return new View(id, userId, newContent, newHash, rootId, previousId);
  }
}
