package io.cordon.sandbox.slack;

/**
 * What a person sees after a gesture: nothing further, or Slack's own error.
 *
 * @param triggerId what the app got to open a modal with
 */
public record Ack(Reply reply, String triggerId) {

  /** Whether the app took it. */
  public boolean ok() {
    return reply instanceof Reply.Taken;
  }

  /** Slack's word for what went wrong; empty if nothing did. */
  public String error() {
    return reply instanceof Reply.Failed failed ? failed.code() : "";
  }
}
