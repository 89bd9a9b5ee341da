package io.cordon.approval;

import io.cordon.findings.Finding;
import io.cordon.findings.Severity;
import io.cordon.ledger.Fact;
import java.util.List;

/** News of a case. */
final class Findings {
  private Findings() {}

  /** A finding of this severity came in. */
  static Fact of(Severity severity) {
    var finding =
        new Finding(
            "GuardDuty",
            "f",
            "T",
            "t",
            "",
            severity,
            null,
            "111122223333",
            "eu-west-1",
            List.of(),
            null,
            null,
            null,
            1,
            Finding.Status.ACTIVE,
            false,
            null,
            null,
            List.of());
    return new Fact.FindingReceived(1, "ab".repeat(32), "m", "t", finding);
  }
}
