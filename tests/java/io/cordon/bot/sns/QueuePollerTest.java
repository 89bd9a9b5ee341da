package io.cordon.bot.sns;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cordon.intake.DeadLetter;
import io.cordon.sandbox.sns.Sender;
import io.cordon.table.Table;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkClientException;

class QueuePollerTest {
  private static final URI QUEUE =
      URI.create("https://sqs.eu-west-1.amazonaws.com/111122223333/cordon-findings");

  @TempDir static Path folder;
  private static Sender sns;

  private final List<DeadLetter> letters = Collections.synchronizedList(new ArrayList<>());
  private final MemoryQueue queue = new MemoryQueue();
  private final Map<String, byte[]> kept = new ConcurrentHashMap<>();
  private final List<Integer> pauses = Collections.synchronizedList(new ArrayList<>());
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private QueuePoller poller = poller((id, bytes) -> kept.putIfAbsent(id, bytes) == null);

  @BeforeAll
  static void makeKey() throws Exception {
    sns = Sender.named("sns.amazonaws.com", folder);
    sns.putCertificateAt(folder.resolve("SimpleNotificationService-made-up.pem"));
  }

  @AfterEach
  void stop() {
    poller.close();
  }

  @Test
  void keepsAndDeletesEveryMessage() {
    for (int i = 0; i < 25; i++) {
      queue.send("m" + i, message(i));
    }

    poller.start();

    await().until(() -> queue.left().isEmpty());
    assertThat(kept).hasSize(25);
    assertThat(kept.get(id(7))).isEqualTo(message(7).getBytes(UTF_8));
    assertThat(pauses).isEmpty();
  }

  @Test
  void leavesWhatIsNotGenuineToTheRedrivePolicyAndGoesOn() {
    queue.send("raw", "{\"detail-type\": \"GuardDuty Finding\"}");
    queue.send("changed", message(1).replace("GuardDuty", "Guardduty"));
    queue.send("long", " ".repeat(1024 * 1024) + message(3));
    queue.send("good", message(2));

    poller.start();

    await().until(() -> queue.deleted().equals(List.of("good")) && queue.hasSomebodyWaiting());
    assertThat(queue.left()).containsExactly("raw", "changed", "long");
    assertThat(kept).containsOnlyKeys(id(2));
    assertThat(refused("not_an_envelope")).isEqualTo(1);
    assertThat(refused("wrong_signature")).isEqualTo(1);
    assertThat(refused("too_large")).isEqualTo(1);
    assertThat(pauses).isEmpty();
  }

  @Test
  void deletesAMessageOnlyAfterItWasKept() {
    var works = new CountDownLatch(1);
    poller =
        poller((id, bytes) -> {
          if (works.getCount() > 0) {
            throw new Table.Unavailable("no table", new IOException());
          }
          return kept.putIfAbsent(id, bytes) == null;
        });
    queue.send("m1", message(1));

    poller.start();
    await().until(() -> pauses.size() > 2);
    assertThat(queue.left()).containsExactly("m1");

    works.countDown();
    await().until(() -> queue.left().isEmpty());
    assertThat(kept).containsOnlyKeys(id(1));
    assertThat(pauses).startsWith(1, 2, 3);
  }

  @Test
  void keepsInHandWhatTheTableCannotTakeSoThatNoReceiveIsSpentOnIt() {
    var works = new CountDownLatch(1);
    poller =
        poller((id, bytes) -> {
          if (works.getCount() > 0) {
            throw new Table.Unavailable("no table", new IOException());
          }
          return kept.putIfAbsent(id, bytes) == null;
        });
    queue.send("m1", message(1));
    poller.start();

    await().until(() -> queue.visibilities("m1").size() > 1);

    assertThat(queue.receives()).isEqualTo(1);
    assertThat(queue.visibilities("m1")).containsOnly(1);
    works.countDown();
    await().until(() -> queue.left().isEmpty() && queue.hasSomebodyWaiting());
  }

  @Test
  void givesWhatItCannotKeepBackAtOnceWhenItStops() {
    poller =
        poller((_, _) -> {
          throw new Table.Unavailable("no table", new IOException());
        });
    queue.send("m1", message(1));
    poller.start();
    await().until(() -> !pauses.isEmpty());

    poller.close();

    assertThat(queue.visibilities("m1").getLast()).isZero();
    assertThat(queue.left()).containsExactly("m1");
  }

  @Test
  void hidesAMessageFromOthersAsLongAsWorkOnItGoesOn() throws Exception {
    var goOn = new CountDownLatch(1);
    poller =
        poller((id, bytes) -> {
          awaitQuietly(goOn);
          return kept.putIfAbsent(id, bytes) == null;
        });
    queue.send("m1", message(1));
    queue.send("m2", message(2));
    poller.start();

    await().until(() -> queue.visibilities("m2").size() > 1);

    goOn.countDown();
    await().until(() -> queue.left().isEmpty());
  }

