package io.cordon.sandbox.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Every call of the Web API that came in, in order, whatever became of it. */
public final class Calls {
  private final Clock clock;
  private final List<Call> calls = new ArrayList<>();

  Calls(Clock clock) {
    this.clock = clock;
  }

  /** One call as it came in, without its token. */
  public record Call(Instant at, String method, ObjectNode arguments) {}

  synchronized void record(String method, ObjectNode arguments) {
    var kept = arguments.deepCopy();
    kept.remove("token");
    calls.add(new Call(clock.instant(), method, kept));
  }

  /** All calls so far. */
  public synchronized List<Call> all() {
    return List.copyOf(calls);
  }

  /** The calls of one method so far. */
  public synchronized List<Call> of(String method) {
    return calls.stream().filter(call -> call.method().equals(method)).toList();
  }
}
