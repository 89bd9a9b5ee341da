package io.cordon.sandbox;

import io.cordon.ledger.CanonicalJson;
import io.cordon.ledger.Evidence;
import io.cordon.ledger.StoredObject;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The write-once bucket in memory. */
public final class MemoryEvidence implements Evidence {
  private final Map<String, StoredObject> objects = new LinkedHashMap<>();
  private final Map<String, byte[]> contents = new HashMap<>();
  private final MemoryFaults faults = new MemoryFaults(what -> new Unavailable(what, null));

  /** What goes wrong with it. */
  public MemoryFaults faults() {
    return faults;
  }

  /** The names of all objects, as they were first stored. */
  public synchronized List<String> keys() {
    return List.copyOf(objects.keySet());
  }

  @Override
  public StoredObject store(String key, byte[] bytes, String contentType) {
    var stored = new AtomicReference<StoredObject>();
    faults.writing(() -> stored.set(put(key, bytes)));
    return stored.get();
  }

  private synchronized StoredObject put(String key, byte[] bytes) {
    if (!Arrays.equals(contents.computeIfAbsent(key, _ -> bytes.clone()), bytes)) {
      throw new Different(key);
    }
    return objects.computeIfAbsent(
        key,
        _ ->
            new StoredObject(
                key, "v" + (objects.size() + 1), CanonicalJson.sha256(bytes), bytes.length));
  }

  @Override
  public Optional<byte[]> read(String key) {
    faults.reading();
    synchronized (this) {
      return Optional.ofNullable(contents.get(key)).map(byte[]::clone);
    }
  }
}
