package io.cordon.table;

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

  /** Sets the item's values whatever stands there; other values of it stay. */
  record Touch(Item item) implements Write {
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
