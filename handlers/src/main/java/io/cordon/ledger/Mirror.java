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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;

/**
 * Copies every case's ledger to the bucket, in order, as it stands, and the messages that it tells
 * of with it.
 *
 * <p>Which lines go into the next object is written down before the object is, so that whoever
 * carries on after a crash writes the same object again, and two processes cannot overlap.
 */
public final class Mirror {
  /** So that the objects of a piece and the cursor fit into one transaction. */
  private static final int LONGEST = Appends.MOST_LINES;

  /** What the name of an object follows in the table. */
  private static final String OBJECT = "o#";

  /** Of all cases together, so that the bucket's clients are not at each other's heels. */
  private static final int AT_ONCE = 16;

  private final Table table;
  private final Ledger ledger;
  private final Messages messages;
  private final Evidence evidence;
  private final Semaphore room = new Semaphore(AT_ONCE);

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
      // Pieces end where appends end, so the cursor stands at the end of one.
      var appends = ledger.appendsAfter(key, cursor.number("upto"));
      if (appends.isEmpty()) {
        return cursor.number("upto");
      }
      plan(cursor, appends).ifPresent(planned -> copy(key, appends, planned));
    }
  }

  /**
   * Some of a case's lines in the bucket.
   *
   * @param object its name there
   */
  public record Copy(String object, long first, long last) {}

  /** What holds a case's lines in the bucket, in their order, as far as they are copied. */
  public List<Copy> copies(CaseKey key) {
    var prefix = OBJECT + "cases/" + key + "/ledger/";
    return table.query("case " + key, prefix, "").stream()
        .map(item -> item.key().sort())
        .map(name -> copy(name.substring(OBJECT.length()), name.substring(prefix.length())))
        .toList();
  }

  private static Copy copy(String object, String file) {
    var ends = file.substring(0, file.indexOf('.')).split("-", 2);
    return new Copy(object, Long.parseLong(ends[0]), Long.parseLong(ends[1]));
  }

  private Optional<Item> plan(Item cursor, List<List<Entry>> appends) {
    if (cursor.number("last") > 0) {
      return Optional.of(cursor);
    }
    var longest = cursor.number("upto") + LONGEST;
    var last =
        appends.stream()
            .mapToLong(append -> append.getLast().seq())
            .filter(end -> end <= longest)
            .max()
            .orElseThrow();
    return write(cursor.with("last", Long.toString(last)), List.of());
  }

  private void copy(CaseKey key, List<List<Entry>> appends, Item cursor) {
    var last = cursor.number("last");
    var part = appends.stream().flatMap(List::stream).filter(e -> e.seq() <= last).toList();
    var stored = new ArrayList<>(messages(part));
    // After the messages that it tells of.
    stored.add(segment(key, part));
    var writes =
        stored.stream()
            .distinct()
            .map(object -> (Write) new Write.Touch(known(key, object)))
            .toList();
    write(cursor.with("upto", Long.toString(last)).without("last"), writes);
  }

  private List<StoredObject> messages(List<Entry> entries) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var copies =
          entries.stream()
              .flatMap(entry -> message(entry).stream())
              .distinct()
              .map(message -> CompletableFuture.supplyAsync(() -> store(message), threads))
              .toList();
      return copies.stream().map(Mirror::result).toList();
    }
  }

  private static StoredObject result(CompletableFuture<StoredObject> copy) {
    try {
      return copy.join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw e;
      }
    }
  }

  /** A message of a case, and which of its files it is. */
  private record Message(CaseKey key, int n, String id) {}

  private static Optional<Message> message(Entry entry) {
    return switch (entry.fact()) {
      case Fact.FindingReceived f -> Optional.of(new Message(entry.key(), f.n(), f.message()));
      case Fact.FindingUnreadable f -> Optional.of(new Message(entry.key(), f.n(), f.message()));
      case Fact _ -> Optional.empty();
    };
  }

  private StoredObject store(Message message) {
    room.acquireUninterruptibly();
    try {
      return evidence.store(
          "cases/" + message.key() + "/findings/" + message.n() + ".json",
          messages.bytes(message.id()),
          "application/json");
    } finally {
      room.release();
    }
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
        new Key("case " + key, OBJECT + object.key()),
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