  @Test
  void givesUpOnAMessageAtItsLastReceiveAndNotBefore() {
    queue.send("raw", "{\"detail-type\": \"GuardDuty Finding\"}");
    poller.start();
    for (int receive = 1; receive < Redrive.TRIES; receive++) {
      awaitReceives(receive);
      assertThat(letters).isEmpty();
      queue.showAgain();
    }
    awaitReceives(Redrive.TRIES);

    await().until(() -> !letters.isEmpty());
    var letter = letters.getFirst();
    assertThat(letter.id()).isEqualTo("raw");
    assertThat(letter.reason()).contains("this is no message of SNS");
    assertThat(letter.queue()).isEqualTo("cordon-findings");
    assertThat(letter.deadLetters()).isEqualTo("dead");
    assertThat(letter.receives()).isEqualTo(Redrive.TRIES);
    assertThat(queue.left()).containsExactly("raw");
  }

  private void awaitReceives(int n) {
    await().until(() -> refusals() == n && queue.hasSomebodyWaiting());
  }

  private double refusals() {
    var counter =
        meters.find("cordon.messages.refused").tags("reason", "not_an_envelope").counter();
    return counter == null ? 0 : counter.count();
  }

  @Test
  void readsWhatTheQueueDoesWithMessagesThatComeAgainAndAgain() {
    assertThat(Redrive.of(queue, QUEUE)).isEqualTo(new Redrive("cordon-findings", "", 5));
    queue.redrive(
        "{\"deadLetterTargetArn\":\"arn:aws:sqs:eu-west-1:1:dead\",\"maxReceiveCount\":5}");
    assertThat(Redrive.of(queue, QUEUE)).isEqualTo(new Redrive("cordon-findings", "dead", 5));
    // Moved after three receives there is no fifth one at which to give up.
    queue.redrive(
        "{\"deadLetterTargetArn\":\"arn:aws:sqs:eu-west-1:1:dead\",\"maxReceiveCount\":\"3\"}");
    assertThat(Redrive.of(queue, QUEUE)).isEqualTo(new Redrive("cordon-findings", "dead", 3));
    queue.redrive("no JSON");
    assertThat(Redrive.of(queue, QUEUE)).isEqualTo(new Redrive("cordon-findings", "", 5));
  }

  @Test
  void deletesAMessageThatWasKeptBefore() {
    queue.deleteNothing(true);
    queue.send("m1", message(1));
    poller.start();
    await().until(() -> !kept.isEmpty() && queue.hasSomebodyWaiting());
    assertThat(queue.left()).containsExactly("m1");

    queue.deleteNothing(false);
    queue.showAgain();

    await().until(() -> queue.left().isEmpty());
    assertThat(
            meters
                .get("cordon.messages")
                .tags("way", "sqs", "result", "duplicate")
                .counter()
                .count())
        .isEqualTo(1);
  }

  @Test
  void goesOnAfterErrorsAndWaitsLongerEachTime() {
    queue.failNextReceiveWith(SdkClientException.create("no network"));
    poller.start();
    await().until(queue::hasSomebodyWaiting);
    queue.failNextReceiveWith(SdkClientException.create("no network"));
    await().until(() -> queue.receives() == 3 && queue.hasSomebodyWaiting());

    queue.send("m1", message(1));
    await().until(() -> queue.left().isEmpty() && queue.hasSomebodyWaiting());
    queue.failNextReceiveWith(SdkClientException.create("no network"));
    await().until(() -> pauses.size() == 3);

    assertThat(pauses).containsExactly(1, 2, 1);
  }

  @Test
  void stopsWhileItWaitsForMessages() {
    poller.start();
    await().until(queue::hasSomebodyWaiting);

    poller.close();

    assertThat(queue.hasSomebodyWaiting()).isFalse();
    queue.send("m1", message(1));
    assertThat(queue.left()).containsExactly("m1");
    assertThat(kept).isEmpty();
  }

  @Test
  void finishesTheMessagesInHandBeforeItStops() throws Exception {
    var started = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    poller =
        poller((id, bytes) -> {
          started.countDown();
          awaitQuietly(goOn);
          return kept.putIfAbsent(id, bytes) == null;
        });
    queue.send("m1", message(1));
    queue.send("m2", message(2));
    poller.start();
    started.await();

    var closing = Thread.ofVirtual().start(poller::close);
    await().until(() -> closing.getState() == Thread.State.TIMED_WAITING);
    goOn.countDown();
    closing.join();

    assertThat(queue.left()).isEmpty();
    assertThat(kept).containsOnlyKeys(id(1), id(2));
  }

  @Test
  void stopsWithoutEverHavingStarted() {
    poller.close();

    assertThat(queue.receives()).isZero();
  }

  private QueuePoller poller(Acceptor acceptor) {
    var verifier =
        new Verifier(
            List.of(Sender.TOPIC),
            new FolderCertificates(folder),
            Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC));
    return new QueuePoller(
        queue,
        QUEUE,
        new Redrive("cordon-findings", "dead", Redrive.TRIES),
        new SnsDoor("sqs", verifier, acceptor, (_, _) -> {}, meters),
        (letter, _) -> letters.add(letter),
        Duration.ofSeconds(1),
        failures -> {
          pauses.add(failures);
          return Duration.ZERO;
        });
  }

  private static String message(int number) {
    var fields = Sender.notification();
    fields.put("MessageId", id(number));
    return new String(sns.signed(fields), UTF_8);
  }

  private static String id(int number) {
    return "00000000-0000-4000-8000-%012d".formatted(number);
  }

  private double refused(String reason) {
    return meters
        .get("cordon.messages.refused")
        .tags("way", "sqs", "reason", reason)
        .counter()
        .count();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("was interrupted in the middle of a message", e);
    }
  }
}
