package io.cordon.templates.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Fits what the templates gave into Slack's limits (Block Kit reference, lengths in characters). It
 * never fails: what is too long is cut, and of a message that is too big the least important parts
 * go first, with a hint that the whole is in the case's files.
 */
final class Limits {
  /** The most text of a section. */
  static final int SECTION = 3_000;

  /** Of a message's blocks; Slack refuses them near 13,200 (bolt-js issue 2509). */
  static final int MESSAGE = 10_000;

  /** {@code chat.update} refuses more than 4,000, and nobody reads more than this. */
  static final int FALLBACK = 300;

  private static final int VIEW = 100_000;
  private static final int BLOCKS = 50;
  private static final int VIEW_BLOCKS = 100;
  private static final int FIELD = 2_000;
  private static final int HEADER = 150;
  private static final int BUTTON = 75;
  private static final int TITLE = 24;
  private static final int LEAST = 100;

  /** Ids of blocks that are shortened when there is too much, the least important first. */
  private static final List<String> EXPENDABLE =
      List.of("desc", "again", "missing", "facts", "why", "plan", "cont-line", "evid-line");

  private static final List<String> ESSENTIAL = List.of("why", "state", "target");

  private final Templates templates;

  Limits(Templates templates) {
    this.templates = templates;
  }

  /** A message from a tree of {@code text} and {@code blocks}. */
  Message message(ObjectNode tree) {
    var blocks = (ArrayNode) tree.path("blocks");
    fit(blocks, BLOCKS, MESSAGE);
    return new Message(Shown.cut(tree.path("text").asText(), FALLBACK), blocks.toString());
  }

  /** A view from its own tree. */
  View view(ObjectNode tree) {
    for (var part : List.of("title", "submit", "close")) {
      cut(tree.path(part), TITLE);
    }
    fit((ArrayNode) tree.path("blocks"), VIEW_BLOCKS, VIEW);
    return new View(tree.toString());
  }

  private void fit(ArrayNode blocks, int most, int budget) {
    blocks.forEach(Limits::trim);
    if (blocks.size() <= most && length(blocks) <= budget) {
      return;
    }
    var hint = templates.tree("hint", "");
    var rest = budget - length(hint);
    for (var id : EXPENDABLE) {
      blocks.forEach(b -> shorten(b, id, length(blocks) - rest));
    }
    while (blocks.size() > most - 1 || (length(blocks) > rest && blocks.size() > 1)) {
      blocks.remove(leastImportant(blocks));
    }
    blocks.add(hint);
  }

  /** The last block that may go: not the buttons, and not what tells how things stand. */
  private static int leastImportant(ArrayNode blocks) {
    for (int i = blocks.size() - 1; i > 0; i--) {
      var type = blocks.get(i).path("type").asText();
      if ((type.equals("section") || type.equals("context"))
          && !ESSENTIAL.contains(blocks.get(i).path("block_id").asText())) {
        return i;
      }
    }
    return blocks.size() - 1;
  }

  private static void shorten(JsonNode block, String id, int excess) {
    if (!block.path("block_id").asText().equals(id)) {
      return;
    }
    var left = excess;
    for (var text : texts(block)) {
      var before = text.path("text").asText().length();
      if (left > 0 && before > LEAST) {
        cut(text, Math.max(LEAST, before - left));
        left -= before - text.path("text").asText().length();
      }
    }
  }

  private static void trim(JsonNode block) {
    switch (block.path("type").asText()) {
      case "header" -> cut(block.path("text"), HEADER);
      case "section" -> {
        cut(block.path("text"), SECTION);
        keep(block.path("fields"), 10).forEach(field -> cut(field, FIELD));
      }
      case "context" -> keep(block.path("elements"), 10).forEach(e -> cut(e, FIELD));
      case "actions" -> keep(block.path("elements"), 25).forEach(Limits::trimButton);
      case "rich_text" -> texts(block).forEach(text -> cut(text, SECTION));
      default -> {}
    }
  }

  private static void trimButton(JsonNode button) {
    cut(button.path("text"), BUTTON);
    var confirm = button.path("confirm");
    cut(confirm.path("title"), 100);
    cut(confirm.path("text"), 300);
    cut(confirm.path("confirm"), 30);
    cut(confirm.path("deny"), 30);
  }

  private static JsonNode keep(JsonNode list, int most) {
    while (list.size() > most) {
      ((ArrayNode) list).remove(most);
    }
    return list;
  }

  private static void cut(JsonNode text, int max) {
    if (text instanceof ObjectNode object && object.path("text").isTextual()) {
      var whole = object.path("text").asText();
      object.put(
          "text",
          object.path("type").asText().equals("mrkdwn")
              ? Shown.cut(whole, max)
              : Shown.cutPlain(whole, max));
    }
  }

  /** Every object with a text of its own, however deep. */
  private static List<JsonNode> texts(JsonNode tree) {
    var found = new ArrayList<JsonNode>();
    if (tree.path("text").isTextual()) {
      found.add(tree);
    }
    tree.forEach(part -> found.addAll(texts(part)));
    return found;
  }

  /** All text in it, names and values of buttons included. */
  private static int length(JsonNode tree) {
    if (tree.isTextual()) {
      return tree.asText().length();
    }
    var sum = 0;
    for (var part : tree) {
      sum += length(part);
    }
    return sum;
  }
}
