package io.cordon.bot.sns;

import io.cordon.bot.http.CappedBody;
import io.cordon.table.Table;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * Takes messages of SNS from an SQS queue, where no port may be open. A message is deleted only
 * after it was kept. One that cannot be taken stays, so that the queue's redrive policy moves it to
 * where people can look at it; before that its bytes are kept, and a case says so.
 *
 * <p>While the table is down the messages in hand stay in hand: each time that they came again
 * would bring them nearer to the dead-letter queue.
 */
public final class QueuePoller implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(QueuePoller.class);

  /** The longest and the most that SQS allows. */
  private static final int WAIT_SECONDS = 20;

  private static final int AT_ONCE = 10;

  private static final Duration LAST_BATCH = Duration.ofSeconds(10);

  private final SqsClient sqs;
  private final String queue;
  private final Redrive redrive;
  private final SnsDoor door;
  private final GivenUp givenUp;
  private final Duration visible;
  private final IntFunction<Duration> pauses;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean receiving;

  /**
   * A poller, not yet started.
   *
   * @param queue the queue's URL
   * @param redrive what SQS does with a message that comes again and again
   * @param givenUp keeps what cannot be taken
   * @param visible for how long a message stays with whoever received it, in whole seconds; longer
   *     while work on it goes on
   * @param pauses how long to wait after so many failures in a row, from 1; should vary, so that
   *     several processes do not come back together
   */
  public QueuePoller(
      SqsClient sqs,
      URI queue,
      Redrive redrive,
      SnsDoor door,
      GivenUp givenUp,
      Duration visible,
      IntFunction<Duration> pauses) {
    this.sqs = sqs;
    this.queue = queue.toString();
    this.redrive = redrive;
    this.door = door;
    this.givenUp = givenUp;
    this.visible = visible;
    this.pauses = pauses;
    this.thread = Thread.ofVirtual().name("findings-queue").unstarted(this::poll);
  }

  /** Starts polling. */
  public void start() {
    thread.start();
  }

  private void poll() {
    int failures = 0;
    while (isOpen()) {
      try {
        failures = takeAll(receive()) ? 0 : failures + 1;
      } catch (RuntimeException e) {
        failures++;
        if (isOpen()) {
          log.warn("cannot poll the queue of findings, {} times in a row", failures, e);
        }
      }
      if (failures > 0 && isClosedWithin(pauses.apply(failures))) {
        return;
      }
    }
  }

  private boolean isOpen() {
    return closed.getCount() > 0;
  }

  private boolean isClosedWithin(Duration pause) {
    try {
      return closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      return true;
    }
  }

  private List<Message> receive() {
    receiving = true;
    try {
      return sqs.receiveMessage(r ->
              r.queueUrl(queue)
                  .waitTimeSeconds(WAIT_SECONDS)
                  .maxNumberOfMessages(AT_ONCE)
                  .visibilityTimeout(Math.toIntExact(visible.toSeconds()))
                  .messageSystemAttributeNames(
                      MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT))
          .messages();
    } finally {
      receiving = false;
    }
  }

  /** Whether all could be dealt with. A message that is not genuine is no failure of ours. */
  private boolean takeAll(List<Message> messages) {
    try (var hold = new Hold(sqs, queue, visible, messages)) {
      var failures = 0;
      for (int tries = 1; !hold.messages().isEmpty(); tries++) {
        failures += take(hold);
        if (!hold.messages().isEmpty() && isClosedWithin(pauses.apply(tries))) {
          hold.giveBack();
        }
      }
      return failures == 0;
    }
  }

  /** Takes what is held; what cannot be kept now stays so. Answers how many failed otherwise. */
  private int take(Hold hold) {
    var done = new ArrayList<Message>();
    var failures = 0;
    for (var message : hold.messages()) {
      switch (end(message)) {
        case KEPT -> done.add(message);
        case LEFT -> hold.letGo(message);
        case FAILED -> {
          hold.letGo(message);
          failures++;
        }
        case WAITING -> {}
      }
    }
    delete(done);
    done.forEach(hold::letGo);
    return failures;
  }

  /** What becomes of a message. */
  private enum End {
    /** Kept: SQS may forget it. */
    KEPT,
    /** Left to the queue's redrive. */
    LEFT,
    /** Left, though it may be genuine. */
    FAILED,
    /** Stays in hand until the table answers. */
    WAITING
  }

  private End end(Message message) {
    var bytes = message.body().getBytes(StandardCharsets.UTF_8);
    return switch (door.answer(null, Optional.of(bytes).filter(b -> b.length <= CappedBody.MOST))) {
      case SnsAnswer.Kept _, SnsAnswer.Confirmed _, SnsAnswer.Unsubscribed _ -> End.KEPT;
      case SnsAnswer.Refused refused -> leave(message, bytes, refused.text(), End.LEFT);
      case SnsAnswer.Later later when later.isTableDown() -> End.WAITING;
      case SnsAnswer.Later later -> leave(message, bytes, later.text(), End.FAILED);
    };
  }

  private End leave(Message message, byte[] bytes, String reason, End left) {
    var receives = receives(message);
    log.warn("left {} in the queue, receive {}: {}", message.messageId(), receives, reason);
    if (receives < redrive.tries()) {
      return left;
    }
    try {
      givenUp.keep(redrive.letter(message.messageId(), reason, receives), bytes);
      return left;
    } catch (Table.Unavailable e) {
      log.warn("cannot keep {} before SQS takes it away", message.messageId(), e);
      return End.WAITING;
    }
  }

  private static int receives(Message message) {
    return Integer.parseInt(
        message
            .attributes()
            .getOrDefault(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "0"));
  }

  /** What is not deleted comes again, and is then known to be kept. */
  private void delete(List<Message> done) {
    if (done.isEmpty()) {
      return;
    }
    var entries = new ArrayList<DeleteMessageBatchRequestEntry>();
    for (var message : done) {
      entries.add(
          DeleteMessageBatchRequestEntry.builder()
              .id(String.valueOf(entries.size()))
              .receiptHandle(message.receiptHandle())
              .build());
    }
    var answer = sqs.deleteMessageBatch(r -> r.queueUrl(queue).entries(entries));
    for (var failed : answer.failed()) {
      log.warn("SQS did not delete a message that was kept: {}", failed.code());
    }
  }

  /** Receives nothing more, and waits for the few messages that are in hand. */
  @Override
  public void close() {
    closed.countDown();
    if (receiving) {
      thread.interrupt();
    }
    if (!thread.isAlive()) {
      return;
    }
    try {
      thread.join(LAST_BATCH);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
