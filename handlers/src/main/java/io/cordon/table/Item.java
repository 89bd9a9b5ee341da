package io.cordon.table;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One item of the table.
 *
 * @param version how often it was written; 0 before the first write. The table counts, not the
 *     caller
 * @param values its attributes; all are text
 * @param body bytes; empty where the item carries none
 * @param expires when the table may drop it, or null for never
 */
@SuppressWarnings("ArrayRecordComponent") // compared by key and version only, never by body
public record Item(
    Key key, long version, Map<String, String> values, byte[] body, @Nullable Instant expires) {
  private static final byte[] NONE = {};

  /** Keeps its own copy of the values. */
  public Item {
    values = Map.copyOf(values);
  }

  /** An item to be written for the first time. */
  public static Item of(Key key, Map<String, String> values) {
    return new Item(key, 0, values, NONE, null);
  }

  /**
   * The value of an attribute.
   *
   * @throws IllegalStateException if there is none: the table holds what this program never wrote
   */
  public String value(String name) {
    var value = values.get(name);
    if (value == null) {
      throw new IllegalStateException("no " + name + " in " + key);
    }
    return value;
  }

  /** The value of an attribute that counts something, 0 if there is none. */
  public long number(String name) {
    return Long.parseLong(values.getOrDefault(name, "0"));
  }

  /** The same item with one more or another value. */
  public Item with(String name, String value) {
    var next = new HashMap<>(values);
    next.put(name, value);
    return new Item(key, version, next, body, expires);
  }

  /** The same item without an attribute. */
  public Item without(String name) {
    var next = new HashMap<>(values);
    next.remove(name);
    return new Item(key, version, next, body, expires);
  }

  /** The item as it stands in the table after this one was written. */
  public Item written() {
    return new Item(key, version + 1, values, body, expires);
  }

  /** The same item with bytes. */
  public Item withBody(byte[] bytes) {
    return new Item(key, version, values, bytes, expires);
  }

  /** The same item, to be dropped some time after {@code at}. */
  public Item expiring(Instant at) {
    return new Item(key, version, values, body, at);
  }
}
