package io.cordon.bot.sns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What SNS puts around a message, not proved yet. Every string is as it came: the signature covers
 * it letter by letter.
 */
record Envelope(
    Kind kind,
    String messageId,
    String topicArn,
    String message,
    String timestamp,
    String signatureVersion,
    String signature,
    String certificateUrl) {

  /** What a message is about, with what only such a message has. */
  sealed interface Kind {
    /** Type, as SNS writes it. */
    String word();

    /** Somebody published something. */
    record Notification(@Nullable String subject) implements Kind {
      static final String WORD = "Notification";

      @Override
      public String word() {
        return WORD;
      }
    }

    /** Somebody wants the topic's messages to be sent to us. */
    record Subscription(String token, String subscribeUrl) implements Kind {
      static final String WORD = "SubscriptionConfirmation";

      @Override
      public String word() {
        return WORD;
      }
    }

    /** Somebody ended our subscription. */
    record Unsubscription(String token, String subscribeUrl) implements Kind {
      static final String WORD = "UnsubscribeConfirmation";

      @Override
      public String word() {
        return WORD;
      }
    }
  }

  /** The message cannot be what SNS sends. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    private final Refusal refusal;

    Malformed(Refusal refusal) {
      this(refusal, refusal.text());
    }

    Malformed(Refusal refusal, String text) {
      super(text);
      this.refusal = refusal;
    }

    Refusal refusal() {
      return refusal;
    }
  }

  /** A key that is there twice could mean one thing to us and another to the next reader. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  /**
   * Reads a body.
   *
   * @throws Malformed if it is no envelope of SNS
   */
  static Envelope read(byte[] body) throws Malformed {
    var fields = fields(body);
    if (!fields.has("Type") || !fields.has("TopicArn")) {
      throw new Malformed(Refusal.NOT_AN_ENVELOPE);
    }
    return new Envelope(
        kind(fields),
        messageId(fields),
        line(fields, "TopicArn"),
        text(fields, "Message"),
        line(fields, "Timestamp"),
        line(fields, "SignatureVersion"),
        line(fields, "Signature"),
        line(fields, "SigningCertURL"));
  }

  private static Kind kind(JsonNode fields) throws Malformed {
    return switch (text(fields, "Type")) {
      case Kind.Notification.WORD ->
          new Kind.Notification(fields.hasNonNull("Subject") ? line(fields, "Subject") : null);
      case Kind.Subscription.WORD ->
          new Kind.Subscription(line(fields, "Token"), line(fields, "SubscribeURL"));
      case Kind.Unsubscription.WORD ->
          new Kind.Unsubscription(line(fields, "Token"), line(fields, "SubscribeURL"));
      default -> throw new Malformed(Refusal.UNKNOWN_TYPE);
    };
  }

  private static JsonNode fields(byte[] body) throws Malformed {
    try {
      var fields = JSON.readTree(body);
      if (fields.isObject()) {
        return fields;
      }
    } catch (JsonProcessingException e) {
      // What the parser says may quote the body, so it is not passed on.
      if (e.getOriginalMessage().startsWith("Duplicate field")) {
        throw new Malformed(Refusal.WRONG_FIELD, "a key is there twice");
      }
    } catch (IOException _) {
      // Bytes that are no text in any encoding.
    }
    throw new Malformed(Refusal.NOT_AN_ENVELOPE);
  }

  private static String messageId(JsonNode fields) throws Malformed {
    var id = text(fields, "MessageId");
    if (!UUID.matcher(id).matches()) {
      throw wrong("MessageId");
    }
    return id;
  }

  /**
   * A field of one line. What SNS signs are keys and values on lines of their own; if any other
   * value than Message could hold a line break, the same signature would fit another cut of them.
   */
  private static String line(JsonNode fields, String name) throws Malformed {
    var text = text(fields, name);
    if (text.isEmpty() || text.indexOf('\n') >= 0) {
      throw wrong(name);
    }
    return text;
  }

  private static String text(JsonNode fields, String name) throws Malformed {
    var field = fields.get(name);
    if (field == null || !field.isTextual()) {
      throw wrong(name);
    }
    return field.textValue();
  }

  private static Malformed wrong(String name) {
    return new Malformed(Refusal.WRONG_FIELD, name + " is missing, or not what SNS writes there");
  }
}
