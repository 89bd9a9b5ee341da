package io.cordon.sandbox.slack.blocks;

/**
 * Slack's size limits, in characters or items. Sources: the Block Kit and method reference of
 * docs.slack.dev, checked against python-slack-sdk's {@code slack_sdk/models} and slackblocks'
 * {@code spec/limits.json}; the one limit that no page names carries its own source.
 */
public final class Limits {
  /** Blocks in a message. */
  public static final int MESSAGE_BLOCKS = 50;

  /** Blocks in a modal or a home tab. */
  public static final int VIEW_BLOCKS = 100;

  /** Bytes of a view's JSON. */
  public static final int VIEW_BYTES = 250_000;

  /** Text of all blocks of a message together; seen in bolt-js #2509, documented nowhere. */
  public static final int MESSAGE_BLOCKS_TEXT = 13_200;

  /** Text of a posted message; what is beyond is cut. */
  public static final int POSTED_TEXT = 40_000;

  /** Text of an updated message; more is refused. */
  public static final int UPDATED_TEXT = 4_000;

  /** Views that lie on each other in one modal. */
  public static final int VIEW_STACK = 3;

  /** Bytes of a message's metadata. */
  public static final int METADATA_BYTES = 16_000;

  static final int ID = 255;
  static final int URL = 3_000;
  static final int SECTION_TEXT = 3_000;
  static final int FIELDS = 10;
  static final int FIELD_TEXT = 2_000;
  static final int HEADER_TEXT = 150;
  static final int CONTEXT_ELEMENTS = 10;
  static final int ACTIONS_ELEMENTS = 25;
  static final int MARKDOWN_TEXT = 12_000;
  static final int BUTTON_TEXT = 75;
  static final int BUTTON_VALUE = 2_000;
  static final int CONFIRM_TITLE = 100;
  static final int CONFIRM_TEXT = 300;
  static final int CONFIRM_BUTTON = 30;
  static final int SELECT_OPTIONS = 100;
  static final int OVERFLOW_OPTIONS = 5;
  static final int CHOICE_OPTIONS = 10;
  static final int OPTION_TEXT = 75;
  static final int OPTION_VALUE = 150;
  static final int PLACEHOLDER = 150;
  static final int INPUT_LABEL = 2_000;
  static final int INPUT_TEXT = 3_000;
  static final int ALT_TEXT = 2_000;
  static final int VIEW_TITLE = 24;
  static final int PRIVATE_METADATA = 3_000;

  private Limits() {}
}
