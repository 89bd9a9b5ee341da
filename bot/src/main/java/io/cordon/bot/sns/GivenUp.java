package io.cordon.bot.sns;

import io.cordon.intake.DeadLetter;

/** Keeps messages that are about to go to the dead-letter queue. */
public interface GivenUp {
  /**
   * Keeps a message, and has people told. Doing so again changes nothing.
   *
   * @param bytes its body
   * @throws io.cordon.table.Table.Unavailable if it cannot be kept now
   */
  void keep(DeadLetter letter, byte[] bytes);
}
