package io.cordon.sandbox.slack;

/** How the app took what Slack sent. */
public sealed interface Reply {

  /**
   * In time and with 200 (or an acknowledged envelope).
   *
   * @param body what it said; empty for a bare acknowledgement
   */
  record Taken(String body) implements Reply {}

  /**
   * Not as Slack wants it.
   *
   * @param code "operation_timeout" after too long a time, "dispatch_failed" for another status
   *     than 200 or no connection
   * @param status the HTTP status, or 0 without one
   * @param unwanted whether the app asked not to get this again ({@code X-Slack-No-Retry})
   */
  record Failed(String code, int status, boolean unwanted) implements Reply {

    static Failed of(String code) {
      return new Failed(code, 0, false);
    }
  }
}
