package io.cordon.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A case's entries, chained as the ledger chains them, one second apart. */
public final class Entries {
  private static final Duration STEP = Duration.ofSeconds(1);

  private final CaseKey key;
  private final List<Entry> all = new ArrayList<>();
  private Instant next;

  /** The entries of a case whose first one is of this time. */
  public Entries(CaseKey key, Instant first) {
    this.key = key;
    this.next = first;
  }

  /** Adds what somebody did. */
  public Entries add(Actor actor, Fact... facts) {
    for (var fact : facts) {
      var prev = all.isEmpty() ? Entry.NOTHING_BEFORE : all.getLast().hash();
      all.add(Entry.write(key, all.size() + 1L, next, fact, actor, prev));
      next = next.plus(STEP);
    }
    return this;
  }

  /** Lets time pass before the next entry. */
  public Entries after(Duration pause) {
    next = next.plus(pause);
    return this;
  }

  /** All of them, in order. */
  public List<Entry> all() {
    return List.copyOf(all);
  }

  /** The last one. */
  public Entry last() {
    return all.getLast();
  }

  /** The case that they make. */
  public Case state() {
    return Case.of(all);
  }
}
