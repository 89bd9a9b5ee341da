package io.cordon.sandbox.slack;

import java.util.List;

/** Ends a call of the Web API with {@code "ok": false}. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String code;
  private final transient List<String> messages;

  Refusal(String code) {
    this(code, List.of());
  }

  /** With what Slack says under {@code response_metadata.messages}. */
  Refusal(String code, List<String> messages) {
    super(code + messages);
    this.code = code;
    this.messages = messages;
  }

  String code() {
    return code;
  }

  List<String> messages() {
    return messages;
  }
}
