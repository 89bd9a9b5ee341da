package io.cordon.sandbox.slack.blocks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is typed and chosen in some blocks, in the form of Slack's {@code state.values}. */
public final class Values {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** Which field of a value holds what each kind of element keeps. */
  private static final Map<String, String> ONE =
      Map.of(
          "static_select", "selected_option",
          "external_select", "selected_option",
          "radio_buttons", "selected_option",
          "users_select", "selected_user",
          "channels_select", "selected_channel",
          "conversations_select", "selected_conversation",
          "datepicker", "selected_date",
          "timepicker", "selected_time",
          "datetimepicker", "selected_date_time");

  private static final Map<String, String> MANY =
      Map.of(
          "checkboxes", "selected_options",
          "multi_static_select", "selected_options",
          "multi_external_select", "selected_options",
          "multi_users_select", "selected_users");

  private Values() {}

  /** What stands in the blocks before anybody touched them. */
  public static ObjectNode initial(JsonNode blocks) {
    var values = JSON.objectNode();
    for (var control : Control.in(blocks)) {
      if (control.holdsValue()) {
        put(values, control, initialOf(control));
      }
    }
    return values;
  }

  /** Replaces one control's value. */
  public static void put(ObjectNode values, Control control, ObjectNode value) {
    values.withObjectProperty(control.blockId()).set(control.actionId(), value);
  }

  /**
   * The value that a control has after somebody chose or typed these words.
   *
   * @param words options by visible text or value, ids of users and channels, or the typed text
   * @throws IllegalArgumentException if an option is not on the screen
   */
  public static ObjectNode chosen(Control control, List<String> words) {
    var value = JSON.objectNode().put("type", control.type());
    if (control.isTyped()) {
      var typed = words.isEmpty() ? "" : words.getFirst();
      return typed.isEmpty() ? value.putNull("value") : value.put("value", typed);
    }
    var many = MANY.get(control.type());
    if (many != null) {
      var list = value.putArray(many);
      words.forEach(word -> list.add(choice(control, many, word)));
      return value;
    }
    var one = ONE.getOrDefault(control.type(), "value");
    return words.isEmpty()
        ? value.putNull(one)
        : value.set(one, choice(control, one, words.getFirst()));
  }

  /** Whether nothing is typed or chosen. */
  public static boolean isEmpty(JsonNode value) {
    for (var field : value.properties()) {
      var content = field.getValue();
      if (!field.getKey().equals("type") && !content.isNull() && !isEmptyList(content)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isEmptyList(JsonNode content) {
    return content.isArray() && content.isEmpty();
  }

  private static JsonNode choice(Control control, String field, String word) {
    if (!field.startsWith("selected_option") || control.type().contains("external")) {
      return field.startsWith("selected_option") ? typedOption(word) : JSON.textNode(word);
    }
    for (var option : options(control.element())) {
      if (option.path("text").path("text").asText().equals(word)
          || option.path("value").asText().equals(word)) {
        return option.deepCopy();
      }
    }
    throw new IllegalArgumentException(
        "no option \"" + word + "\" in " + control.label() + " (" + control.actionId() + ")");
  }

  /** An external select's options come from the app, so any may be chosen. */
  private static JsonNode typedOption(String word) {
    var option = JSON.objectNode().put("value", word);
    option.putObject("text").put("type", "plain_text").put("text", word);
    return option;
  }

  private static List<JsonNode> options(JsonNode element) {
    var all = new ArrayList<JsonNode>();
    element.path("options").forEach(all::add);
    element.path("option_groups").forEach(g -> g.path("options").forEach(all::add));
    return all;
  }

  private static ObjectNode initialOf(Control control) {
    var value = JSON.objectNode().put("type", control.type());
    var element = control.element();
    var many = MANY.get(control.type());
    if (many != null) {
      var initial = element.path(many.replace("selected", "initial"));
      return value.set(many, initial.isMissingNode() ? JSON.arrayNode() : initial.deepCopy());
    }
    var one = control.isTyped() ? "value" : ONE.getOrDefault(control.type(), "value");
    var initial = element.path(one.equals("value") ? "initial_value" : initialName(one));
    return value.set(one, initial.isMissingNode() ? JSON.nullNode() : initial.deepCopy());
  }

  private static String initialName(String selected) {
    return selected.replace("selected", "initial");
  }
}
