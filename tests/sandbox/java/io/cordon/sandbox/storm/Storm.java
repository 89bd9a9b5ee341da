package io.cordon.sandbox.storm;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Lets it storm: thousands of findings over two Cordon processes, of which one is killed in the
 * middle, while people click. Prints what can be counted from outside, and ends with 1 if a promise
 * was broken.
 */
public final class Storm {
  private static final String FINDINGS = "/sns";
  private static final Duration DEAD = Duration.ofSeconds(5);
  private static final Duration MIRROR_PATIENCE = Duration.ofMinutes(1);
  private static final Duration SLACK_QUIET = Duration.ofSeconds(20);
  private static final Duration SLACK_PATIENCE = Duration.ofMinutes(8);

  private final Setting setting;
  private final World world;
  private final Clock clock;

  private Storm(Setting setting, World world, Clock clock) {
    this.setting = setting;
    this.world = world;
    this.clock = clock;
  }

  static void main(String[] args) throws IOException {
    var clock = Clock.systemUTC();
    var setting = Setting.fromProperties();
    var folder = Path.of("target", "storm").toAbsolutePath();
    var jar = Path.of(System.getProperty("cordon.jar", "../bot/target/cordon.jar"));
    var dynamo = Path.of(System.getProperty("storm.dynamo", "target/dynamodb-local"));
    System.out.println("Starting an emulated AWS, a local Slack and Cordon twice; logs: " + folder);
    var world = new World(jar.toAbsolutePath(), dynamo.toAbsolutePath(), folder, clock);
    Runtime.getRuntime().addShutdownHook(new Thread(world::close));
    var figures = new Storm(setting, world, clock).run();
    System.out.println(figures.text());
    System.exit(figures.keepPromises() ? 0 : 1);
  }

  private Figures run() {
    var notifications =
        new Shower(setting, world.account(), world.sns()::signed).notifications(clock.instant());
    var traffic = new Traffic(world.slack());
    var records = new Records(world.aws().clients().s3(), world.account().evidence().bucket());
    try (var topic = new Topic(() -> world.fleet().next(FINDINGS), clock)) {
      var begin = clock.instant();
      var clicks = rage(topic, notifications);
      var end = clock.instant();
      records.awaitAll(topic.accepted().keySet(), MIRROR_PATIENCE);
      var mirrored = clock.instant();
      traffic.awaitQuiet(SLACK_QUIET, SLACK_PATIENCE, clock);
      return new Figures(
          setting,
          notifications,
          topic.accepted(),
          topic.attempts(),
          clicks,
          records,
          traffic,
          world.fleet().peaks(),
          new Figures.Times(begin, end, mirrored));
    }
  }

  /** The storm itself, until everything was accepted; what became of the clicks meanwhile. */
  private List<People.Clicked> rage(Topic topic, List<Notification> notifications) {
    var killer = Thread.ofVirtual().start(this::kill);
    var people = People.start(world.slack(), clock);
    try (people) {
      topic.deliver(notifications);
      killer.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return people.clicks();
  }

  private void kill() {
    var begin = clock.instant();
    try {
      for (int n = 1; n <= setting.kills(); n++) {
        sleepUntil(begin.plus(setting.time().multipliedBy(n).dividedBy(setting.kills() + 1L)));
        world.fleet().kill(n - 1);
        sleepUntil(clock.instant().plus(DEAD));
        world.fleet().start();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void sleepUntil(Instant at) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(Duration.between(clock.instant(), at).toMillis());
  }
}
