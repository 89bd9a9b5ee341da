package io.cordon.sandbox.slack.blocks;

import static io.cordon.sandbox.slack.blocks.Rule.anyObject;
import static io.cordon.sandbox.slack.blocks.Rule.bool;
import static io.cordon.sandbox.slack.blocks.Rule.integer;
import static io.cordon.sandbox.slack.blocks.Rule.list;
import static io.cordon.sandbox.slack.blocks.Rule.oneOf;
import static io.cordon.sandbox.slack.blocks.Rule.problem;
import static io.cordon.sandbox.slack.blocks.Rule.shape;
import static io.cordon.sandbox.slack.blocks.Rule.string;

import io.cordon.sandbox.slack.blocks.Rule.Shape;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The demands on block elements, and which blocks take which of them. */
final class Elements {
  private static final Rule ID = string(1, Limits.ID);
  private static final Rule COUNT = integer(1, 100);
  private static final Rule CONFIRM =
      shape()
          .must("title", Texts.plain(Limits.CONFIRM_TITLE))
          .must("text", Texts.either(Limits.CONFIRM_TEXT))
          .must("confirm", Texts.plain(Limits.CONFIRM_BUTTON))
          .must("deny", Texts.plain(Limits.CONFIRM_BUTTON))
          .may("style", oneOf("primary", "danger"));

  private static final Set<String> INPUT_ONLY =
      Set.of(
          "plain_text_input",
          "number_input",
          "email_text_input",
          "url_text_input",
          "rich_text_input",
          "file_input");

  private Elements() {}

  /** What an actions block takes. */
  static Map<String, Rule> inActions() {
    var taken = new HashMap<>(all());
    taken.keySet().removeAll(INPUT_ONLY);
    taken.remove("image");
    return taken;
  }

  /** What may stand beside a section's text. */
  static Map<String, Rule> besideText() {
    var taken = new HashMap<>(all());
    taken.keySet().removeAll(INPUT_ONLY);
    return taken;
  }

  /** What an input block takes. */
  static Map<String, Rule> inInput() {
    var taken = new HashMap<>(all());
    taken.keySet().removeAll(Set.of("button", "overflow", "image"));
    return taken;
  }

  static Shape image() {
    return shape()
        .must("alt_text", string(1, Limits.ALT_TEXT))
        .may("image_url", string(1, Limits.URL))
        .may("slack_file", anyObject());
  }

  private static Map<String, Rule> all() {
    var all = new LinkedHashMap<String, Rule>();
    all.put("button", button());
    all.put(
        "overflow",
        acting().must("options", list(1, Limits.OVERFLOW_OPTIONS, option(true).may("url", url()))));
    all.put("image", image());
    all.putAll(selects());
    all.putAll(choices());
    all.putAll(typing());
    return all;
  }

  private static Rule button() {
    return acting()
        .must("text", Texts.plain(Limits.BUTTON_TEXT))
        .may("url", url())
        .may("value", string(0, Limits.BUTTON_VALUE))
        .may("style", oneOf("primary", "danger"))
        .may("accessibility_label", string(1, Limits.BUTTON_TEXT));
  }

  private static Map<String, Rule> selects() {
    var one = focusing();
    var many = focusing().may("max_selected_items", COUNT);
    var ids = list(0, Limits.SELECT_OPTIONS, ID);
    var options = list(0, Limits.SELECT_OPTIONS, option(true));
    return Map.of(
        "static_select",
        fromList(one.may("initial_option", option(true))),
        "multi_static_select",
        fromList(many.may("initial_options", options)),
        "external_select",
        one.may("initial_option", option(true)).may("min_query_length", integer(0, 100)),
        "multi_external_select",
        many.may("initial_options", options).may("min_query_length", integer(0, 100)),
        "users_select",
        one.may("initial_user", ID),
        "multi_users_select",
        many.may("initial_users", ids),
        "channels_select",
        one.may("initial_channel", ID).may("response_url_enabled", bool()),
        "conversations_select",
        one.may("initial_conversation", ID)
            .may("default_to_current_conversation", bool())
            .may("response_url_enabled", bool())
            .may("filter", anyObject()));
  }

  /** A select that brings its options, plain or in groups, but not both. */
  private static Rule fromList(Shape select) {
    var group =
        shape()
            .must("label", Texts.plain(Limits.OPTION_TEXT))
            .must("options", list(1, Limits.SELECT_OPTIONS, option(true)));
    return select
        .may("options", list(1, Limits.SELECT_OPTIONS, option(true)))
        .may("option_groups", list(1, Limits.SELECT_OPTIONS, group))
        .and((node, at, problems) -> {
          if (node.has("options") == node.has("option_groups")) {
            problems.add(problem("must have either options or option_groups", at));
          }
        });
  }

  private static Map<String, Rule> choices() {
    var options = list(1, Limits.CHOICE_OPTIONS, option(false));
    var day = acting().may("placeholder", placeholder()).may("focus_on_load", bool());
    return Map.of(
        "checkboxes",
        acting()
            .must("options", options)
            .may("initial_options", list(1, Limits.CHOICE_OPTIONS, option(false)))
            .may("focus_on_load", bool()),
        "radio_buttons",
        acting()
            .must("options", options)
            .may("initial_option", option(false))
            .may("focus_on_load", bool()),
        "datepicker",
        day.may("initial_date", ID),
        "timepicker",
        day.may("initial_time", ID).may("timezone", ID),
        "datetimepicker",
        acting()
            .may("initial_date_time", integer(0, Integer.MAX_VALUE))
            .may("focus_on_load", bool()));
  }

  private static Map<String, Rule> typing() {
    var typed =
        shape()
            .may("action_id", ID)
            .may("placeholder", placeholder())
            .may("focus_on_load", bool())
            .may("dispatch_action_config", anyObject());
    var text = typed.may("initial_value", string(0, Limits.INPUT_TEXT));
    return Map.of(
        "plain_text_input",
        text.may("multiline", bool())
            .may("min_length", integer(0, Limits.INPUT_TEXT))
            .may("max_length", integer(1, Limits.INPUT_TEXT)),
        "email_text_input",
        text,
        "url_text_input",
        text,
        "number_input",
        text.must("is_decimal_allowed", bool()).may("min_value", ID).may("max_value", ID),
        "rich_text_input",
        typed.may("initial_value", anyObject()),
        "file_input",
        shape()
            .may("action_id", ID)
            .may("filetypes", list(1, 100, ID))
            .may("max_files", integer(1, 10)));
  }

  private static Shape acting() {
    return shape().may("action_id", ID).may("confirm", CONFIRM);
  }

  private static Shape focusing() {
    return acting().may("placeholder", placeholder()).may("focus_on_load", bool());
  }

  private static Rule placeholder() {
    return Texts.plain(Limits.PLACEHOLDER);
  }

  private static Rule url() {
    return string(1, Limits.URL);
  }

  private static Shape option(boolean plainOnly) {
    return shape()
        .must(
            "text", plainOnly ? Texts.plain(Limits.OPTION_TEXT) : Texts.either(Limits.OPTION_TEXT))
        .must("value", string(1, Limits.OPTION_VALUE))
        .may(
            "description",
            plainOnly ? Texts.plain(Limits.OPTION_TEXT) : Texts.either(Limits.OPTION_TEXT));
  }
}
