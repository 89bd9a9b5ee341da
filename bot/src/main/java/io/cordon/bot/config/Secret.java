package io.cordon.bot.config;

/**
 * A value that nobody may read in a log, a message or a printed configuration.
 *
 * @param value the secret itself; read it only where it is used
 */
public record Secret(String value) {
  @Override
  public String toString() {
    return "[secret]";
  }
}
