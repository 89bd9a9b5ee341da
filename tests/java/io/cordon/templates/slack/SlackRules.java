package io.cordon.templates.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cordon.sandbox.slack.blocks.BlockKit;
import io.cordon.sandbox.slack.schema.SlackSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * What Slack demands of a message or view, written down from its reference (docs.slack.dev, Block
 * Kit; the same numbers as in python-slack-sdk's {@code slack_sdk.models}), and what Cordon demands
 * of all text: that nothing in it is live but what Cordon itself put there.
 */
final class SlackRules {
  /** Dates, people by id, groups by id, a message, and the console's address of an instance. */
  private static final List<String> OURS =
      List.of(
          "<!date\\^\\d{1,12}\\^\\{date_num} \\{time_secs}\\|[0-9-]{10} [0-9:]{8}Z>",
          "<https://[a-z]+\\.slack\\.com/archives/[A-Z0-9]+/p[0-9]+\\|Open the message>",
          "<@[UW][A-Z0-9]{2,30}>",
          "<!subteam\\^S[A-Z0-9]{2,30}>",
          "<https://([a-z0-9-]+)\\.console\\.(aws\\.amazon|amazonaws-us-gov)\\.com/ec2/home"
              + "\\?region=\\1#InstanceDetails:instanceId=(i-[0-9a-f]{8,17})\\|\\3>",
          "<https://(cn-[a-z]+-[0-9])\\.console\\.amazonaws\\.cn/ec2/home"
              + "\\?region=\\1#InstanceDetails:instanceId=(i-[0-9a-f]{8,17})\\|\\2>");

  private static final String FIELDS =
      "reason|choice|key|time|to|resolution|duplicate|note|title|which|case|severity|place|instance|ticket|along|checked";

  private SlackRules() {}

  static void check(Message message) {
    assertThat(message.text()).isNotBlank().hasSizeLessThanOrEqualTo(300);
    checkMrkdwn(message.text());
    var blocks = Golden.parse(message.blocks());
    assertThat(blocks).hasSizeBetween(1, 50);
    assertThat(String.join("", strings(blocks))).hasSizeLessThanOrEqualTo(10_000);
    assertThat(BlockKit.problemsInMessage(blocks)).isEmpty();
    assertThat(SlackSchema.own().problemsInMessage(blocks)).isEmpty();
    checkBlocks(blocks);
  }

  static void check(View view) {
    var tree = Golden.parse(view.json());
    for (var part : List.of("title", "submit", "close")) {
      if (tree.has(part)) {
        checkPlain(tree.path(part), 24);
      }
    }
    assertThat(tree.path("private_metadata").asText()).hasSizeLessThanOrEqualTo(3_000);
    if (tree.path("type").asText().equals("modal")) {
      assertThat(tree.path("callback_id").asText()).hasSizeBetween(1, 255);
    }
    assertThat(tree.path("blocks")).hasSizeBetween(1, 100);
    assertThat(view.json().length()).isLessThan(250_000);
    assertThat(BlockKit.problemsInView(tree)).isEmpty();
    assertThat(SlackSchema.own().problemsInView(tree)).isEmpty();
    checkBlocks(tree.path("blocks"));
  }

  private static void checkBlocks(JsonNode blocks) {
    assertThat(all(blocks, "block_id")).doesNotHaveDuplicates();
    assertThat(all(blocks, "action_id"))
        .doesNotHaveDuplicates()
        .allMatch(id ->
            id.matches(
                FIELDS
                    + "|cordon-offer:[0-9a-f]{32}"
                    + "|cordon-home:new-case"
                    + "|cordon:[a-z-]+(:A-[0-9]+)?(:IR-[0-9]{4}-[0-9]{3,9})?"));
    assertThat(all(blocks, "block_id")).allMatch(id -> id.matches("[a-z0-9-]{1,40}"));
    blocks.forEach(SlackRules::checkBlock);
    each(
        blocks,
        "mrkdwn",
        (text, _) -> {
          assertThat(text.path("verbatim").asBoolean()).as("verbatim of %s", text).isTrue();
          checkMrkdwn(text.path("text").asText());
        });
    each(
        blocks,
        "plain_text",
        (text, _) -> {
          assertThat(text.path("emoji").asBoolean(true)).isFalse();
          checkDead(text.path("text").asText());
        });
    each(blocks, "text", (text, _) -> checkDead(text.path("text").asText()));
  }

  private static void checkBlock(JsonNode block) {
    switch (block.path("type").asText()) {
      case "header" -> checkPlain(block.path("text"), 150);
      case "section" -> {
        if (block.has("text")) {
          checkMrkdwn(block.path("text"), 3_000);
        }
        assertThat(block.path("fields").size()).isLessThanOrEqualTo(10);
        block.path("fields").forEach(field -> checkMrkdwn(field, 2_000));
        assertThat(block.has("text") || block.has("fields")).isTrue();
        if (block.has("accessory")) {
          checkButton(block.path("accessory"));
        }
      }
      case "context" -> {
        assertThat(block.path("elements")).hasSizeBetween(1, 10);
        block.path("elements").forEach(element -> checkMrkdwn(element, 2_000));
      }
      case "actions" -> {
        assertThat(block.path("elements")).hasSizeBetween(1, 25);
        block.path("elements").forEach(SlackRules::checkButton);
      }
      case "rich_text" ->
          assertThat(block.findPath("text").path("text").asText(block.findPath("text").asText()))
              .isNotEmpty();
      case "input" -> {
        checkPlain(block.path("label"), 2_000);
        if (block.has("hint")) {
          checkPlain(block.path("hint"), 2_000);
        }
        if (block.path("element").path("type").asText().equals("static_select")) {
          assertThat(block.path("element").path("options")).hasSizeBetween(1, 100);
        }
        for (var option : block.path("element").path("options")) {
          checkPlain(option.path("text"), 75);
          assertThat(option.path("value").asText()).hasSizeBetween(1, 150);
        }
      }
      // It has nothing in it.
      case "divider" -> assertThat(block.path("elements").isMissingNode()).isTrue();
      default -> throw new AssertionError("a block that nobody knows: " + block);
    }
  }

  private static void checkButton(JsonNode button) {
    checkPlain(button.path("text"), 75);
    if (button.path("action_id").asText().equals(HomeText.NEW_CASE)) {
      // It is about nothing that there is yet.
      assertThat(button.has("value")).isFalse();
      return;
    }
    assertThat(button.path("value").asText())
        .matches(
            value -> ButtonValue.parse(value).isPresent() || value.matches("[0-9a-f]{32}"),
            "one of our values");
    if (button.has("style")) {
      assertThat(button.path("style").asText()).isIn("primary", "danger");
    }
    if (button.has("confirm")) {
      checkPlain(button.path("confirm").path("title"), 100);
      checkPlain(button.path("confirm").path("text"), 300);
      checkPlain(button.path("confirm").path("confirm"), 30);
      checkPlain(button.path("confirm").path("deny"), 30);
    }
  }

  private static void checkPlain(JsonNode text, int most) {
    assertThat(text.path("type").asText()).isEqualTo("plain_text");
    assertThat(text.path("text").asText()).isNotBlank().hasSizeLessThanOrEqualTo(most);
  }

  private static void checkMrkdwn(JsonNode text, int most) {
    assertThat(text.path("type").asText()).isEqualTo("mrkdwn");
    assertThat(text.path("text").asText()).isNotBlank().hasSizeLessThanOrEqualTo(most);
  }

  /** Nothing but our own is live, every entity is whole, and every code span is closed. */
  static void checkMrkdwn(String text) {
    var rest = text;
    for (var ours : OURS) {
      rest = rest.replaceAll(ours, "");
    }
    checkDead(rest);
    assertThat(rest).doesNotContain("<", ">");
    assertThat(rest.replaceAll("&(amp|lt|gt);", "")).doesNotContain("&");
    assertThat(rest.chars().filter(c -> c == '`').count() % 2).as("backticks of %s", rest).isZero();
  }

  private static void checkDead(String text) {
    assertThat(text).doesNotContainIgnoringCase("<!", "<@", "<#", "<http", "http:", "https:");
    assertThat(text.codePoints().filter(c -> c != '\n').filter(SlackRules::isHidden).findFirst())
        .as("hidden character in %s", text)
        .isEmpty();
  }

  private static boolean isHidden(int c) {
    var type = Character.getType(c);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.SURROGATE
        || c == '\u2028'
        || c == '\u2029';
  }

  private static void each(JsonNode tree, String type, BiConsumer<JsonNode, String> check) {
    if (tree.path("type").asText().equals(type) && tree.path("text").isTextual()) {
      check.accept(tree, type);
    }
    tree.forEach(part -> each(part, type, check));
  }

  private static List<String> all(JsonNode tree, String field) {
    return tree.findValuesAsText(field);
  }

  private static List<String> strings(JsonNode tree) {
    var found = new ArrayList<String>();
    if (tree.isTextual()) {
      found.add(tree.asText());
    }
    tree.forEach(part -> found.addAll(strings(part)));
    return found;
  }
}
