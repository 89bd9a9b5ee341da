package io.cordon.table;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A table with strongly consistent reads and all-or-nothing conditional writes. May be shared by
 * several processes.
 *
 * <p>Every method throws {@link Unavailable} when the table cannot be reached; whether a write then
 * took place is not known.
 */
public interface Table {
  /** At most so many writes fit into one transaction (DynamoDB TransactWriteItems). */
  int MOST_WRITES = 100;

  /** The item, as last written by anybody. */
  Optional<Item> get(Key key);

  /** All items of a partition whose sort key is {@code from} or later and begins with prefix. */
  List<Item> query(String partition, String prefix, String from);

  /**
   * Writes all or nothing.
   *
   * @throws Conflict if an item is in another state than its write requires
   */
  void write(List<Write> writes);

  /** The table cannot be reached, or refuses. */
  final class Unavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Wraps what the store said. */
    public Unavailable(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }
}
