package io.cordon.sandbox.crash;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.LoggerFactory;

/**
 * Kills Cordon at every point of every scenario, and prints what came of each as a table. Ends with
 * 1 if any promise was broken or any point was not reached.
 */
public final class CrashMatrix {
  private final Path jar;
  private final Path folder;
  private final int lanes;
  private final Clock clock;

  private CrashMatrix(Path jar, Path folder, int lanes, Clock clock) {
    this.jar = jar;
    this.folder = folder;
    this.lanes = lanes;
    this.clock = clock;
  }

  static void main(String[] args) throws InterruptedException {
    quiet();
    var jar = Path.of(System.getProperty("cordon.jar", "../bot/target/cordon.jar"));
    var folder = Path.of("target", "crash").toAbsolutePath();
    empty(folder);
    var matrix =
        new CrashMatrix(
            jar.toAbsolutePath(), folder, Integer.getInteger("lanes", 3), Clock.systemUTC());
    var chosen =
        Arrays.stream(Scenario.values())
            .filter(s -> args.length == 0 || List.of(args).contains(s.name()))
            .toList();
    System.exit(matrix.run(chosen) ? 0 : 1);
  }

  /** The Cordons in this JVM, which only prepare, have nothing to say. */
  private static void quiet() {
    if (LoggerFactory.getLogger("ROOT") instanceof Logger root) {
      root.setLevel(Level.OFF);
    }
    if (LoggerFactory.getLogger("io.cordon") instanceof Logger own) {
      own.setLevel(Level.ERROR);
    }
  }

  private static void empty(Path folder) {
    try {
      if (Files.exists(folder)) {
        try (var files = Files.walk(folder)) {
          for (var file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
            Files.delete(file);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean run(List<Scenario> scenarios) throws InterruptedException {
    var open = new ArrayList<Lane>();
    try (var threads = Executors.newFixedThreadPool(lanes)) {
      for (int i = 0; i < lanes; i++) {
        open.add(new Lane(jar, folder.resolve("lane-" + (i + 1)), clock));
      }
      var cells = each(threads, open, new ConcurrentLinkedQueue<>(scenarios), this::cells);
      var queue = new ConcurrentLinkedQueue<Cell>();
      cells.forEach(queue::addAll);
      System.out.println(queue.size() + " cells");
      var verdicts = each(threads, open, queue, CrashMatrix::verdict);
      System.out.println(Matrix.of(verdicts, scenarios));
      return verdicts.stream().allMatch(Verdict::isRight);
    } finally {
      open.forEach(Lane::close);
    }
  }

  private List<Cell> cells(Lane lane, Scenario scenario) throws InterruptedException {
    var points = lane.record(scenario);
    System.out.println(scenario.title() + ": " + points.size() + " points");
    return points.stream().map(point -> new Cell(scenario, point)).toList();
  }

  private static Verdict verdict(Lane lane, Cell cell) throws InterruptedException {
    var verdict = lane.run(cell);
    if (!verdict.isRight()) {
      System.out.println("WRONG " + cell + ": " + verdict.wrong());
    }
    return verdict;
  }

  /** What a lane does with one piece of work. */
  private interface Job<T, R> {
    R done(Lane lane, T piece) throws InterruptedException;
  }

  private static <T, R> List<R> each(
      java.util.concurrent.ExecutorService threads, List<Lane> lanes, Queue<T> work, Job<T, R> job)
      throws InterruptedException {
    var done = new ConcurrentLinkedQueue<R>();
    var running = new ArrayList<Future<?>>();
    for (var lane : lanes) {
      running.add(
          threads.submit(() -> {
            for (var piece = work.poll(); piece != null; piece = work.poll()) {
              done.add(job.done(lane, piece));
            }
            return lane;
          }));
    }
    for (var lane : running) {
      try {
        lane.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException(e.getCause());
      }
    }
    return List.copyOf(done);
  }
}
