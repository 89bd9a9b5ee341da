package io.cordon.custody;

import io.cordon.custody.Verdict.Broken;
import io.cordon.custody.Verdict.Flaw;
import io.cordon.ledger.CaseKey;
import io.cordon.ledger.Entry;
import io.cordon.ledger.Evidence;
import io.cordon.ledger.Fact;
import io.cordon.ledger.Ledger;
import io.cordon.ledger.Mirror;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Checks whether a case's record is whole: the chain in the table line by line, the signatures in
 * it, and the copies in the bucket against it.
 */
public final class RecordCheck {
  private final Ledger ledger;
  private final Mirror mirror;
  private final Evidence evidence;

  /** Checks the cases of this ledger, of which there are copies in the bucket. */
  public RecordCheck(Ledger ledger, Mirror mirror, Evidence evidence) {
    this.ledger = ledger;
    this.mirror = mirror;
    this.evidence = evidence;
  }

  /** Checks a case; it changes nothing. */
  public Verdict check(CaseKey key) {
    // Before the lines: what is copied meanwhile is not missing among them.
    var copies = mirror.copies(key);
    List<Entry> entries;
    try {
      entries = ledger.entries(key, 1);
    } catch (IllegalArgumentException _) {
      return new Broken(key, 0, Flaw.UNREADABLE, "");
    }
    try {
      var signatures = new Signatures(evidence);
      return IntStream.range(0, entries.size())
          .mapToObj(n -> flaw(key, entries, n, signatures))
          .flatMap(Optional::stream)
          .findFirst()
          .<Verdict>map(broken -> broken)
          .orElseGet(() -> copies(key, entries, copies));
    } catch (Evidence.Unavailable _) {
      return new Verdict.Unknown(key);
    }
  }

  private static Optional<Broken> flaw(
      CaseKey key, List<Entry> entries, int n, Signatures signatures) {
    var entry = entries.get(n);
    var seq = n + 1L;
    if (!entry.key().equals(key) || entry.seq() != seq) {
      return Optional.of(new Broken(key, seq, Flaw.MISPLACED, ""));
    }
    var before = n == 0 ? Entry.NOTHING_BEFORE : entries.get(n - 1).hash();
    if (!entry.prev().equals(before)) {
      return Optional.of(new Broken(key, seq, Flaw.CHAIN, ""));
    }
    if (entry.fact() instanceof Fact.Checkpoint signed) {
      var flaw = signed.head().equals(before) ? signatures.flaw(signed) : Optional.of(Flaw.HEAD);
      return flaw.map(f -> new Broken(key, seq, f, signed.key()));
    }
    return Optional.empty();
  }

  private Verdict copies(CaseKey key, List<Entry> entries, List<Mirror.Copy> copies) {
    long copied = 0;
    for (var copy : copies) {
      if (copy.first() != copied + 1) {
        return new Broken(key, copied + 1, Flaw.NO_COPY, copy.object());
      }
      if (copy.last() > entries.size()) {
        return new Broken(key, entries.size() + 1L, Flaw.LOST, copy.object());
      }
      var broken = flaw(key, entries, copy);
      if (broken.isPresent()) {
        return broken.get();
      }
      copied = copy.last();
    }
    return new Verdict.Whole(
        key,
        entries.size(),
        entries.isEmpty() ? Entry.NOTHING_BEFORE : entries.getLast().hash(),
        (int) entries.stream().filter(e -> e.fact() instanceof Fact.Checkpoint).count(),
        signed(entries),
        copied,
        copies.size());
  }

  private Optional<Broken> flaw(CaseKey key, List<Entry> entries, Mirror.Copy copy) {
    var bytes = evidence.read(copy.object());
    if (bytes.isEmpty()) {
      return Optional.of(new Broken(key, copy.first(), Flaw.NO_COPY, copy.object()));
    }
    var lines = new String(bytes.get(), StandardCharsets.UTF_8).split("\n", -1);
    for (long seq = copy.first(); seq <= copy.last(); seq++) {
      var at = (int) (seq - copy.first());
      if (at >= lines.length || !lines[at].equals(entries.get((int) seq - 1).line())) {
        return Optional.of(new Broken(key, seq, Flaw.COPY, copy.object()));
      }
    }
    var ends = lines.length == copy.last() - copy.first() + 2 && lines[lines.length - 1].isEmpty();
    return ends
        ? Optional.empty()
        : Optional.of(new Broken(key, copy.last(), Flaw.COPY, copy.object()));
  }

  private static long signed(List<Entry> entries) {
    return entries.stream()
        .filter(e -> e.fact() instanceof Fact.Checkpoint)
        .mapToLong(e -> e.seq() - 1)
        .max()
        .orElse(0);
  }
}
