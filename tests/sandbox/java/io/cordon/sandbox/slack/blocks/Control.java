package io.cordon.sandbox.slack.blocks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something on the screen that can be pressed or filled in.
 *
 * @param block the block that it stands in
 * @param element the element itself
 * @param option the overflow menu's option that is meant, if it is one
 */
public record Control(JsonNode block, JsonNode element, @Nullable JsonNode option) {

  /** All controls of some blocks in reading order, each option of an overflow menu by itself. */
  public static List<Control> in(JsonNode blocks) {
    var found = new ArrayList<Control>();
    for (var block : blocks) {
      for (var element : BlockKit.elementsOf(block)) {
        if (element.path("type").asText().equals("overflow")) {
          element.path("options").forEach(option -> found.add(new Control(block, element, option)));
        } else {
          found.add(new Control(block, element, null));
        }
      }
    }
    return found;
  }

  /** The block's id. */
  public String blockId() {
    return block.path("block_id").asText();
  }

  /** The element's id, unique within its block. */
  public String actionId() {
    return element.path("action_id").asText();
  }

  /** The element's type, as in "button". */
  public String type() {
    return element.path("type").asText();
  }

  /** What is written on it, or beside it; empty if nothing is. */
  public String label() {
    if (option != null) {
      return option.path("text").path("text").asText();
    }
    if (block.path("type").asText().equals("input")) {
      return block.path("label").path("text").asText();
    }
    var text = element.path("text").path("text").asText();
    return text.isEmpty() ? element.path("placeholder").path("text").asText() : text;
  }

  /** Whether somebody who sees {@code wanted}, or knows the id, means this one. */
  public boolean isCalled(String wanted) {
    return label().equals(wanted) || actionId().equals(wanted) || blockId().equals(wanted);
  }

  /** Whether it keeps what was chosen or typed, and so has a place in {@code state.values}. */
  public boolean holdsValue() {
    return !type().equals("button") && !type().equals("overflow") && !type().equals("image");
  }

  /** Whether it takes what is typed. */
  public boolean isTyped() {
    return type().endsWith("_input");
  }
}
