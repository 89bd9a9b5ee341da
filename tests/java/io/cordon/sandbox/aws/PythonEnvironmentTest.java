package io.cordon.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requirements that are an empty file need no package index, so that these tests stay here. */
class PythonEnvironmentTest {
  private static final String NOTHING = "# nothing\n";

  @TempDir Path folder;

  @Test
  void aMissingPythonIsSaidInOneLine() {
    var environment = new PythonEnvironment(folder.resolve("python"), "no-python-here", NOTHING);

    assertThatThrownBy(environment::python)
        .isInstanceOf(AwsUnavailable.class)
        .hasMessageContaining("needs python3 (3.10 or later, with venv) on the PATH")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
  }

  @Test
  void aPackageThatCannotBeHadIsSaidInOneLine() {
    Path home = folder.resolve("python");
    String missing = folder.resolve("missing-1.0-py3-none-any.whl").toString();

    assertThatThrownBy(new PythonEnvironment(home, "python3", missing)::python)
        .isInstanceOf(AwsUnavailable.class)
        .hasMessageContaining("needs " + missing + " from the Python package index")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
  }

  @Test
  void isMadeOnceAndAgainForOtherRequirements() throws Exception {
    Path home = folder.resolve("python");
    Path python = new PythonEnvironment(home, "python3", NOTHING).python();
    Path mark = Files.writeString(home.resolve("mark"), "");

    assertThat(new PythonEnvironment(home, "no-python-here", NOTHING).python()).isEqualTo(python);
    assertThat(mark).exists();

    new PythonEnvironment(home, "python3", NOTHING + NOTHING).python();
    assertThat(mark).doesNotExist();
    assertThat(python).isExecutable();
  }

  @Test
  void twoJvmsAtOnceMakeItOnce() throws Exception {
    Path home = folder.resolve("python");
    var both = new ArrayList<Process>();
    for (int i = 0; i < 2; i++) {
      both.add(SecondJvm.running(PythonEnvironmentInstaller.class, List.of(home.toString())));
    }

    var answers = new ArrayList<String>();
    for (Process each : both) {
      answers.add(new String(each.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
      assertThat(each.waitFor()).isZero();
    }
    assertThat(answers).containsOnly(home.resolve("bin/python").toString());
  }

  @Test
  void thePersonsOwnPackagesAreOutOfReach() {
    Map<String, String> environment = new TreeMap<>(Map.of("PIP_USER", "1", "PYTHONPATH", "/x"));

    PythonEnvironment.keepOutUsersPackages(environment);

    assertThat(environment).containsExactly(Map.entry("PYTHONNOUSERSITE", "1"));
  }
}
