package io.cordon.sandbox.aws;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The faults that wait for their calls. */
final class Faults {
  private record Waiting(Fault fault, FaultRule rule, AtomicLong seen) {}

  private final List<Waiting> waiting = new CopyOnWriteArrayList<>();

  void add(Fault fault, FaultRule rule) {
    waiting.add(new Waiting(fault, rule, new AtomicLong()));
  }

  void clear() {
    waiting.clear();
  }

  /** The fault for a call that has just arrived; the one added first wins. Every match counts. */
  @Nullable Fault next(AwsCall call) {
    Fault found = null;
    for (Waiting each : waiting) {
      if (each.rule.matches(call) && each.rule.hits(each.seen.incrementAndGet()) && found == null) {
        found = each.fault;
      }
    }
    return found;
  }
}
