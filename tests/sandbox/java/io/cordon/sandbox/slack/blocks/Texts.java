package io.cordon.sandbox.slack.blocks;

import static io.cordon.sandbox.slack.blocks.Rule.anyObject;
import static io.cordon.sandbox.slack.blocks.Rule.bool;
import static io.cordon.sandbox.slack.blocks.Rule.integer;
import static io.cordon.sandbox.slack.blocks.Rule.list;
import static io.cordon.sandbox.slack.blocks.Rule.oneOf;
import static io.cordon.sandbox.slack.blocks.Rule.shape;
import static io.cordon.sandbox.slack.blocks.Rule.string;
import static io.cordon.sandbox.slack.blocks.Rule.typed;

import java.util.Map;

/** The demands on text: text objects and the parts of rich text. */
final class Texts {
  private Texts() {}

  /** A plain_text object of 1 to {@code max} characters. */
  static Rule plain(int max) {
    return typed(Map.of("plain_text", plainShape(max)));
  }

  /** A plain_text or mrkdwn object of 1 to {@code max} characters. */
  static Rule either(int max) {
    return typed(eitherShapes(max));
  }

  static Map<String, Rule> eitherShapes(int max) {
    return Map.of(
        "plain_text",
        plainShape(max),
        "mrkdwn",
        shape().must("text", string(1, max)).may("verbatim", bool()));
  }

  private static Rule plainShape(int max) {
    return shape().must("text", string(1, max)).may("emoji", bool());
  }

  /** A rich_text block's elements. */
  static Rule richText() {
    var words = list(0, Integer.MAX_VALUE, typed(richWords()));
    var section = shape().must("elements", words);
    var border = integer(0, 1);
    return list(
        0,
        Integer.MAX_VALUE,
        typed(
            Map.of(
                "rich_text_section",
                section,
                "rich_text_quote",
                section.may("border", border),
                "rich_text_preformatted",
                preformatted(border),
                "rich_text_list",
                shape()
                    .must("style", oneOf("bullet", "ordered"))
                    .must(
                        "elements",
                        list(0, Integer.MAX_VALUE, typed(Map.of("rich_text_section", section))))
                    .may("indent", integer(0, 8))
                    .may("offset", integer(0, Integer.MAX_VALUE))
                    .may("border", border))));
  }

  private static Rule preformatted(Rule border) {
    var all = richWords();
    var words = Map.of("text", all.get("text"), "link", all.get("link"));
    return shape()
        .must("elements", list(0, Integer.MAX_VALUE, typed(words)))
        .may("border", border)
        .may("language", string(1, Limits.ID));
  }

  private static Map<String, Rule> richWords() {
    var style = anyObject();
    var id = string(1, Limits.ID);
    return Map.of(
        "text",
        shape().must("text", string(1, Integer.MAX_VALUE)).may("style", style),
        "link",
        shape()
            .must("url", string(1, Limits.URL))
            .may("text", string(1, Integer.MAX_VALUE))
            .may("unsafe", bool())
            .may("style", style),
        "emoji",
        shape().must("name", id).may("unicode", id).may("skin_tone", integer(1, 6)),
        "user",
        shape().must("user_id", id).may("style", style),
        "usergroup",
        shape().must("usergroup_id", id).may("style", style),
        "channel",
        shape().must("channel_id", id).may("style", style),
        "broadcast",
        shape().must("range", oneOf("here", "channel", "everyone")),
        "date",
        shape()
            .must("timestamp", integer(0, Integer.MAX_VALUE))
            .must("format", id)
            .may("url", string(1, Limits.URL))
            .may("fallback", string(1, Limits.SECTION_TEXT)),
        "color",
        shape().must("value", id));
  }
}
