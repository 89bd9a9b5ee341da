package io.cordon.sandbox.slack.blocks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/**
 * Slack's size limits, in characters or items, as {@code limits.properties} beside this class tells
 * them with their sources.
 */
public final class Limits {
  private static final Properties TABLE = table();

  /** Blocks in a message. */
  public static final int MESSAGE_BLOCKS = of("message.blocks");

  /** Blocks in a modal or a home tab. */
  public static final int VIEW_BLOCKS = of("view.blocks");

  /** Bytes of a view's JSON. */
  public static final int VIEW_BYTES = of("view.bytes");

  /** Text of all blocks of a message together; seen in bolt-js #2509, documented nowhere. */
  public static final int MESSAGE_BLOCKS_TEXT = of("message.blocks.text");

  /** Text of a posted message; what is beyond is cut. */
  public static final int POSTED_TEXT = of("message.text.posted");

  /** Text of an updated message; more is refused. */
  public static final int UPDATED_TEXT = of("message.text.updated");

  /** Views that lie on each other in one modal. */
  public static final int VIEW_STACK = of("view.stack");

  /** Bytes of a message's metadata. */
  public static final int METADATA_BYTES = of("message.metadata.bytes");

  static final int ID = of("id");
  static final int URL = of("url");
  static final int SECTION_TEXT = of("section.text");
  static final int FIELDS = of("section.fields");
  static final int FIELD_TEXT = of("section.field");
  static final int HEADER_TEXT = of("header.text");
  static final int CONTEXT_ELEMENTS = of("context.elements");
  static final int ACTIONS_ELEMENTS = of("actions.elements");
  static final int MARKDOWN_TEXT = of("markdown.text");
  static final int BUTTON_TEXT = of("button.text");
  static final int BUTTON_VALUE = of("button.value");
  static final int CONFIRM_TITLE = of("confirm.title");
  static final int CONFIRM_TEXT = of("confirm.text");
  static final int CONFIRM_BUTTON = of("confirm.button");
  static final int SELECT_OPTIONS = of("select.options");
  static final int OVERFLOW_OPTIONS = of("overflow.options");
  static final int CHOICE_OPTIONS = of("choice.options");
  static final int OPTION_TEXT = of("option.text");
  static final int OPTION_VALUE = of("option.value");
  static final int PLACEHOLDER = of("placeholder");
  static final int INPUT_LABEL = of("input.label");
  static final int INPUT_TEXT = of("input.text");
  static final int ALT_TEXT = of("alt_text");
  static final int VIEW_TITLE = of("view.title");
  static final int PRIVATE_METADATA = of("view.private_metadata");

  private Limits() {}

  private static int of(String name) {
    return Integer.parseInt(TABLE.getProperty(name));
  }

  private static Properties table() {
    try (var file = Objects.requireNonNull(Limits.class.getResourceAsStream("limits.properties"))) {
      var table = new Properties();
      table.load(file);
      return table;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
