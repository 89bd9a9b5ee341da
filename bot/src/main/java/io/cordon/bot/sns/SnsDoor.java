package io.cordon.bot.sns;

import io.cordon.bot.sns.Envelope.Kind;
import io.cordon.table.Table;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides about each message that SNS sends, whichever way it comes. What was kept cannot be lost
 * any more.
 */
public final class SnsDoor {
  private static final Logger log = LoggerFactory.getLogger(SnsDoor.class);

  private static final String NOT_NOW = "the message cannot be kept now";

  private final Verifier verifier;
  private final Acceptor acceptor;
  private final Subscriptions subscriptions;
  private final Counts counts;

  /**
   * A door behind which the acceptor keeps what came in.
   *
   * @param way what leads to it, for the counters: http or sqs
   */
  public SnsDoor(
      String way,
      Verifier verifier,
      Acceptor acceptor,
      Subscriptions subscriptions,
      MeterRegistry meters) {
    this.verifier = verifier;
    this.acceptor = acceptor;
    this.subscriptions = subscriptions;
    this.counts = new Counts(meters, way);
  }

  /**
   * Decides about a message.
   *
   * @param rawDelivery the header x-amz-sns-rawdelivery, null if absent
   * @param body the bytes as they came; empty if they were too many
   */
  public SnsAnswer answer(@Nullable String rawDelivery, Optional<byte[]> body) {
    var answer = decide(rawDelivery, body);
    switch (answer) {
      case SnsAnswer.Kept kept -> counts.kept(kept.first());
      case SnsAnswer.Refused refused -> counts.refused(refused.refusal());
      case SnsAnswer.Later _ -> counts.later();
      case SnsAnswer.Confirmed _, SnsAnswer.Unsubscribed _ -> {}
    }
    return answer;
  }

  private SnsAnswer decide(@Nullable String rawDelivery, Optional<byte[]> body) {
    if (body.isEmpty()) {
      return refused(Refusal.TOO_LARGE);
    }
    if ("true".equalsIgnoreCase(rawDelivery)) {
      return refused(Refusal.RAW_DELIVERY);
    }
    return switch (verifier.verify(body.get())) {
      case Verdict.Refused refused -> new SnsAnswer.Refused(refused.refusal(), refused.text());
      case Verdict.Unknown unknown -> new SnsAnswer.Later(unknown.text(), false);
      case Verdict.Genuine genuine -> take(genuine.envelope(), body.get());
    };
  }

  private static SnsAnswer refused(Refusal refusal) {
    return new SnsAnswer.Refused(refusal, refusal.text());
  }

  private SnsAnswer take(Envelope envelope, byte[] body) {
    return switch (envelope.kind()) {
      case Kind.Notification _ -> keep(envelope.messageId(), body);
      case Kind.Subscription subscription -> confirm(envelope.topicArn(), subscription.token());
      case Kind.Unsubscription _ -> {
        log.warn("our subscription to {} was ended; no findings come from it", envelope.topicArn());
        yield new SnsAnswer.Unsubscribed();
      }
    };
  }

  private SnsAnswer keep(String id, byte[] body) {
    try {
      return new SnsAnswer.Kept(acceptor.accept(id, body));
    } catch (Table.Unavailable e) {
      log.warn("cannot keep message {} now", id, e);
      return new SnsAnswer.Later(NOT_NOW, true);
    } catch (RuntimeException e) {
      log.error("cannot keep message {}", id, e);
      return new SnsAnswer.Later(NOT_NOW, false);
    }
  }

  private SnsAnswer confirm(String topic, String token) {
    try {
      subscriptions.confirm(topic, token);
      log.info("confirmed our subscription to {}", topic);
      return new SnsAnswer.Confirmed();
    } catch (RuntimeException e) {
      log.error("cannot confirm our subscription to {}", topic, e);
      return new SnsAnswer.Later("the subscription cannot be confirmed now", false);
    }
  }
}
