package io.cordon.bot.sns;

import io.cordon.bot.http.CappedBody;
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

/**
 * Takes messages of SNS from an SQS queue, where no port may be open. A message is deleted only
 * after it was kept. One that cannot be proved genuine stays, so that the queue's redrive policy
 * moves it to where people can look at it.
 */
public final class QueuePoller implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(QueuePoller.class);

  /** The longest and the most that SQS allows. */
  private static final int WAIT_SECONDS = 20;

  private static final int AT_ONCE = 10;

  private static final Duration LAST_BATCH = Duration.ofSeconds(10);

  private final SqsClient sqs;
  private final String queue;
  private final SnsDoor door;
  private final IntFunction<Duration> pauses;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean receiving;

  /**
   * A poller, not yet started.
   *
   * @param queue the queue's URL
   * @param pauses how long to wait after so many failures in a row, from 1; should vary, so that
   *     several processes do not come back together
   */
  public QueuePoller(SqsClient sqs, URI queue, SnsDoor door, IntFunction<Duration> pauses) {
    this.sqs = sqs;
    this.queue = queue.toString();
    this.door = door;
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
      return sqs.receiveMessage(
              r -> r.queueUrl(queue).waitTimeSeconds(WAIT_SECONDS).maxNumberOfMessages(AT_ONCE))
          .messages();
    } finally {
      receiving = false;
    }
  }

  /** Whether all could be dealt with. A message that is not genuine is no failure of ours. */
  private boolean takeAll(List<Message> messages) {
    var done = new ArrayList<Message>();
    boolean well = true;
    for (var message : messages) {
      var bytes = message.body().getBytes(StandardCharsets.UTF_8);
      switch (door.answer(null, Optional.of(bytes).filter(b -> b.length <= CappedBody.MOST))) {
        case SnsAnswer.Kept _, SnsAnswer.Confirmed _, SnsAnswer.Unsubscribed _ -> done.add(message);
        case SnsAnswer.Refused refused ->
            log.warn("left {} to the queue's redrive: {}", message.messageId(), refused.text());
        case SnsAnswer.Later later -> {
          log.warn("left {} in the queue: {}", message.messageId(), later.text());
          well = false;
        }
      }
    }
    delete(done);
    return well;
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
