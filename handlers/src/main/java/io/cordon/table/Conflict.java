package io.cordon.table;

import java.util.List;

/** A write found another state than it required. Nothing of its transaction was written. */
public final class Conflict extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient List<Key> keys;

  /**
   * Names the items whose state was another; empty when the table only says that somebody else was
   * writing at the same time.
   */
  public Conflict(List<Key> keys) {
    super("another state than required at " + keys);
    this.keys = List.copyOf(keys);
  }

  /** The items whose state was another. */
  public List<Key> keys() {
    return keys;
  }
}
