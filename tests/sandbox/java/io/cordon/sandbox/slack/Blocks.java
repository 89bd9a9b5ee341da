package io.cordon.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cordon.sandbox.slack.blocks.BlockKit;
import io.cordon.sandbox.slack.blocks.Limits;
import java.util.List;

/** Takes an app's blocks in: refuses them, or gives each part the id that it lacks. */
final class Blocks {
  private final Ids ids;
  private final Bench bench;

  Blocks(Ids ids, Bench bench) {
    this.ids = ids;
    this.bench = bench;
  }

  /**
   * Takes a message's blocks.
   *
   * @throws Refusal if Slack would not have them
   */
  ArrayNode accept(ArrayNode blocks) {
    var problems = bench.problemsInMessage(blocks);
    if (!problems.isEmpty()) {
      throw refusal("message", "invalid_blocks", problems);
    }
    if (BlockKit.textLength(blocks) > Limits.MESSAGE_BLOCKS_TEXT) {
      throw refusal("message", "msg_blocks_too_long", List.of());
    }
    return withIds(blocks.deepCopy());
  }

  /**
   * Takes a view.
   *
   * @throws Refusal if Slack would not have it
   */
  ObjectNode acceptView(JsonNode view) {
    if (Json.write(view).length() > Limits.VIEW_BYTES) {
      throw refusal("view", "view_too_large", List.of());
    }
    var problems = bench.problemsInView(view);
    if (!problems.isEmpty()) {
      throw refusal("view", "invalid_arguments", problems);
    }
    ObjectNode accepted = view.deepCopy();
    withIds(accepted.withArrayProperty("blocks"));
    return accepted;
  }

  /** However the blocks came: some ways do not tell the app that they were refused. */
  private Refusal refusal(String what, String code, List<String> problems) {
    var refusal = new Refusal(code, problems);
    bench.tell(what, refusal);
    return refusal;
  }

  static boolean hasRichText(JsonNode blocks) {
    for (var block : blocks) {
      if (block.path("type").asText().equals("rich_text")) {
        return true;
      }
    }
    return false;
  }

  private ArrayNode withIds(ArrayNode blocks) {
    for (var block : blocks) {
      giveId(block, "block_id");
      BlockKit.elementsOf(block).forEach(element -> giveId(element, "action_id"));
    }
    return blocks;
  }

  private void giveId(JsonNode node, String name) {
    if (node instanceof ObjectNode object && !object.has(name)) {
      object.put(name, ids.block());
    }
  }
}
