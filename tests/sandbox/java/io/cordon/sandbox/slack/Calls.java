package io.cordon.sandbox.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Every call of the Web API that came in, in order, whatever became of it. */
public final class Calls {
  private final Clock clock;
  private final List<Call> calls = new ArrayList<>();
  private final Set<Call> refused = Collections.newSetFromMap(new IdentityHashMap<>());

  Calls(Clock clock) {
    this.clock = clock;
  }

  /** One call as it came in, without its token. */
  public record Call(Instant at, String method, ObjectNode arguments) {}

  synchronized Call record(String method, ObjectNode arguments) {
    var kept = arguments.deepCopy();
    kept.remove("token");
    var call = new Call(clock.instant(), method, kept);
    calls.add(call);
    return call;
  }

  synchronized void refuse(Call call) {
    refused.add(call);
  }

  /** All calls so far. */
  public synchronized List<Call> all() {
    return List.copyOf(calls);
  }

  /** The calls that were answered with 429, since there were too many. */
  public synchronized List<Call> refused() {
    return calls.stream().filter(refused::contains).toList();
  }

  /** The calls that were not, whatever else became of them. */
  public synchronized List<Call> taken() {
    return calls.stream().filter(call -> !refused.contains(call)).toList();
  }

  /** The calls of one method so far. */
  public synchronized List<Call> of(String method) {
    return calls.stream().filter(call -> call.method().equals(method)).toList();
  }
}
