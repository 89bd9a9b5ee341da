package io.cordon.sandbox.crash;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;

/**
 * Kills Cordon at every point of every scenario, and prints what came of each as a table. Ends with
 * 1 if any promise was broken or any point was not reached.
 */
public final class CrashMatrix {
  private CrashMatrix() {}

  /**
   * Arguments: names of the scenarios, or none for all. The system property {@code points} is a
   * regular expression for the points to kill at, if not at all.
   */
  static void main(String[] args) throws InterruptedException {
    quiet();
    var jar = Path.of(System.getProperty("cordon.jar", "../bot/target/cordon.jar"));
    var clock = Clock.systemUTC();
    var folder = Path.of("target", "crash", clock.instant().toString()).toAbsolutePath();
    var chosen =
        Arrays.stream(Scenario.values())
            .filter(s -> args.length == 0 || List.of(args).contains(s.name()))
            .toList();
    System.out.println("Logs: " + folder);
    boolean right;
    try (var lanes =
        new Lanes(Integer.getInteger("lanes", 3), jar.toAbsolutePath(), folder, clock)) {
      lanes.train(folder.resolve("cordon.aot"));
      right = run(lanes, chosen);
    }
    System.exit(right ? 0 : 1);
  }

  /** The Cordons in this JVM, which only prepare, have nothing to say. */
  private static void quiet() {
    if (LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
      root.setLevel(Level.OFF);
    }
  }

  private static boolean run(Lanes lanes, List<Scenario> scenarios) throws InterruptedException {
    var cells = lanes.each(scenarios, CrashMatrix::cells).stream().flatMap(List::stream).toList();
    System.out.println(cells.size() + " cells, about 5 seconds each in a lane");
    var verdicts = lanes.each(cells, CrashMatrix::verdict);
    System.out.println(Matrix.of(verdicts, scenarios));
    return verdicts.stream().allMatch(Verdict::isRight);
  }

  private static List<Cell> cells(Lane lane, Scenario scenario) throws InterruptedException {
    var points = lane.record(scenario);
    System.out.println(scenario.title() + ": " + points.size() + " points");
    var wanted = Pattern.compile(System.getProperty("points", ".*")).asMatchPredicate();
    return points.stream().filter(wanted).map(point -> new Cell(scenario, point)).toList();
  }

  private static Verdict verdict(Lane lane, Cell cell) throws InterruptedException {
    Verdict verdict;
    try {
      verdict = lane.run(cell);
    } catch (RuntimeException | AssertionError e) {
      verdict = new Verdict(cell, "WRONG", List.of(e.toString()));
    }
    if (!verdict.isRight()) {
      System.out.println("WRONG " + cell + ": " + verdict.wrong());
    }
    return verdict;
  }
}
