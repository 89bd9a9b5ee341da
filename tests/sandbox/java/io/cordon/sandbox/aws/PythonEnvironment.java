package io.cordon.sandbox.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The Python virtual environment that holds moto, made on first use and kept in a folder of its
 * own. The person's own Python packages are neither read nor changed.
 */
final class PythonEnvironment {
  private static final Object ONE_AT_A_TIME_IN_THIS_JVM = new Object();

  private final Path folder;
  private final String python;
  private final String requirements;

  /**
   * @param folder where the environment stands or will stand; its parent also gets a lock file
   * @param python the command that starts Python
   * @param requirements the text of a pip requirements file; another text makes a new environment
   */
  PythonEnvironment(Path folder, String python, String requirements) {
    this.folder = folder.toAbsolutePath();
    this.python = python;
    this.requirements = requirements;
  }

  /**
   * The environment's Python, with the requirements installed. Safe to call from several JVMs at
   * once: one installs, the others wait.
   *
   * @throws AwsUnavailable when there is no Python, or the packages cannot be fetched
   */
  Path python() {
    synchronized (ONE_AT_A_TIME_IN_THIS_JVM) {
      try {
        Files.createDirectories(folder.getParent());
        Path lockFile = folder.resolveSibling(folder.getFileName() + ".lock");
        try (var channel =
                FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var _ = channel.lock()) {
          if (!ready()) {
            install();
          }
        }
        return folder.resolve("bin/python");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private boolean ready() throws IOException {
    return Files.exists(marker()) && Files.readString(marker()).equals(requirements);
  }

  private Path marker() {
    return folder.resolve("installed-requirements.txt");
  }

  private void install() throws IOException {
    delete(folder);
    Path log = folder.resolveSibling(folder.getFileName() + "-install.log");
    String venv = "The sandbox's AWS needs python3 (3.10 or later, with venv) on the PATH";
    run(List.of(python, "-m", "venv", folder.toString()), log, venv);
    Path wanted = folder.resolve("wanted-requirements.txt");
    Files.writeString(wanted, requirements);
    String pip =
        "The sandbox's AWS needs %s from the Python package index, and pip could not install it"
            .formatted(requirements.strip());
    run(
        List.of(
            folder.resolve("bin/python").toString(),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--no-input",
            "--disable-pip-version-check",
            "--requirement",
            wanted.toString()),
        log,
        pip);
    Files.writeString(marker(), requirements);
  }

  private void run(List<String> command, Path log, String need) throws IOException {
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    keepOutUsersPackages(builder.environment());
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new AwsUnavailable("%s: %s".formatted(need, e.getMessage()), e);
    }
    try {
      if (process.waitFor() != 0) {
        throw new AwsUnavailable("%s: %s (all of it: %s)".formatted(need, lastLine(log), log));
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new AwsUnavailable(need + ": interrupted", e);
    }
  }

  /** Takes out of a process's environment what would point Python or pip outside of the folder. */
  static void keepOutUsersPackages(Map<String, String> environment) {
    List.of("PYTHONPATH", "PYTHONHOME", "PIP_USER", "PIP_TARGET", "PIP_PREFIX")
        .forEach(environment::remove);
    environment.put("PYTHONNOUSERSITE", "1");
  }

  private static String lastLine(Path log) throws IOException {
    return Files.readString(log).lines().filter(line -> !line.isBlank()).reduce("", (_, b) -> b);
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
