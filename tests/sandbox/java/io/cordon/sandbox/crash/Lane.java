package io.cordon.sandbox.crash;

import io.cordon.bot.crash.Crash;
import io.cordon.sandbox.CordonProcess;
import io.cordon.sandbox.aws.AwsEmulator;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Runs one cell after the other, in an emulated AWS of its own. */
public final class Lane implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(20);
  private static final Duration REACHED_WITHIN = Duration.ofSeconds(60);
  private static final int TRIES = 3;

  private final Path jar;
  private final Path folder;
  private final Clock clock;
  private final AwsEmulator aws;
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
   * The points that a scenario comes by when nobody kills anything, in order.
   *
   * @throws IllegalStateException if a promise is broken even so
   */
  public List<String> record(Scenario scenario) throws InterruptedException {
    try (var world = prepare(scenario)) {
      var points = new PointsFile(world.folder().resolve("points"));
      var cordon = world.launch(List.of(points.property()));
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

  /** Kills Cordon at the cell's point, starts it again, and looks what came of it. */
  public Verdict run(Cell cell) throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try (var world = prepare(cell.scenario())) {
        var deed = cell.scenario().deed(world);
        if (killAtPoint(world, cell, deed)) {
          return recover(world, cell, deed);
        }
      }
      if (attempt == TRIES) {
        return new Verdict(cell, "not reached", List.of("the point was not reached"));
      }
    }
  }

  private World prepare(Scenario scenario) throws InterruptedException {
    var world = World.empty(jar, folder.resolve("run-" + ++runs), aws, clock);
    if (scenario.needsCase()) {
      world.openCase();
    }
    aws.forgetCalls();
    return world;
  }

  private boolean killAtPoint(World world, Cell cell, Deed deed) throws InterruptedException {
    var points = new PointsFile(world.folder().resolve("points"));
    var cordon = world.launch(List.of(points.property(), "-D" + Crash.AT + "=" + cell.point()));
    var acting = new Thread(() -> act(cordon, points, deed), "deed");
    acting.start();
    var stopped = awaitStop(points);
    cordon.kill();
    acting.interrupt();
    acting.join();
    return stopped;
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

  private static boolean awaitStop(PointsFile points) throws InterruptedException {
    for (var waited = Duration.ZERO;
        waited.compareTo(REACHED_WITHIN) < 0;
        waited = waited.plus(LOOK)) {
      if (points.isStopped()) {
        return true;
      }
      pause(LOOK);
    }
    return false;
  }

  static void pause(Duration time) throws InterruptedException {
    var _ = new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static Verdict recover(World world, Cell cell, Deed deed) throws InterruptedException {
    var cordon = world.launch(List.of());
    var wrong = new ArrayList<String>();
    if (!cordon.awaitReadyUnless(() -> false)) {
      return new Verdict(cell, "does not start", List.of("did not start again"));
    }
    // Twice: what showed an error or nothing the first time is done once more.
    deed.proceed();
    deed.proceed();
    var found = Found.awaitRest(world, cell.scenario());
    wrong.addAll(found.wrong());
    var state = wrong.isEmpty() ? cell.scenario().good() : "WRONG";
    return new Verdict(cell, deed.again().isEmpty() ? state : state + ", " + deed.again(), wrong);
  }

  @Override
  public void close() {
    aws.close();
  }
}
