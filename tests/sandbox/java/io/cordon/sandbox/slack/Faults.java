package io.cordon.sandbox.slack;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The faults that wait for calls of the Web API. */
final class Faults {
  private static final String EVERY_METHOD = "*";

  private final Map<String, Deque<Fault>> next = new HashMap<>();
  private final Map<String, Fault> lasting = new HashMap<>();

  /** Lets the next call of a method fail; several faults wait in line. */
  synchronized void failNext(String method, Fault fault) {
    next.computeIfAbsent(method, _ -> new ArrayDeque<>()).add(fault);
  }

  /** Lets every call of a method, or of all with "*", fail until {@link #heal}. */
  synchronized void failUntilHealed(String method, Fault fault) {
    lasting.put(method, fault);
  }

  /** Forgets all faults. */
  synchronized void heal() {
    next.clear();
    lasting.clear();
  }

  /** The fault that a call of this method meets. */
  synchronized Optional<Fault> take(String method) {
    return Optional.ofNullable(next.getOrDefault(method, new ArrayDeque<>()).poll())
        .or(() -> Optional.ofNullable(lasting.get(method)))
        .or(() -> Optional.ofNullable(lasting.get(EVERY_METHOD)));
  }
}
