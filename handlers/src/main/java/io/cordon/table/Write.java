package io.cordon.table;

import java.util.Map;

/** One write of a transaction. */
public sealed interface Write {
  /** Where it writes. */
  Key key();

  /** Puts an item where none may be yet. */
  record Create(Item item) implements Write {
    @Override
    public Key key() {
      return item.key();
    }
  }

  /** Puts an item in the place of the version that was read. */
  record Replace(Item item) implements Write {
    @Override
    public Key key() {
      return item.key();
    }
  }

  /**
   * Sets values, and when the item may go, whatever stands there; all else of the item stays.
   *
   * @param item the values to set
   * @param unlessSet values that are set only where the item has none of that name
   */
  record Touch(Item item, Map<String, String> unlessSet) implements Write {
    /** Keeps its own copy of the values. */
    public Touch {
      unlessSet = Map.copyOf(unlessSet);
    }

    /** Sets the item's values. */
    public Touch(Item item) {
      this(item, Map.of());
    }

    @Override
    public Key key() {
      return item.key();
    }
  }

  /** Removes the version that was read. */
  record Delete(Item item) implements Write {
    @Override
    public Key key() {
      return item.key();
    }
  }
}
