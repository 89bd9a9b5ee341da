package io.cordon.templates.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class LimitsTest {
  private final Limits limits = new Limits(new Templates());

  @Test
  void whatIsTooLongIsCutInItsPlace() {
    var message = message();
    add(message, "hdr", "header").set("text", text("plain_text", 200));
    add(message, "why", "section").set("text", text("mrkdwn", 4_000));

    var blocks = blocks(limits.message(message));

    assertThat(textOf(blocks.get(0))).hasSize(150).endsWith("…");
    assertThat(textOf(blocks.get(1))).hasSize(3_000).endsWith("…");
  }

  @Test
  void ofAMessageThatIsTooBigTheProvidersTextGoesFirst() {
    var message = message();
    add(message, "hdr", "header").set("text", text("plain_text", 100));
    add(message, "why", "section").set("text", text("mrkdwn", 3_000));
    description(message, 3_000);
    for (int i = 0; i < 2; i++) {
      add(message, "more-" + i, "section").set("text", text("mrkdwn", 2_500));
    }

    var cut = limits.message(message);
    var blocks = blocks(cut);

    SlackRules.check(cut);
    assertThat(blocks.get(2).findPath("elements").findPath("text").asText())
        .hasSizeBetween(1_500, 2_000);
    assertThat(textOf(blocks.get(1))).hasSize(3_000);
    assertThat(blocks.get(blocks.size() - 1).path("block_id").asText()).isEqualTo("hint");
  }

  @Test
  void blocksGoWhereCuttingIsNotEnoughButDescriptionAndStateStay() {
    var message = message();
    add(message, "hdr", "header").set("text", text("plain_text", 100));
    description(message, 3_000);
    for (int i = 0; i < 70; i++) {
      add(message, "more-" + i, "section").set("text", text("mrkdwn", 500));
    }
    add(message, "state", "section").set("text", text("mrkdwn", 100));

    var cut = limits.message(message);

    SlackRules.check(cut);
    assertThat(blocks(cut).findValuesAsText("block_id"))
        .startsWith("hdr", "desc", "more-0")
        .endsWith("state", "hint");
  }

  @Test
  void whatFitsIsLeftAlone() {
    var message = message();
    add(message, "why", "section").set("text", text("mrkdwn", 3_000));
    var before = message.path("blocks").toString();

    assertThat(limits.message(message).blocks()).isEqualTo(before);
  }

  private static ObjectNode message() {
    var tree = JsonNodeFactory.instance.objectNode().put("text", "x");
    tree.putArray("blocks");
    return tree;
  }

  private static ObjectNode add(ObjectNode message, String id, String type) {
    return message.withArray("blocks").addObject().put("type", type).put("block_id", id);
  }

  private static void description(ObjectNode message, int length) {
    add(message, "desc", "rich_text")
        .putArray("elements")
        .addObject()
        .put("type", "rich_text_preformatted")
        .putArray("elements")
        .add(text("text", length));
  }

  private static ObjectNode text(String type, int length) {
    var text =
        JsonNodeFactory.instance.objectNode().put("type", type).put("text", "a".repeat(length));
    return switch (type) {
      case "mrkdwn" -> text.put("verbatim", true);
      case "plain_text" -> text.put("emoji", false);
      default -> text;
    };
  }

  private static JsonNode blocks(Message message) {
    return Golden.parse(message.blocks());
  }

  private static String textOf(JsonNode block) {
    return block.path("text").path("text").asText();
  }
}
