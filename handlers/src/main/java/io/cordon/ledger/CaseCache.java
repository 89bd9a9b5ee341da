package io.cordon.ledger;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The states that were read last, so that only newer entries are read again. */
final class CaseCache {
  private static final int MOST = 1_000;

  private final Map<CaseKey, Case> states =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<CaseKey, Case> eldest) {
          return size() > MOST;
        }
      };

  synchronized Optional<Case> get(CaseKey key) {
    return Optional.ofNullable(states.get(key));
  }

  synchronized void put(Case state) {
    var known = states.get(state.key());
    if (known == null || known.seq() < state.seq()) {
      states.put(state.key(), state);
    }
  }
}
