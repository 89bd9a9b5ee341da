package io.cordon.commands;

/** The port to whoever typed a command. */
public interface Replies {
  /** Tells them alone. What cannot be delivered is logged; the ledger holds what was done. */
  void tell(Sender sender, Answer answer);

  /**
   * Who typed it, and where they can be answered.
   *
   * @param responseUrl Slack's address for answers: good for half an hour, and a secret
   */
  record Sender(String user, String channel, String responseUrl) {
    @Override
    public String toString() {
      return "Sender[" + user + ", " + channel + "]";
    }
  }
}
