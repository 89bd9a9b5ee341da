package io.cordon.sandbox.slack.blocks;

/** How ids look on the screen. */
public interface Names {
  /** A user's display name, without the @; the id itself when nobody has it. */
  String user(String id);

  /** A user group's handle, without the @; the id itself when there is none. */
  String group(String id);

  /** A channel's name, without the #; the id itself when there is none. */
  String channel(String id);
}
