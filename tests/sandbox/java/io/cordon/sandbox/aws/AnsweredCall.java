package io.cordon.sandbox.aws;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A call and how AWS answered it.
 *
 * @param number counts from 1 in the order of the answers
 * @param at when it was answered
 * @param call the call
 * @param caller who called
 * @param status the HTTP status; 0 when nothing was answered
 * @param error AWS's error code, or ""
 * @param requestId AWS's id of the call, or ""
 * @param fault what was done to the call on purpose, or null
 */
public record AnsweredCall(
    long number,
    Instant at,
    AwsCall call,
    Caller caller,
    int status,
    String error,
    String requestId,
    @Nullable Fault fault) {

  /** Whether something in AWS may be otherwise since this call, whoever learned of it. */
  public boolean changedSomething() {
    return call.changes() && status >= 200 && status < 300;
  }
}
