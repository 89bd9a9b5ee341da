package io.cordon.sandbox.aws;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * moto (a double of AWS that nobody here wrote) as a child process on a free port of this machine.
 * It ends when it is closed, and by itself when this JVM ends in whatever way, since it reads the
 * end of its standard input then.
 */
public final class MotoServer implements AutoCloseable {
  private static final String PORT = "port ";

  private final Process process;
  private final URI endpoint;

  private MotoServer(Process process, URI endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  /**
   * Starts moto and returns when it listens. Its output goes to a file {@code moto-<pid>.log}.
   *
   * @param home the folder for the virtual environment and the log, kept between runs
   * @throws AwsUnavailable when Python or moto cannot be had, or moto does not start
   */
  public static MotoServer start(Path home) {
    String requirements = SandboxFile.text("requirements.txt");
    Path python = new PythonEnvironment(home.resolve("python"), "python3", requirements).python();
    try {
      return start(home, python);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MotoServer start(Path home, Path python) throws IOException {
    Path log = home.resolve("moto-%d.log".formatted(ProcessHandle.current().pid()));
    Path script = Files.createTempFile(home, "moto-", ".py");
    Files.writeString(script, SandboxFile.text("moto_main.py"));
    var builder =
        new ProcessBuilder(python.toString(), "-I", script.toString())
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    PythonEnvironment.keepOutUsersPackages(builder.environment());
    builder.environment().remove("MOTO_ACCOUNT_ID");
    Process process = builder.start();
    // Not closed: the stream belongs to the process and ends with it.
    var out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    Files.delete(script);
    if (line == null || !line.startsWith(PORT)) {
      process.destroyForcibly();
      throw new AwsUnavailable("The sandbox's AWS did not start; see %s".formatted(log));
    }
    int port = Integer.parseInt(line.substring(PORT.length()));
    return new MotoServer(process, URI.create("http://127.0.0.1:" + port));
  }

  /**
   * The folder for everything that moto needs: {@code moto} in the {@code target} folder that this
   * class was built into.
   */
  public static Path home() {
    try {
      Path built =
          Path.of(MotoServer.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      for (Path folder = built; folder != null; folder = folder.getParent()) {
        if (folder.endsWith("target")) {
          return folder.resolve("moto");
        }
      }
      return Path.of("target", "moto").toAbsolutePath();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Where moto itself listens, without faults and journal. */
  public URI endpoint() {
    return endpoint;
  }

  /** SDK clients for {@link AwsEmulator#ACCOUNT} in {@link AwsEmulator#REGION}. */
  public AwsClients clients() {
    return AwsClients.withKey(endpoint, AwsEmulator.REGION);
  }

  /** The process's id. */
  long pid() {
    return process.pid();
  }

  /** Ends moto and waits until it is gone. Twice does no harm. */
  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
