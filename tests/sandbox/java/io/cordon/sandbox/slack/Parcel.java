package io.cordon.sandbox.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;

/**
 * What Slack sends to the app.
 *
 * @param kind decides its form on the way
 * @param payload its content; for a command the fields of its form
 */
public record Parcel(Kind kind, ObjectNode payload) {

  /** The three forms that Slack uses. */
  public enum Kind {
    /** A click, a submitted view, a shortcut: a form with the field {@code payload}. */
    INTERACTIVE("interactive"),
    /** A slash command: a form with many fields. */
    COMMAND("slash_commands"),
    /** An event: JSON. */
    EVENT("events_api");

    private final String envelopeType;

    Kind(String envelopeType) {
      this.envelopeType = envelopeType;
    }

    /** The type of its envelope in Socket Mode. */
    String envelopeType() {
      return envelopeType;
    }
  }

  /** Keeps its own copy. */
  public Parcel {
    payload = payload.deepCopy();
  }

  /** The id of the person who caused it; empty for an event. */
  String userId() {
    return switch (kind) {
      case INTERACTIVE -> payload.path("user").path("id").asText();
      case COMMAND -> payload.path("user_id").asText();
      case EVENT -> "";
    };
  }

  /** The body as it is posted. */
  public String body() {
    return switch (kind) {
      case INTERACTIVE -> "payload=" + encode(Json.write(payload));
      case COMMAND -> form();
      case EVENT -> Json.write(payload);
    };
  }

  /** The type of that body. */
  public String contentType() {
    return kind == Kind.EVENT ? "application/json" : "application/x-www-form-urlencoded";
  }

  private String form() {
    var fields = new StringJoiner("&");
    for (var field : payload.properties()) {
      fields.add(field.getKey() + "=" + encode(field.getValue().asText()));
    }
    return fields.toString();
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
