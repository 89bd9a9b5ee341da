package io.cordon.sandbox.slack;

import java.time.Duration;

/** A way in which Slack's Web API fails. */
public sealed interface Fault {

  /** Refused with 429; nothing is changed. */
  record RateLimited(int retryAfterSeconds) implements Fault {}

  /** A 5xx from somewhere in front; nothing is changed. */
  record ServerError(int status) implements Fault {}

  /** Refused with an error of the method; nothing is changed. */
  record Refused(String code) implements Fault {}

  /** The change is made, and the answer never comes. */
  record Stall() implements Fault {}

  /** The change is made, and the answer comes late. */
  record Slow(Duration duration) implements Fault {}

  /** The connection is cut before anything is changed. */
  record Down() implements Fault {}
}
