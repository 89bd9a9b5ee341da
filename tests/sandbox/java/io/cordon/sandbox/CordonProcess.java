package io.cordon.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Cordon as it is shipped: a process of its own, from its jar. */
public final class CordonProcess implements AutoCloseable {
  private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);
  private static final Duration STOPS_WITHIN = Duration.ofSeconds(25);
  private static final Duration LOOK = Duration.ofMillis(100);

  private final Process process;
  private final URI address;
  private final Path output;

  private CordonProcess(Process process, URI address, Path output) {
    this.process = process;
    this.address = address;
    this.output = output;
  }

  /**
   * Starts Cordon and waits until it is ready.
   *
   * @param jar as Maven built it
   * @param options for the JVM
   * @param environment beside the one of this process
   * @param output where its log goes
   * @throws IllegalStateException with the end of its log if it does not get ready
   */
  public static CordonProcess start(
      Path jar, List<String> options, Map<String, String> environment, int port, Path output) {
    var cordon = launch(jar, options, environment, port, output);
    if (!cordon.awaitReadyUnless(() -> false)) {
      cordon.process.destroyForcibly();
      throw new IllegalStateException(
          "Cordon did not get ready. The end of its log:\n" + cordon.tail());
    }
    return cordon;
  }

  /** Starts Cordon as {@link #start} does, without waiting. */
  public static CordonProcess launch(
      Path jar, List<String> options, Map<String, String> environment, int port, Path output) {
    var command = new ArrayList<String>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(options);
    command.addAll(List.of("-jar", jar.toString(), "run"));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    builder.environment().putAll(environment);
    builder.environment().put("CORDON_PORT", Integer.toString(port));
    try {
      return new CordonProcess(builder.start(), URI.create("http://127.0.0.1:" + port), output);
    } catch (IOException e) {
      throw new UncheckedIOException("Cordon cannot be started from " + jar, e);
    }
  }

  /**
   * Waits until it is ready; false if it ended, took too long, or need not be waited for any more.
   *
   * @param inVain looked at again and again
   */
  public boolean awaitReadyUnless(BooleanSupplier inVain) {
    var ready = HttpRequest.newBuilder(address.resolve("/health/ready")).build();
    try (var http = HttpClient.newHttpClient()) {
      for (var waited = Duration.ZERO;
          waited.compareTo(STARTS_WITHIN) < 0 && process.isAlive() && !inVain.getAsBoolean();
          waited = waited.plus(LOOK)) {
        if (isReady(http, ready)) {
          return true;
        }
        process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  private static boolean isReady(HttpClient http, HttpRequest request) throws InterruptedException {
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException _) {
      return false;
    }
  }

  private String tail() {
    try {
      var lines = Files.readAllLines(output);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
    } catch (IOException e) {
      return "(" + output + " cannot be read: " + e.getMessage() + ")";
    }
  }

  /** Where it listens. */
  public URI address() {
    return address;
  }

  /** Whether it runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** The most memory that was resident so far, in KiB; empty where the kernel does not tell. */
  public OptionalLong peakMemory() {
    try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
          .findFirst();
    } catch (IOException _) {
      return OptionalLong.empty();
    }
  }

  /** Ends it at once, as a power cut would. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Asks it to stop (SIGTERM), and waits; answers its exit code. */
  public int stop() {
    process.destroy();
    try {
      if (!process.waitFor(STOPS_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
        kill();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      kill();
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    stop();
  }
}
