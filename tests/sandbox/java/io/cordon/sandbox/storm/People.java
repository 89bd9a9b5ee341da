package io.cordon.sandbox.storm;

import io.cordon.sandbox.slack.Ack;
import io.cordon.sandbox.slack.Message;
import io.cordon.sandbox.slack.Reply;
import io.cordon.sandbox.slack.SecurityTeam;
import io.cordon.sandbox.slack.SlackWorkspace;
import io.cordon.sandbox.slack.blocks.Control;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** People who acknowledge cards while it storms, each with one click under way at a time. */
final class People implements AutoCloseable {
  private static final List<String> WHO = List.of(SecurityTeam.ALICE, SecurityTeam.BOB);
  static final String ACKNOWLEDGE = "Acknowledge";
  private static final Duration BETWEEN = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final SlackWorkspace slack;
  private final Clock clock;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Queue<Clicked> clicks = new ConcurrentLinkedQueue<>();
  private final List<Thread> threads;

  /** What a person got for a click. */
  sealed interface Clicked {
    /** A word from the bot, or the message changed, after so long. */
    record Answered(Duration after) implements Clicked {}

    /** Slack's own error, at once: nobody listened where the click was sent. */
    record NobodyThere() implements Clicked {}

    /** Slack's own error: the bot took too long, or answered with an error. */
    record Failed(String error) implements Clicked {}

    /** Nothing at all. */
    record Silence() implements Clicked {}
  }

  private People(SlackWorkspace slack, Clock clock) {
    this.slack = slack;
    this.clock = clock;
    this.threads =
        WHO.stream().map(who -> Thread.ofVirtual().name(who).start(() -> click(who))).toList();
  }

  /** Lets them begin. Each clicks about once a second, if there is a card to click on. */
  static People start(SlackWorkspace slack, Clock clock) {
    return new People(slack, clock);
  }

  private void click(String who) {
    var random = new Random(who.hashCode());
    try {
      while (!stop.await(BETWEEN.toMillis(), TimeUnit.MILLISECONDS)) {
        var cards = slack.messages(SecurityTeam.CHANNEL).stream().filter(People::isOpen).toList();
        if (!cards.isEmpty()) {
          click(who, cards.get(random.nextInt(cards.size())));
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isOpen(Message message) {
    return Control.in(message.blocks()).stream().anyMatch(c -> c.isCalled(ACKNOWLEDGE));
  }

  private void click(String who, Message card) throws InterruptedException {
    var begin = clock.instant();
    try {
      var ack = slack.as(who).click(card, ACKNOWLEDGE).ack();
      clicks.add(ack.ok() ? feedback(who, card, begin) : failure(ack));
    } catch (NoSuchElementException _) {
      // Somebody else was faster, and the button is gone: nothing was clicked.
      return;
    }
  }

  private static Clicked failure(Ack ack) {
    return ack.reply() instanceof Reply.Failed(var code, var status, _)
            && code.equals("dispatch_failed")
            && status == 0
        ? new Clicked.NobodyThere()
        : new Clicked.Failed(ack.error());
  }

  private Clicked feedback(String who, Message card, Instant begin) throws InterruptedException {
    var came = slack.comesTrue(() -> seen(who, card, begin).isPresent(), PATIENCE);
    return came
        ? seen(who, card, begin)
            .<Clicked>map(at -> new Clicked.Answered(Duration.between(begin, at)))
            .orElseGet(Clicked.Silence::new)
        : new Clicked.Silence();
  }

  /** When the person first saw something that came of the click: by the messages' own times. */
  private Optional<Instant> seen(String who, Message card, Instant begin) {
    var told = slack.ephemerals(who).stream().map(m -> at(m.ts()));
    var changed =
        slack.message(card.channel(), card.ts()).stream()
            .filter(now -> !isOpen(now))
            .flatMap(now -> Stream.ofNullable(now.editedAt()))
            .map(People::at);
    return Stream.concat(told, changed).filter(begin::isBefore).min(Instant::compareTo);
  }

  /** The time in a message's ts. */
  static Instant at(String ts) {
    var micros = new BigDecimal(ts).movePointRight(6).longValueExact();
    return Instant.EPOCH.plus(Duration.ofNanos(Math.multiplyExact(micros, 1_000L)));
  }

  /** What came of each click so far. */
  List<Clicked> clicks() {
    return List.copyOf(clicks);
  }

  /** Lets them finish the click that is under way, and go. */
  @Override
  public void close() {
    stop.countDown();
    try {
      for (var thread : threads) {
        thread.join();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
