package io.cordon.sandbox.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * AWS's own DynamoDB Local, with its tables in memory, in a JVM of its own: for loads that are too
 * much for moto, whose transactions copy the whole table.
 *
 * <p>Its licence is AWS's own and wants an AWS account of whoever runs it; so nothing here brings
 * it along, and only the profile {@code storm} fetches it.
 */
public final class LocalDynamo implements AutoCloseable {
  private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);
  private static final Duration LOOK = Duration.ofMillis(100);

  private final Process process;
  private final URI endpoint;

  private LocalDynamo(Process process, URI endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  /**
   * Starts it on a free port and returns when it listens.
   *
   * @param libraries the folder with its jars and SQLite's native library
   * @param folder where it writes its log, {@code dynamodb.log}
   * @throws AwsUnavailable when it does not start
   */
  public static LocalDynamo start(Path libraries, Path folder) {
    var port = freePort();
    var builder =
        new ProcessBuilder(
                List.of(
                    ProcessHandle.current().info().command().orElse("java"),
                    "-Xmx1g",
                    "-XX:+UseSerialGC",
                    "-Dsqlite4java.library.path=" + libraries,
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    libraries.resolve("*").toString(),
                    "com.amazonaws.services.dynamodbv2.local.main.ServerRunner",
                    "-inMemory",
                    "-disableTelemetry",
                    "-port",
                    Integer.toString(port)))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("dynamodb.log").toFile());
    try {
      var dynamo = new LocalDynamo(builder.start(), URI.create("http://127.0.0.1:" + port));
      dynamo.awaitListening();
      return dynamo;
    } catch (IOException e) {
      throw new UncheckedIOException("DynamoDB Local cannot be started from " + libraries, e);
    }
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitListening() {
    try {
      for (var waited = Duration.ZERO;
          waited.compareTo(STARTS_WITHIN) < 0 && process.isAlive();
          waited = waited.plus(LOOK)) {
        if (listens()) {
          return;
        }
        process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    close();
    throw new AwsUnavailable("DynamoDB Local did not start; see dynamodb.log");
  }

  private boolean listens() {
    try (var _ = new Socket(InetAddress.getLoopbackAddress(), endpoint.getPort())) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  /** What {@code AWS_ENDPOINT_URL_DYNAMODB} is for it. */
  public URI endpoint() {
    return endpoint;
  }

  /** Ends it at once: what is in memory is of no further use. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
