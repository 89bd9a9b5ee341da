package io.cordon.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Entries of one case, written one after the other. */
final class Chain {
  static final CaseKey KEY = new CaseKey("IR-2026-042");
  private final List<Entry> entries = new ArrayList<>();
  private Instant at = Instant.parse("2026-11-24T10:00:00Z");

  Chain add(Actor actor, Fact... facts) {
    for (var fact : facts) {
      var prev = entries.isEmpty() ? Entry.NOTHING_BEFORE : entries.getLast().hash();
      entries.add(Entry.write(KEY, entries.size() + 1, at, fact, actor, prev));
    }
    return this;
  }

  /** Lets time pass before the next entry; may be negative, as between two processes. */
  Chain pass(Duration time) {
    at = at.plus(time);
    return this;
  }

  Instant now() {
    return at;
  }

  Case state() {
    return Case.of(entries);
  }

  List<Entry> entries() {
    return List.copyOf(entries);
  }
}
