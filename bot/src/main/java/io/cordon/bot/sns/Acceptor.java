package io.cordon.bot.sns;

/** Keeps messages that were proved genuine. */
public interface Acceptor {
  /**
   * Keeps a message, so that it cannot be lost after this returned.
   *
   * @param id SNS's message id
   * @param bytes the envelope as it was received
   * @return false if it was kept before
   * @throws io.cordon.table.Table.Unavailable if it cannot be kept now
   */
  boolean accept(String id, byte[] bytes);
}
