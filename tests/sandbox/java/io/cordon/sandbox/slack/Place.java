package io.cordon.sandbox.slack;

/** Where on the screen somebody acts. */
public sealed interface Place {

  /** On a message, by channel and ts. */
  record OnMessage(String channel, String ts) implements Place {}

  /** In a modal or home tab, by its id. */
  record InView(String viewId) implements Place {}
}
