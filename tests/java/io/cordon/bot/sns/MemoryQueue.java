package io.cordon.bot.sns;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/**
 * One queue of SQS: what was received is hidden until it is deleted or shown again, receiving waits
 * as long as there is nothing, and a batch has ten messages at most.
 */
final class MemoryQueue implements SqsClient {
  private final Map<String, Message> messages = new LinkedHashMap<>();
  private final Set<String> hidden = new LinkedHashSet<>();
  private final List<String> deleted = new ArrayList<>();
  private int waiting;
  private int receives;
  private final Map<String, Integer> received = new HashMap<>();
  private final Map<String, List<Integer>> changed = new HashMap<>();
  private @Nullable String redrive;
  private boolean deletesNothing;
  private @Nullable RuntimeException trouble;

  /** Puts a message in; its id and receipt are the same. */
  synchronized void send(String id, String body) {
    messages.put(id, Message.builder().messageId(id).receiptHandle(id).body(body).build());
    notifyAll();
  }

  /** Ends the visibility timeout of all that was received. */
  synchronized void showAgain() {
    hidden.clear();
    notifyAll();
  }

  synchronized void failNextReceiveWith(RuntimeException exception) {
    trouble = exception;
    notifyAll();
  }

  /** Sets the attribute RedrivePolicy; null takes it away. */
  synchronized void redrive(@Nullable String policy) {
    redrive = policy;
  }

  /** What a message's visibility was changed to since it came in, in seconds, in order. */
  synchronized List<Integer> visibilities(String id) {
    return List.copyOf(changed.getOrDefault(id, List.of()));
  }

  synchronized void deleteNothing(boolean nothing) {
    deletesNothing = nothing;
  }

  synchronized List<String> left() {
    return List.copyOf(messages.keySet());
  }

  synchronized List<String> deleted() {
    return List.copyOf(deleted);
  }

  synchronized boolean hasSomebodyWaiting() {
    return waiting > 0;
  }

  synchronized int receives() {
    return receives;
  }

  @Override
  public synchronized ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
    if (request.waitTimeSeconds() > 20 || request.maxNumberOfMessages() > 10) {
      throw new IllegalArgumentException("SQS does not allow that");
    }
    receives++;
    waiting++;
    try {
      while (visible().isEmpty() && trouble == null) {
        wait();
      }
    } catch (InterruptedException _) {
      throw AbortedException.create("interrupted");
    } finally {
      waiting--;
    }
    var thrown = trouble;
    if (thrown != null) {
      trouble = null;
      throw thrown;
    }
    var batch = visible().stream().limit(request.maxNumberOfMessages()).toList();
    batch.forEach(message -> hidden.add(message.messageId()));
    return ReceiveMessageResponse.builder()
        .messages(batch.stream().map(m -> counted(m, request)).toList())
        .build();
  }

  private Message counted(Message message, ReceiveMessageRequest request) {
    var count = received.merge(message.messageId(), 1, Integer::sum);
    var asked = MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT;
    return request.messageSystemAttributeNames().contains(asked)
        ? message.toBuilder().attributes(Map.of(asked, count.toString())).build()
        : message;
  }

  @Override
  public synchronized ChangeMessageVisibilityBatchResponse changeMessageVisibilityBatch(
      ChangeMessageVisibilityBatchRequest request) {
    if (request.entries().isEmpty() || request.entries().size() > 10) {
      throw new IllegalArgumentException("SQS does not allow that");
    }
    for (var entry : request.entries()) {
      changed
          .computeIfAbsent(entry.receiptHandle(), _ -> new ArrayList<>())
          .add(entry.visibilityTimeout());
      if (entry.visibilityTimeout() == 0) {
        hidden.remove(entry.receiptHandle());
      }
    }
    return ChangeMessageVisibilityBatchResponse.builder().build();
  }

  @Override
  public synchronized GetQueueAttributesResponse getQueueAttributes(
      GetQueueAttributesRequest request) {
    var answer = GetQueueAttributesResponse.builder();
    var policy = redrive;
    return policy == null
        ? answer.build()
        : answer.attributes(Map.of(QueueAttributeName.REDRIVE_POLICY, policy)).build();
  }

  private List<Message> visible() {
    return messages.values().stream().filter(m -> !hidden.contains(m.messageId())).toList();
  }

  @Override
  public synchronized DeleteMessageBatchResponse deleteMessageBatch(
      DeleteMessageBatchRequest request) {
    if (request.entries().isEmpty() || request.entries().size() > 10) {
      throw new IllegalArgumentException("SQS does not allow that");
    }
    if (deletesNothing) {
      return DeleteMessageBatchResponse.builder()
          .failed(BatchResultErrorEntry.builder().id("0").code("InternalError").build())
          .build();
    }
    for (var entry : request.entries()) {
      messages.remove(entry.receiptHandle());
      deleted.add(entry.receiptHandle());
    }
    return DeleteMessageBatchResponse.builder().build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
