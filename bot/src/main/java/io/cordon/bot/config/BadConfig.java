package io.cordon.bot.config;

import java.util.List;

/** The configuration cannot be used. Every mistake is a line that names the key and its wish. */
public final class BadConfig extends Exception {
  private static final long serialVersionUID = 1L;

  /** A configuration with these mistakes, in the order in which they were found. */
  public BadConfig(List<String> mistakes) {
    super(String.join("\n", mistakes));
  }

  /** One line for each mistake. */
  public List<String> mistakes() {
    return String.valueOf(getMessage()).lines().toList();
  }
}
