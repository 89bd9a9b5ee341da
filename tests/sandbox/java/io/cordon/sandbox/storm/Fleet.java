package io.cordon.sandbox.storm;

import io.cordon.sandbox.CordonProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Two Cordon processes side by side, from the jar and with the options of the Dockerfile. */
final class Fleet implements AutoCloseable {
  private static final int SIZE = 2;
  private static final List<String> OPTIONS =
      List.of(
          "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx96m", "-XX:+UseCompactObjectHeaders");

  private final Path jar;
  private final Path folder;
  private final Map<String, String> environment;
  private final List<Berth> berths = new ArrayList<>();
  private final AtomicInteger turn = new AtomicInteger();

  /** The place of one process, which keeps its port when the process is another one. */
  private static final class Berth {
    final int port = freePort();
    final AtomicReference<Optional<CordonProcess>> process =
        new AtomicReference<>(Optional.empty());
    long peak;

    /** Of all processes that were here, in KiB; none where the kernel does not tell. */
    OptionalLong peak() {
      process
          .get()
          .map(CordonProcess::peakMemory)
          .ifPresent(now -> {
            if (now.isPresent()) {
              peak = Math.max(peak, now.getAsLong());
            }
          });
      return peak == 0 ? OptionalLong.empty() : OptionalLong.of(peak);
    }
  }

  /** A fleet that is not started. */
  Fleet(Path jar, Path folder, Map<String, String> environment) {
    this.jar = jar;
    this.folder = folder;
    this.environment = Map.copyOf(environment);
    for (int i = 0; i < SIZE; i++) {
      berths.add(new Berth());
    }
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts those that do not run, one after the other, and returns when all are ready. */
  void start() {
    for (int i = 0; i < SIZE; i++) {
      var berth = berths.get(i);
      if (berth.process.get().isEmpty()) {
        var log = folder.resolve("cordon-" + (i + 1) + ".log");
        berth.process.set(
            Optional.of(CordonProcess.start(jar, OPTIONS, environment, berth.port, log)));
      }
    }
  }

  /** Kills one with SIGKILL; nobody is sent there any more. */
  void kill(int which) {
    var berth = berths.get(which % SIZE);
    berth.peak();
    var process = berth.process.get();
    process.ifPresent(CordonProcess::kill);
    berth.process.set(Optional.empty());
  }

  /** The address of the next one that runs, in turn, as a load balancer gives it out. */
  URI next(String path) {
    for (int look = 0; look < SIZE; look++) {
      var process = berths.get(Math.floorMod(turn.getAndIncrement(), SIZE)).process.get();
      if (process.isPresent()) {
        return process.get().address().resolve(path);
      }
    }
    return all(path).getFirst();
  }

  /** The addresses of all, whether they run or not. */
  List<URI> all(String path) {
    return berths.stream().map(b -> URI.create("http://127.0.0.1:" + b.port + path)).toList();
  }

  /** The most memory that was resident at each place, in KiB. */
  List<OptionalLong> peaks() {
    return berths.stream().map(Berth::peak).toList();
  }

  @Override
  public void close() {
    berths.forEach(berth -> berth.process.get().ifPresent(CordonProcess::close));
  }
}
