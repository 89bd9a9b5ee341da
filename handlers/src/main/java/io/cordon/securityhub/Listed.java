package io.cordon.securityhub;

import io.cordon.change.Failure;
import io.cordon.change.Scope;
import io.cordon.findings.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What came of asking Security Hub in one place. */
public sealed interface Listed {
  /** Where it was asked. */
  Scope scope();

  /**
   * It answered.
   *
   * @param hits what it holds, the newest first
   * @param more whether it holds more than that
   */
  record Found(Scope scope, List<Hit> hits, boolean more) implements Listed {
    /** Keeps its own copy. */
    public Found {
      hits = List.copyOf(hits);
    }
  }

  /** It did not, or refused. */
  record Failed(Scope scope, Failure failure) implements Listed {}

  /**
   * A finding in Security Hub.
   *
   * @param json the finding in Security Hub's own form (ASFF)
   */
  record Hit(Finding finding, String json) {
    /** When it was last changed; the beginning of time if it does not say. */
    public Instant updated() {
      return Optional.ofNullable(finding.updatedAt()).orElse(Instant.EPOCH);
    }
  }
}
