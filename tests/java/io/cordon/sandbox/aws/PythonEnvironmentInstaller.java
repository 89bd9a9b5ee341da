package io.cordon.sandbox.aws;

import java.nio.file.Path;

/** What a second JVM runs: makes an environment without packages and prints its Python. */
final class PythonEnvironmentInstaller {
  private PythonEnvironmentInstaller() {}

  public static void main(String[] arguments) {
    System.out.println(
        new PythonEnvironment(Path.of(arguments[0]), "python3", "# nothing\n").python());
  }
}
