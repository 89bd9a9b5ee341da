package io.cordon.ledger;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The write-once bucket.
 *
 * <p>Every method throws {@link Unavailable} when the bucket cannot be reached or refuses.
 */
public interface Evidence {
  /**
   * Stores an object under a name that nothing has yet. Storing the same bytes under the same name
   * again changes nothing and gives what was stored first.
   *
   * @throws Different if other bytes have that name
   */
  StoredObject store(String key, byte[] bytes, String contentType);

  /** The bytes of an object that was stored; empty if there is none. */
  Optional<byte[]> read(String key);

  /** The bucket cannot be reached, or refuses. */
  final class Unavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Wraps what the store said. */
    public Unavailable(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /** A name already stands for other bytes. */
  final class Different extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Names the object. */
    public Different(String key) {
      super("other bytes are stored as " + key + " already");
    }
  }
}
