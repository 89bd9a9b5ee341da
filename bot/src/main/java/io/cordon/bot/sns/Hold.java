package io.cordon.bot.sns;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Received messages that work goes on with: until they are let go, SQS shows them to nobody else.
 * After 12 hours in all SQS does so anyway (Amazon SQS visibility timeout), and then they are known
 * to be kept, or not, by whoever gets them.
 */
final class Hold implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Hold.class);

  private final SqsClient sqs;
  private final String queue;
  private final Duration visible;
  private final List<Message> messages;
  private final CountDownLatch closed = new CountDownLatch(1);

  /**
   * Holds these messages from now on.
   *
   * @param visible for how long SQS hides them when it was told nothing since
   */
  Hold(SqsClient sqs, String queue, Duration visible, List<Message> messages) {
    this.sqs = sqs;
    this.queue = queue;
    this.visible = visible;
    this.messages = new CopyOnWriteArrayList<>(messages);
    if (!messages.isEmpty()) {
      Thread.ofVirtual().name("findings-queue-hold").start(this::extend);
    }
  }

  /** What is still held. */
  List<Message> messages() {
    return List.copyOf(messages);
  }

  /** Holds a message no longer; it comes again when its time is over, unless it was deleted. */
  void letGo(Message message) {
    messages.remove(message);
  }

  /** Lets go of everything, and has SQS show it to others at once. */
  void giveBack() {
    hide(Duration.ZERO);
    messages.clear();
  }

  private void extend() {
    try {
      while (!closed.await(visible.dividedBy(3).toMillis(), TimeUnit.MILLISECONDS)) {
        hide(visible);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void hide(Duration time) {
    var entries = new ArrayList<ChangeMessageVisibilityBatchRequestEntry>();
    for (var message : messages) {
      entries.add(
          ChangeMessageVisibilityBatchRequestEntry.builder()
              .id(String.valueOf(entries.size()))
              .receiptHandle(message.receiptHandle())
              .visibilityTimeout(Math.toIntExact(time.toSeconds()))
              .build());
    }
    if (entries.isEmpty()) {
      return;
    }
    try {
      var answer = sqs.changeMessageVisibilityBatch(r -> r.queueUrl(queue).entries(entries));
      answer.failed().forEach(f -> log.warn("SQS does not hide a message longer: {}", f.code()));
    } catch (RuntimeException e) {
      log.warn("messages in hand cannot be hidden longer, and may come again", e);
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
