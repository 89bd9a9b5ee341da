package io.cordon;

import io.cordon.change.Target;
import io.cordon.ledger.Actor;
import io.cordon.ledger.Case;
import io.cordon.ledger.CaseKey;
import io.cordon.ledger.Decided;
import io.cordon.ledger.Decision;
import io.cordon.ledger.Entry;
import io.cordon.ledger.Fact;
import io.cordon.ledger.Ledger;
import io.cordon.ledger.Messages;
import io.cordon.ledger.Mirror;
import io.cordon.sandbox.MemoryEvidence;
import io.cordon.sandbox.MemoryTable;
import io.cordon.sandbox.SettableClock;
import io.cordon.work.Mailbag;
import io.cordon.work.Work;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** One process's ledger over stores in memory, which other processes may share. */
public final class Rig {
  /** When the clock of every test starts. */
  public static final Instant START = Instant.parse("2026-11-24T10:05:40.123Z");

  /** What most tests are about. */
  public static final Target.Instance WEB =
      new Target.Instance("111122223333", "eu-west-1", "i-0ab12cd34ef567890");

  public final MemoryTable table;
  public final MemoryEvidence evidence;
  public final SettableClock clock;
  public final Work work;
  public final Mailbag mailbag;
  public final Ledger ledger;
  public final Messages messages;
  public final Mirror mirror;

  /** A process with stores of its own. */
  public Rig() {
    this(new MemoryTable(), new MemoryEvidence(), new SettableClock(START));
  }

  private Rig(MemoryTable table, MemoryEvidence evidence, SettableClock clock) {
    this.table = table;
    this.evidence = evidence;
    this.clock = clock;
    work = new Work(table, clock, "process " + UUID.randomUUID());
    mailbag = new Mailbag(table, work);
    ledger = new Ledger(table, work, clock);
    messages = new Messages(table, work, clock);
    mirror = new Mirror(table, ledger, messages, evidence);
  }

  /** Another process over the same stores, which knows nothing of what this one remembers. */
  public Rig anotherProcess() {
    return new Rig(table, evidence, clock);
  }

  /** Opens a case about {@link #WEB} by hand. */
  public CaseKey open() {
    return open(UUID.randomUUID().toString());
  }

  /** Opens a case by hand that is found again under a name. */
  public CaseKey open(String about) {
    var fact = new Fact.CaseOpened("by hand", WEB);
    var decided =
        ledger.correlate(
            List.of(about), _ -> false, state -> Decision.of(Actor.CORDON, state.key(), fact));
    return switch (decided) {
      case Decided.Written<CaseKey> written -> written.answer();
      case Decided.Duplicate<CaseKey> duplicate -> duplicate.first();
    };
  }

  /** Appends facts to a case whatever its state. */
  public Case append(CaseKey key, Actor actor, Fact... facts) {
    return switch (ledger.decide(key, state -> Decision.of(actor, state.key(), facts))) {
      case Decided.Written<CaseKey> written -> written.state();
      case Decided.Duplicate<CaseKey> _ -> throw new IllegalStateException("nothing was claimed");
    };
  }

  /** A case as it is now. */
  public Case state(CaseKey key) {
    return ledger.find(key).orElseThrow();
  }

  /** What a case's entries tell, in order. */
  public List<Fact> facts(CaseKey key) {
    return ledger.entries(key, 1).stream().map(Entry::fact).toList();
  }

  /** The kinds of a case's entries, in order. */
  public List<String> kinds(CaseKey key) {
    return facts(key).stream().map(Fact::kind).toList();
  }
}
