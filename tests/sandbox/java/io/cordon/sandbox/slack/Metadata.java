package io.cordon.sandbox.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cordon.sandbox.slack.blocks.Limits;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the metadata that an app attaches to a message. */
final class Metadata {
  private Metadata() {}

  /**
   * The metadata of a call; null if there is none, or an empty object, which takes it away.
   *
   * @throws Refusal if it has not the form {@code {event_type, event_payload}}
   */
  static @Nullable ObjectNode of(Args args) {
    var json = args.json("metadata", "invalid_metadata_format");
    if (json.isMissingNode() || (json.isObject() && json.isEmpty())) {
      return null;
    }
    if (!(json instanceof ObjectNode metadata)) {
      throw new Refusal("invalid_metadata_format");
    }
    var type = metadata.path("event_type").asText();
    if (type.isEmpty() || !metadata.path("event_payload").isObject()) {
      throw new Refusal(
          "invalid_metadata_schema", List.of("[ERROR] event_type and event_payload are needed"));
    }
    if (Json.write(metadata).length() > Limits.METADATA_BYTES) {
      throw new Refusal("metadata_too_large");
    }
    return metadata;
  }
}
