package io.cordon.bot;

/** The command line. */
public final class Main {
  private Main() {}

  static void main() {}
}
