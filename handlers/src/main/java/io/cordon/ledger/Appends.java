package io.cordon.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cordon.table.Item;
import io.cordon.table.Key;
import io.cordon.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The items in which a case's entries stand: one for each append, with all of its lines. Its key
 * tells the first of them, so that of two appends from the same state only one is written, however
 * long they are.
 */
final class Appends {
  /** So that the copies of all messages that an append tells of fit into one transaction. */
  static final int MOST_LINES = Table.MOST_WRITES - 2;

  /**
   * Of lines, before they are packed: a DynamoDB item holds 400 KB, names and all (Service,
   * account, and table quotas).
   */
  static final int MOST_BYTES = 300_000;

  private static final String PREFIX = "e#";

  private final Table table;

  Appends(Table table) {
    this.table = table;
  }

  /** The item of these entries, which follow each other. */
  static Item item(List<Entry> entries) {
    var first = entries.getFirst();
    var lines = entries.stream().map(Entry::line).collect(Collectors.joining("\n"));
    return Item.of(new Key(partition(first.key()), sort(first.seq())), Map.of())
        .withBody(Gzip.pack(lines.getBytes(UTF_8)));
  }

  /** The appends after the one that ended with {@code seq}, or all after 0. */
  List<List<Entry>> after(CaseKey key, long seq) {
    return table.query(partition(key), PREFIX, sort(seq + 1)).stream().map(Appends::read).toList();
  }

  /** The entries from the {@code from}-th on, wherever the append began that holds it. */
  List<Entry> from(CaseKey key, long from) {
    var items = table.query(partition(key), PREFIX, sort(Math.max(1, from - MOST_LINES + 1)));
    var entries = new ArrayList<Entry>();
    for (int i = 0; i < items.size(); i++) {
      var endsBefore = i + 1 < items.size() && first(items.get(i + 1)) <= from;
      if (!endsBefore) {
        read(items.get(i)).stream().filter(e -> e.seq() >= from).forEach(entries::add);
      }
    }
    return entries;
  }

  private static List<Entry> read(Item item) {
    return new String(Gzip.unpack(item.body()), UTF_8).lines().map(Entry::read).toList();
  }

  private static long first(Item item) {
    return Long.parseLong(item.key().sort().substring(PREFIX.length()));
  }

  private static String partition(CaseKey key) {
    return "case " + key;
  }

  private static String sort(long seq) {
    return String.format(Locale.ROOT, PREFIX + "%08d", seq);
  }
}
