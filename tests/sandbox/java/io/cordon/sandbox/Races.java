package io.cordon.sandbox;

import io.cordon.sandbox.aws.AccountSeed;
import io.cordon.sandbox.aws.AwsEmulator;
import io.cordon.sandbox.aws.GuardDutyFinding;
import io.cordon.sandbox.aws.SeededAccount;
import io.cordon.sandbox.slack.Message;
import io.cordon.sandbox.slack.SecurityTeam;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Two people isolate the same instance at the same time, each at a Cordon process of their own,
 * then undo it in the same way, again and again, with several instances at once. Each time one of
 * them must get it, and the other must be told who did.
 */
public final class Races {
  private static final String ISOLATE = "Isolate instance…";
  private static final String UNDO = "Undo isolation…";
  private static final Duration LOOK = Duration.ofMillis(200);

  private final TwoProcesses world;
  private final Clock clock;
  private final int each;
  private final ReentrantLock people = new ReentrantLock();
  private final List<Race.Outcome> outcomes = new ArrayList<>();

  private Races(TwoProcesses world, Clock clock, int each) {
    this.world = world;
    this.clock = clock;
    this.each = each;
  }

  /**
   * What came of all races.
   *
   * @param executions actions that AWS was changed by and that the ledger calls done
   * @param refusals refusals that the ledger holds and somebody was told
   * @param wrong everything that should not have happened
   * @param apart of each race, how long one began to submit after the other, the shortest first
   * @param won how many races Alice won, at the first process
   */
  public record Tally(
      int races, int executions, int refusals, List<String> wrong, List<Duration> apart, int won) {

    /** Whether each race had one execution and one refusal, and nothing else happened. */
    public boolean isRight() {
      return executions == races && refusals == races && wrong.isEmpty();
    }
  }

  /**
   * Races.
   *
   * @param aws empty; is filled, and not closed
   * @param folder for logs and the configuration
   * @param instances that are raced for at once
   * @param each how often each of them is raced for
   */
  public static Tally run(
      AwsEmulator aws, Path jar, Path folder, int instances, int each, Clock clock)
      throws InterruptedException {
    try (var world = TwoProcesses.start(aws, jar, folder, clock)) {
      return new Races(world, clock, each).run(instances);
    }
  }

