package io.cordon.sandbox.slack.blocks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.StringJoiner;

/** Blocks as a person would read them aloud: one line or more for each block. */
public final class PlainText {
  private final Names names;

  /** Reads ids as these names. */
  public PlainText(Names names) {
    this.names = names;
  }

  /** All blocks, one under the other. */
  public String of(JsonNode blocks) {
    var lines = new StringJoiner("\n");
    for (var block : blocks) {
      var text = block(block);
      if (!text.isEmpty()) {
        lines.add(text);
      }
    }
    return lines.toString();
  }

  /** A text object as it is seen. */
  public String text(JsonNode object) {
    var text = object.path("text").asText();
    return object.path("type").asText().equals("mrkdwn") ? Mrkdwn.visible(text, names) : text;
  }

  private String block(JsonNode block) {
    return switch (block.path("type").asText()) {
      case "header" -> "# " + text(block.path("text"));
      case "section" -> section(block);
      case "context" -> spaced(block.path("elements"));
      case "actions" -> spaced(block.path("elements"));
      case "divider" -> "---";
      case "input" -> text(block.path("label")) + ": " + element(block.path("element"));
      case "image" -> "[" + block.path("alt_text").asText() + "]";
      case "markdown" -> block.path("text").asText();
      case "rich_text" -> rich(block.path("elements"), "\n");
      default -> "";
    };
  }

  private String section(JsonNode block) {
    var lines = new StringJoiner("\n");
    if (block.has("text")) {
      lines.add(text(block.get("text")));
    }
    block.path("fields").forEach(field -> lines.add(text(field).replace("\n", ": ")));
    if (block.has("accessory")) {
      lines.add(element(block.get("accessory")));
    }
    return lines.toString();
  }

  private String spaced(JsonNode elements) {
    var words = new StringJoiner(" ");
    elements.forEach(element -> words.add(element(element)));
    return words.toString();
  }

  private String element(JsonNode element) {
    return switch (element.path("type").asText()) {
      case "plain_text", "mrkdwn" -> text(element);
      case "button" -> "[" + text(element.path("text")) + "]";
      case "image" -> "[" + element.path("alt_text").asText() + "]";
      case "overflow" -> "[⋯ " + options(element, " | ") + "]";
      case "checkboxes" -> "☐ " + options(element, " ☐ ");
      case "radio_buttons" -> "○ " + options(element, " ○ ");
      case "plain_text_input", "number_input", "email_text_input", "url_text_input" ->
          "[" + element.path("initial_value").asText() + "_]";
      default -> "[" + text(element.path("placeholder")) + " ▾]";
    };
  }

  private String options(JsonNode element, String between) {
    var words = new StringJoiner(between);
    element.path("options").forEach(option -> words.add(text(option.path("text"))));
    return words.toString();
  }

  private String rich(JsonNode elements, String between) {
    var words = new StringJoiner(between);
    elements.forEach(element -> words.add(richElement(element)));
    return words.toString();
  }

  private String richElement(JsonNode element) {
    return switch (element.path("type").asText()) {
      case "text" -> element.path("text").asText();
      case "link" -> element.path("text").asText(element.path("url").asText());
      case "emoji" -> ":" + element.path("name").asText() + ":";
      case "user" -> "@" + names.user(element.path("user_id").asText());
      case "usergroup" -> "@" + names.group(element.path("usergroup_id").asText());
      case "channel" -> "#" + names.channel(element.path("channel_id").asText());
      case "broadcast" -> "@" + element.path("range").asText();
      case "date" ->
          Mrkdwn.date(element.path("timestamp").asLong(), element.path("format").asText());
      case "rich_text_list" -> "• " + rich(element.path("elements"), "\n• ");
      default -> rich(element.path("elements"), "");
    };
  }
}
