package io.cordon.sandbox.aws;

import java.io.IOException;

/** What a second JVM runs: starts moto, prints its process's id, and waits to be killed. */
final class MotoStarter {
  private MotoStarter() {}

  public static void main(String[] arguments) throws IOException {
    System.out.println(MotoServer.start(MotoServer.home()).pid());
    System.in.read();
  }
}
