package io.cordon.sandbox.slack.blocks;

import static io.cordon.sandbox.slack.blocks.Rule.bool;
import static io.cordon.sandbox.slack.blocks.Rule.list;
import static io.cordon.sandbox.slack.blocks.Rule.oneOf;
import static io.cordon.sandbox.slack.blocks.Rule.problem;
import static io.cordon.sandbox.slack.blocks.Rule.shape;
import static io.cordon.sandbox.slack.blocks.Rule.string;
import static io.cordon.sandbox.slack.blocks.Rule.typed;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Judges blocks and views as Slack does: every limit, every type, every field. */
public final class BlockKit {
  private static final Rule ID = string(1, Limits.ID);
  private static final Map<String, Rule> BLOCKS = blocks();
  private static final Map<String, Rule> VIEW_BLOCKS = viewBlocks();
  private static final Rule MESSAGE = list(0, Limits.MESSAGE_BLOCKS, typed(BLOCKS));
  private static final Rule VIEW = typed(Map.of("modal", modal(), "home", home()));

  private BlockKit() {}

  /** What is wrong with a message's blocks, in Slack's words; empty if nothing is. */
  public static List<String> problemsInMessage(JsonNode blocks) {
    var problems = new ArrayList<String>();
    MESSAGE.check(blocks, "/blocks", problems);
    checkIds(blocks, "/blocks", problems);
    return problems;
  }

  /** What is wrong with a modal or home tab, in Slack's words; empty if nothing is. */
  public static List<String> problemsInView(JsonNode view) {
    var problems = new ArrayList<String>();
    VIEW.check(view, "/view", problems);
    checkIds(view.path("blocks"), "/view/blocks", problems);
    return problems;
  }

  /** How many characters of text some blocks hold together. */
  public static int textLength(JsonNode blocks) {
    int length = 0;
    if (blocks.isObject() && blocks.path("text").isTextual()) {
      length = blocks.get("text").textValue().length();
    }
    for (var child : blocks) {
      length += child.isContainerNode() ? textLength(child) : 0;
    }
    return length;
  }

  private static Map<String, Rule> blocks() {
    var all = new HashMap<String, Rule>();
    all.put("section", section());
    all.put("header", block().must("text", Texts.plain(Limits.HEADER_TEXT)));
    all.put("divider", block());
    all.put("context", block().must("elements", list(1, Limits.CONTEXT_ELEMENTS, inContext())));
    all.put(
        "actions",
        block().must("elements", list(1, Limits.ACTIONS_ELEMENTS, typed(Elements.inActions()))));
    all.put("input", input());
    all.put("image", block().plus(Elements.image()).may("title", Texts.plain(Limits.ALT_TEXT)));
    all.put("rich_text", block().must("elements", Texts.richText()));
    all.put("markdown", block().must("text", string(1, Limits.MARKDOWN_TEXT)));
    return Map.copyOf(all);
  }

  private static Map<String, Rule> viewBlocks() {
    var all = new HashMap<>(BLOCKS);
    all.remove("markdown");
    return Map.copyOf(all);
  }

  private static Rule.Shape block() {
    return shape().may("block_id", ID);
  }

  private static Rule section() {
    return block()
        .may("text", Texts.either(Limits.SECTION_TEXT))
        .may("fields", list(1, Limits.FIELDS, Texts.either(Limits.FIELD_TEXT)))
        .may("accessory", typed(Elements.besideText()))
        .may("expand", bool())
        .and((node, at, problems) -> {
          if (!node.has("text") && !node.has("fields")) {
            problems.add(problem("missing required field: text", at));
          }
        });
  }

  private static Rule inContext() {
    var taken = new HashMap<>(Texts.eitherShapes(Limits.SECTION_TEXT));
    taken.put("image", Elements.image());
    return typed(taken);
  }

  private static Rule input() {
    return block()
        .must("label", Texts.plain(Limits.INPUT_LABEL))
        .must("element", typed(Elements.inInput()))
        .may("dispatch_action", bool())
        .may("hint", Texts.plain(Limits.INPUT_LABEL))
        .may("optional", bool());
  }

  private static Rule modal() {
    return view()
        .must("title", Texts.plain(Limits.VIEW_TITLE))
        .may("submit", Texts.plain(Limits.VIEW_TITLE))
        .may("close", Texts.plain(Limits.VIEW_TITLE))
        .may("clear_on_close", bool())
        .may("notify_on_close", bool())
        .may("submit_disabled", bool())
        .and((node, at, problems) -> {
          if (!node.has("submit") && hasInput(node)) {
            problems.add(problem("missing required field: submit", at));
          }
        });
  }

  private static Rule home() {
    return view();
  }

  private static Rule.Shape view() {
    return shape()
        .must("type", oneOf("modal", "home"))
        .must("blocks", list(0, Limits.VIEW_BLOCKS, typed(VIEW_BLOCKS)))
        .may("private_metadata", string(0, Limits.PRIVATE_METADATA))
        .may("callback_id", string(0, Limits.ID))
        .may("external_id", string(0, Limits.ID));
  }

  private static boolean hasInput(JsonNode view) {
    for (var block : view.path("blocks")) {
      if (block.path("type").asText().equals("input")) {
        return true;
      }
    }
    return false;
  }

  /** A block_id counts once in its message or view, an action_id once in its block. */
  private static void checkIds(JsonNode blocks, String at, List<String> problems) {
    var blockIds = new HashSet<String>();
    for (int i = 0; i < blocks.size(); i++) {
      var block = blocks.path(i);
      var here = at + "/" + i;
      if (block.has("block_id") && !blockIds.add(block.get("block_id").asText())) {
        problems.add(
            problem("`block_id` " + block.get("block_id").asText() + " already exists", here));
      }
      var actionIds = new HashSet<String>();
      for (var element : elementsOf(block)) {
        if (element.has("action_id") && !actionIds.add(element.get("action_id").asText())) {
          problems.add(
              problem(
                  "`action_id` " + element.get("action_id").asText() + " already exists", here));
        }
      }
    }
  }

  /** The elements of a block with which somebody can do something, in their order. */
  public static List<JsonNode> elementsOf(JsonNode block) {
    var found = new ArrayList<JsonNode>();
    switch (block.path("type").asText()) {
      case "actions" -> block.path("elements").forEach(found::add);
      case "input" -> found.add(block.path("element"));
      case "section" -> {
        if (block.has("accessory") && !isImage(block.get("accessory"))) {
          found.add(block.get("accessory"));
        }
      }
      default -> {
        // The other blocks are only read.
      }
    }
    return found;
  }

  private static boolean isImage(JsonNode element) {
    return element.path("type").asText().equals("image");
  }
}
