package io.cordon.sandbox.aws;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The calls that were answered, in order. */
final class Journal {
  private final Clock clock;
  private final List<AnsweredCall> calls = new ArrayList<>();

  Journal(Clock clock) {
    this.clock = clock;
  }

  synchronized void add(
      AwsCall call,
      Caller caller,
      int status,
      String error,
      String requestId,
      @Nullable Fault fault) {
    calls.add(
        new AnsweredCall(
            calls.size() + 1, clock.instant(), call, caller, status, error, requestId, fault));
  }

  synchronized List<AnsweredCall> all() {
    return List.copyOf(calls);
  }

  synchronized void clear() {
    calls.clear();
  }
}
