package io.cordon.bot.sns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cordon.intake.DeadLetter;
import java.net.URI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * What SQS does with a message of the queue that is received again and again (RedrivePolicy in
 * SetQueueAttributes): at the receive after the last allowed one it moves it.
 *
 * @param queue the queue's name
 * @param deadLetters the name of the queue that messages are moved to, or "" if none is known
 * @param tries the receive at which Cordon gives up on a message
 */
public record Redrive(String queue, String deadLetters, int tries) {
  private static final Logger log = LoggerFactory.getLogger(Redrive.class);

  /** How often a message shall come before it is moved. */
  public static final int TRIES = 5;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * Reads it from the queue's attributes. Where it is not as it should be, or cannot be read, the
   * log says what to set, and Cordon goes on.
   *
   * @param url the queue's
   */
  public static Redrive of(SqsClient sqs, URI url) {
    var queue = lastOf(url.getPath(), '/');
    try {
      var policy =
          sqs.getQueueAttributes(
                  r -> r.queueUrl(url.toString()).attributeNames(QueueAttributeName.REDRIVE_POLICY))
              .attributes()
              .get(QueueAttributeName.REDRIVE_POLICY);
      return policy == null ? none(queue) : read(queue, policy);
    } catch (SdkException | JsonProcessingException e) {
      log.warn(
          "the attributes of the queue {} cannot be read (sqs:GetQueueAttributes): see that its"
              + " RedrivePolicy has a deadLetterTargetArn and maxReceiveCount {}",
          queue,
          TRIES,
          e);
      return new Redrive(queue, "", TRIES);
    }
  }

  private static Redrive none(String queue) {
    log.warn(
        "the queue {} has no RedrivePolicy, so what Cordon cannot take comes again until SQS drops"
            + " it: set one with a deadLetterTargetArn and maxReceiveCount {}",
        queue,
        TRIES);
    return new Redrive(queue, "", TRIES);
  }

  private static Redrive read(String queue, String policy) throws JsonProcessingException {
    var tree = JSON.readTree(policy);
    var most = tree.path("maxReceiveCount").asInt(TRIES);
    if (most != TRIES) {
      log.warn(
          "the queue {} gives up on a message after {} tries: set maxReceiveCount in its"
              + " RedrivePolicy to {}",
          queue,
          most,
          TRIES);
    }
    var deadLetters = lastOf(tree.path("deadLetterTargetArn").asText(), ':');
    return new Redrive(queue, deadLetters, Math.clamp(most, 1, TRIES));
  }

  private static String lastOf(String text, char mark) {
    return text.substring(text.lastIndexOf(mark) + 1);
  }

  /** A message that came so often. */
  DeadLetter letter(String id, String reason, int receives) {
    return new DeadLetter(id, reason, queue, deadLetters, receives);
  }
}
