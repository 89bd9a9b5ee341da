package io.cordon.ledger;

import io.cordon.table.Conflict;
import io.cordon.table.Item;
import io.cordon.table.Key;
import io.cordon.table.Table;
import io.cordon.table.Write;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Copies every case's ledger to the bucket, in order, as it stands, and the messages that it tells
 * of with it.
 *
 * <p>Which lines go into the next object is written down before the object is, so that whoever
 * carries on after a crash writes the same object again, and two processes cannot overlap.
 */
public final class Mirror {
  /** So that the objects of a piece, the piece and the cursor fit into one transaction. */
  private static final int LONGEST = Table.MOST_WRITES - 2;

  private final Table table;
  private final Ledger ledger;
  private final Messages messages;
  private final Evidence evidence;

  /** A mirror of the ledger in the bucket. */
  public Mirror(Table table, Ledger ledger, Messages messages, Evidence evidence) {
    this.table = table;
    this.ledger = ledger;
    this.messages = messages;
    this.evidence = evidence;
  }

  /**
   * Copies what is not copied yet.
   *
   * @return the last entry that is in the bucket now
   * @throws Evidence.Unavailable if the bucket cannot be written; what was copied stays copied
   */
  public long flush(CaseKey key) {
    while (true) {
      var cursor =
          table.get(cursor(key)).orElseGet(() -> Item.of(cursor(key), Map.of("upto", "0")));
      var upto = cursor.number("upto");
      var entries = ledger.entries(key, upto + 1);
      if (entries.isEmpty()) {
        return upto;
      }
      var planned = plan(cursor, Math.min(entries.getLast().seq(), upto + LONGEST));
      planned.ifPresent(p -> copy(key, entries, p));
    }
  }

  private Optional<Item> plan(Item cursor, long last) {
    if (cursor.number("last") > 0) {
      return Optional.of(cursor);
    }
    return write(cursor.with("last", Long.toString(last)), List.of());
  }

  private void copy(CaseKey key, List<Entry> entries, Item cursor) {
    var last = cursor.number("last");
    var part = entries.stream().filter(e -> e.seq() <= last).toList();
    var stored = new ArrayList<StoredObject>();
    for (var entry : part) {
      message(entry).ifPresent(stored::add);
    }
    stored.add(segment(key, part));
    var writes =
        stored.stream()
            .distinct()
            .map(object -> (Write) new Write.Touch(known(key, object)))
            .toList();
    write(cursor.with("upto", Long.toString(last)).without("last"), writes);
  }

  private Optional<StoredObject> message(Entry entry) {
    return switch (entry.fact()) {
      case Fact.FindingReceived f -> Optional.of(message(entry.key(), f.n(), f.message()));
      case Fact.FindingUnreadable f -> Optional.of(message(entry.key(), f.n(), f.message()));
      case Fact _ -> Optional.empty();
    };
  }

  private StoredObject message(CaseKey key, int n, String id) {
    return evidence.store(
        "cases/" + key + "/findings/" + n + ".json", messages.bytes(id), "application/json");
  }

  private StoredObject segment(CaseKey key, List<Entry> entries) {
    var name =
        String.format(
            Locale.ROOT,
            "cases/%s/ledger/%08d-%d.jsonl",
            key,
            entries.getFirst().seq(),
            entries.getLast().seq());
    var lines = entries.stream().map(e -> e.line() + "\n").collect(Collectors.joining());
    return evidence.store(name, lines.getBytes(StandardCharsets.UTF_8), "application/x-ndjson");
  }

  /**
   * Writes the cursor; empty if somebody else moved it, who then does what was to be done. Gives
   * the cursor as it was written and not as it stands now, which may be somebody else's.
   */
  private Optional<Item> write(Item cursor, List<Write> beside) {
    var writes = new ArrayList<>(beside);
    writes.add(cursor.version() == 0 ? new Write.Create(cursor) : new Write.Replace(cursor));
    try {
      table.write(writes);
      return Optional.of(cursor.written());
    } catch (Conflict _) {
      return Optional.empty();
    }
  }

  private static Item known(CaseKey key, StoredObject object) {
    return Item.of(
        new Key("case " + key, "o#" + object.key()),
        Map.of(
            "version",
            object.versionId(),
            "sha256",
            object.sha256(),
            "size",
            Long.toString(object.size())));
  }

  private static Key cursor(CaseKey key) {
    return new Key("case " + key, "mirror");
  }
}