  private Tally run(int instances) throws InterruptedException {
    var seed = new AccountSeed(world.aws.clients());
    var servers = new ArrayList<SeededAccount.Server>();
    for (int n = 0; n < instances; n++) {
      servers.add(seed.server(world.account, "raced-" + n));
      publish(servers.getLast(), n);
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var lanes = new ArrayList<Callable<List<String>>>();
      servers.forEach(server -> lanes.add(() -> lane(server)));
      var wrong = new ArrayList<String>();
      for (Future<List<String>> done : threads.invokeAll(lanes)) {
        wrong.addAll(done.get());
      }
      return tally(servers, wrong);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private void publish(SeededAccount.Server server, int n) {
    GuardDutyFinding.first(String.format(Locale.ROOT, "%032x", n + 1), clock.instant())
        .publish(world.aws.clients(), world.account.about(server));
  }

  /** All races for one instance; answers what went wrong, and stops there. */
  private List<String> lane(SeededAccount.Server server) throws InterruptedException {
    for (int n = 0; n < each; n++) {
      var wrong = raceAndLook(server, n);
      if (!wrong.isEmpty()) {
        return List.of(server.instance() + ", race " + (n + 1) + ": " + wrong);
      }
    }
    return List.of();
  }

  /** The n-th race for an instance, counted from 0; answers what went wrong. */
  private List<String> raceAndLook(SeededAccount.Server server, int n) throws InterruptedException {
    var button = n % 2 == 0 ? ISOLATE : UNDO;
    try {
      var wrong = new ArrayList<>(race(card(server, button), button).wrong());
      card(server, n % 2 == 0 ? UNDO : ISOLATE);
      long moves = moves(server);
      if (moves != (long) (n + 1) * server.interfaces().size()) {
        wrong.add(moves + " interfaces were moved");
      }
      return wrong;
    } catch (AssertionError e) {
      return List.of(String.valueOf(e.getMessage()));
    }
  }

  /** One at a time: a person has one dialog before them, and sees whose answer comes. */
  private Race.Outcome race(Message card, String button) throws InterruptedException {
    people.lock();
    try {
      var outcome = new Race(world.slack).run(card, button);
      outcomes.add(outcome);
      return outcome;
    } finally {
      people.unlock();
    }
  }

  private Message card(SeededAccount.Server server, String button) throws InterruptedException {
    var slack = world.slack;
    return slack.awaitSome(
        "a card of " + server.instance() + " with " + button,
        () ->
            slack.messages(SecurityTeam.CHANNEL).stream()
                .filter(m -> slack.text(m).contains(server.instance()))
                .filter(m -> slack.text(m).contains("[" + button + "]"))
                .findFirst(),
        Race.PATIENCE);
  }

  /** How often an interface of a server was given other groups. */
  private long moves(SeededAccount.Server server) {
    return world.aws.changes().stream()
        .filter(c -> c.call().name().equals("ec2:ModifyNetworkInterfaceAttribute"))
        .filter(c -> server.interfaces().contains(c.call().parameter("NetworkInterfaceId")))
        .count();
  }

  private Tally tally(List<SeededAccount.Server> servers, List<String> wrong) {
    int races = servers.size() * each;
    var ledger = ledger(races);
    int done = count(ledger, "action.done");
    int requested = count(ledger, "action.requested");
    int refused = count(ledger, "action.refused");
    if (requested != done) {
      wrong.add(requested + " actions were requested, and " + done + " done");
    }
    for (var server : servers) {
      long moves = moves(server);
      if (moves != (long) each * server.interfaces().size()) {
        wrong.add(server.instance() + ": " + moves + " interfaces were moved in the end");
      }
    }
    var apart = outcomes.stream().map(Race.Outcome::apart).sorted().toList();
    int won = (int) outcomes.stream().filter(o -> o.winner().equals(SecurityTeam.ALICE)).count();
    return new Tally(races, done, refused, List.copyOf(wrong), apart, won);
  }

  /** The ledger's lines in S3, where they come a moment later. */
  private List<String> ledger(int races) {
    var end = clock.instant().plus(Race.PATIENCE);
    var lines = world.ledger();
    while (clock.instant().isBefore(end)
        && (count(lines, "action.done") < races || count(lines, "action.refused") < races)) {
      LockSupport.parkNanos(LOOK.toNanos());
      lines = world.ledger();
    }
    return lines;
  }

  private static int count(List<String> lines, String kind) {
    return (int) lines.stream().filter(l -> l.contains("\"kind\":\"" + kind + "\"")).count();
  }

  static void main(String[] args) throws InterruptedException {
    int instances = Integer.parseInt(args[0]);
    int each = Integer.parseInt(args[1]);
    var clock = Clock.systemUTC();
    var folder = Path.of("target", "races").toAbsolutePath();
    System.out.println(
        "Two processes, "
            + instances
            + " instances, each raced for "
            + each
            + " times (some minutes; logs in "
            + folder
            + ")");
    try (var aws = AwsEmulator.start(clock)) {
      var tally = run(aws, ShippedJar.path(), folder, instances, each, clock);
      print(tally);
      System.exit(tally.isRight() ? 0 : 1);
    }
  }

  private static void print(Tally tally) {
    tally.wrong().forEach(w -> System.out.println("Wrong: " + w));
    if (!tally.apart().isEmpty()) {
      System.out.printf(
          Locale.ROOT,
          "Alice won %d of them; begun %d µs apart (median), %d µs at most%n",
          tally.won(),
          tally.apart().get(tally.apart().size() / 2).toNanos() / 1000,
          tally.apart().getLast().toNanos() / 1000);
    }
    System.out.println(
        tally.races()
            + " races: "
            + tally.executions()
            + " executions, "
            + tally.refusals()
            + " refusals");
  }
}
