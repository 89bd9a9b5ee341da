package io.cordon.sandbox.crash;

import io.cordon.bot.crash.Crash;
import io.cordon.sandbox.CordonProcess;
import io.cordon.sandbox.aws.AwsEmulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs one cell after the other, in an emulated AWS of its own. */
public final class Lane implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(50);
  private static final Duration REST = Duration.ofMillis(200);
  private static final int TRIES = 3;

  private final Path jar;
  private final Path folder;
  private final Clock clock;
  private final AwsEmulator aws;
  private List<String> quickStart = List.of();
  private int runs;

  /**
   * A lane.
   *
   * @param jar Cordon, as Maven built it
   * @param folder for logs
   */
  public Lane(Path jar, Path folder, Clock clock) {
    this.jar = jar;
    this.folder = folder;
    this.clock = clock;
    aws = AwsEmulator.start(clock);
  }

  /**
   * Has the JVM keep in a file what it learns of starting Cordon; without the file every start just
   * takes longer.
   */
  void train(Path cache) throws InterruptedException {
    try (var world = prepare(Scenario.FINDING_IN)) {
      var cordon = world.launch(List.of("-XX:AOTCacheOutput=" + cache));
      if (cordon.awaitReadyUnless(() -> false)) {
        Scenario.FINDING_IN.deed(world).proceed();
        cordon.stop();
      }
    }
    quickStart = Files.exists(cache) ? List.of("-XX:AOTCache=" + cache) : List.of();
  }

  /** What another lane's training gave. */
  void startAs(Lane trained) {
    quickStart = trained.quickStart;
  }

  /**
   * The points that a scenario comes by when nobody kills anything, in order.
   *
   * @throws IllegalStateException if a promise is broken even so
   */
  public List<String> record(Scenario scenario) throws InterruptedException {
    try (var world = prepare(scenario)) {
      var points = new PointsFile(world.folder().resolve("points"));
      var cordon = world.launch(options(points.property()));
      cordon.awaitReadyUnless(() -> false);
      scenario.deed(world).proceed();
      var found = Found.awaitRest(world, scenario);
      if (!found.isRight()) {
        throw new IllegalStateException(scenario.title() + " undisturbed: " + found.wrong());
      }
      cordon.kill();
      return points.reached();
    }
  }

  /**
   * Kills Cordon at the cell's point, starts it again, and looks what came of it. A point that only
   * chance leads to, as when two threads meet, may not be come by in any try; then Cordon is killed
   * when it has done all.
   */
  public Verdict run(Cell cell) throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try (var world = prepare(cell.scenario())) {
        var deed = cell.scenario().deed(world);
        var reached = killAtPoint(world, cell, deed);
        if (reached || attempt == TRIES) {
          return recover(world, cell, deed, reached);
        }
      }
    }
  }

  private World prepare(Scenario scenario) throws InterruptedException {
    var world = World.empty(jar, folder.resolve("run-" + ++runs), aws, clock, scenario.approvals());
    if (scenario.needsCase()) {
      world.openCase();
    }
    aws.forgetCalls();
    return world;
  }

  private List<String> options(String... properties) {
    return Stream.concat(quickStart.stream(), Arrays.stream(properties)).toList();
  }

  private boolean killAtPoint(World world, Cell cell, Deed deed) throws InterruptedException {
    var points = new PointsFile(world.folder().resolve("points"));
    var cordon = world.launch(options(points.property(), "-D" + Crash.AT + "=" + cell.point()));
    var acting = new Thread(() -> act(cordon, points, deed), "deed");
    acting.start();
    awaitStopOrRest(world, points, acting);
    cordon.kill();
    acting.interrupt();
    acting.join();
    return points.isStopped();
  }

  private static void act(CordonProcess cordon, PointsFile points, Deed deed) {
    try {
      if (cordon.awaitReadyUnless(points::isStopped)) {
        deed.proceed();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void awaitStopOrRest(World world, PointsFile points, Thread acting)
      throws InterruptedException {
    for (var rested = Duration.ZERO;
        rested.compareTo(REST) < 0 && !points.isStopped();
        rested = !acting.isAlive() && Found.isAtRest(world) ? rested.plus(LOOK) : Duration.ZERO) {
      pause(LOOK);
    }
  }

  static void pause(Duration time) throws InterruptedException {
    var _ = new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  private Verdict recover(World world, Cell cell, Deed deed, boolean reached)
      throws InterruptedException {
    if (!world.launch(quickStart).awaitReadyUnless(() -> false)) {
      return new Verdict(cell, "WRONG", List.of("it does not start again"));
    }
    // Twice: what showed an error or nothing the first time is done once more.
    deed.proceed();
    deed.proceed();
    var wrong = Found.awaitRest(world, cell.scenario()).wrong();
    var state = new StringJoiner(", ").add(wrong.isEmpty() ? cell.scenario().good() : "WRONG");
    if (!deed.again().isEmpty()) {
      state.add(deed.again());
    }
    if (!reached) {
      state.add("killed at the end: not come by");
    }
    return new Verdict(cell, state.toString(), wrong);
  }

  @Override
  public void close() {
    aws.close();
  }
}
