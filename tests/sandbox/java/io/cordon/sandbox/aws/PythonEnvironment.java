package io.cordon.sandbox.aws;

import io.cordon.sandbox.MadeOnce;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The Python virtual environment that holds moto, made on first use and kept in a folder of its
 * own. The person's own Python packages are neither read nor changed.
 */
final class PythonEnvironment {
  private final MadeOnce environment;
  private final String python;
  private final String requirements;

  /**
   * @param folder where the environment stands or will stand; its parent also gets a lock file
   * @param python the command that starts Python
   * @param requirements the text of a pip requirements file; another text makes a new environment
   */
  PythonEnvironment(Path folder, String python, String requirements) {
    this.environment = new MadeOnce(folder, requirements);
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
    try {
      return environment.folder(this::install).resolve("bin/python");
    } catch (MadeOnce.CannotMake e) {
      throw new AwsUnavailable(String.valueOf(e.getMessage()), e);
    }
  }

  private void install(Path folder, MadeOnce.Commands commands) throws IOException {
    commands.run(
        clean(List.of(python, "-m", "venv", folder.toString())),
        "The sandbox's AWS needs python3 (3.10 or later, with venv) on the PATH");
    Path wanted = folder.resolve("wanted-requirements.txt");
    Files.writeString(wanted, requirements);
    commands.run(
        clean(
            List.of(
                folder.resolve("bin/python").toString(),
                "-m",
                "pip",
                "install",
                "--quiet",
                "--no-input",
                "--disable-pip-version-check",
                "--requirement",
                wanted.toString())),
        "The sandbox's AWS needs %s from the Python package index, and pip could not install it"
            .formatted(requirements.strip()));
  }

  private static ProcessBuilder clean(List<String> command) {
    var builder = new ProcessBuilder(command);
    keepOutUsersPackages(builder.environment());
    return builder;
  }

  /** Takes out of a process's environment what would point Python or pip outside of the folder. */
  static void keepOutUsersPackages(Map<String, String> environment) {
    List.of("PYTHONPATH", "PYTHONHOME", "PIP_USER", "PIP_TARGET", "PIP_PREFIX")
        .forEach(environment::remove);
    environment.put("PYTHONNOUSERSITE", "1");
  }
}
