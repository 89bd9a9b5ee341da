package io.cordon.sandbox;

import io.cordon.table.Conflict;
import io.cordon.table.Item;
import io.cordon.table.Key;
import io.cordon.table.Table;
import io.cordon.table.Write;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The table in memory, with the conditions of the real one. Keeps what it is given apart from what
 * the caller holds, and never drops what has expired, as the real one may not either.
 */
public final class MemoryTable implements Table {
  private final Map<String, NavigableMap<String, Item>> partitions = new HashMap<>();
  private final AtomicInteger conflicts = new AtomicInteger();
  private final MemoryFaults faults = new MemoryFaults(what -> new Unavailable(what, null));

  /** What goes wrong with it. */
  public MemoryFaults faults() {
    return faults;
  }

  /** The next so many writes meet somebody else who is writing; nothing of them is done. */
  public void contend(int times) {
    conflicts.set(times);
  }

  @Override
  public Optional<Item> get(Key key) {
    faults.reading();
    return find(key);
  }

  private synchronized Optional<Item> find(Key key) {
    return Optional.ofNullable(partition(key.partition()).get(key.sort())).map(MemoryTable::copy);
  }

  @Override
  public List<Item> query(String partition, String prefix, String from) {
    faults.reading();
    synchronized (this) {
      return partition(partition).tailMap(from, true).values().stream()
          .filter(item -> item.key().sort().startsWith(prefix))
          .map(MemoryTable::copy)
          .toList();
    }
  }

  @Override
  public void write(List<Write> writes) {
    if (writes.isEmpty() || writes.size() > MOST_WRITES) {
      throw new IllegalArgumentException(writes.size() + " writes are no transaction");
    }
    var keys = new HashSet<Key>();
    for (var write : writes) {
      if (!keys.add(write.key())) {
        throw new IllegalArgumentException("two writes of one transaction to " + write.key());
      }
    }
    faults.writing(() -> commit(writes));
  }

  private synchronized void commit(List<Write> writes) {
    if (conflicts.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
      throw new Conflict(List.of());
    }
    var failed = new ArrayList<Key>();
    for (var write : writes) {
      if (!holds(write)) {
        failed.add(write.key());
      }
    }
    if (!failed.isEmpty()) {
      throw new Conflict(failed);
    }
    writes.forEach(this::put);
  }

  private boolean holds(Write write) {
    var there = partition(write.key().partition()).get(write.key().sort());
    return switch (write) {
      case Write.Create _ -> there == null;
      case Write.Replace r -> there != null && there.version() == r.item().version();
      case Write.Touch _ -> true;
      case Write.Delete d -> there != null && there.version() == d.item().version();
    };
  }

  private void put(Write write) {
    var items = partition(write.key().partition());
    switch (write) {
      case Write.Create c -> items.put(write.key().sort(), written(c.item(), 1));
      case Write.Replace r ->
          items.put(write.key().sort(), written(r.item(), r.item().version() + 1));
      case Write.Touch t -> {
        var there = items.get(write.key().sort());
        items.put(
            write.key().sort(), touched(there == null ? Item.of(t.key(), Map.of()) : there, t));
      }
      case Write.Delete _ -> items.remove(write.key().sort());
    }
  }

  private static Item touched(Item there, Write.Touch touch) {
    var values = new HashMap<>(touch.unlessSet());
    values.putAll(there.values());
    values.putAll(touch.item().values());
    var expires = touch.item().expires();
    return new Item(
        there.key(),
        there.version() + 1,
        values,
        there.body(),
        expires == null ? there.expires() : expires);
  }

  private static Item written(Item item, long version) {
    return new Item(item.key(), version, item.values(), item.body().clone(), item.expires());
  }

  private static Item copy(Item item) {
    return written(item, item.version());
  }

  private NavigableMap<String, Item> partition(String name) {
    return partitions.computeIfAbsent(name, _ -> new TreeMap<>());
  }
}
