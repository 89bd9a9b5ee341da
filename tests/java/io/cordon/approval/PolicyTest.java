package io.cordon.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.change.Danger;
import io.cordon.findings.Severity;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTest {
  private static final Policy POLICY =
      new Policy(
          Map.of(Danger.C, 1, Danger.D, 2),
          Map.of("999900001111", Map.of(Danger.C, 3, Danger.D, 1)),
          Map.of(
              Severity.HIGH, Map.of(Danger.C, 2),
              Severity.CRITICAL, Map.of(Danger.C, 4, Danger.E, 1)),
          Duration.ofMinutes(15));

  @ParameterizedTest
  @CsvSource({
    "E, 111122223333, LOW, 0",
    "C, 111122223333, LOW, 1",
    "D, 111122223333, LOW, 2",
    "C, 999900001111, LOW, 3",
    "D, 999900001111, LOW, 2",
    "C, 111122223333, HIGH, 2",
    "C, 999900001111, HIGH, 3",
    "C, 999900001111, CRITICAL, 4",
    "E, 111122223333, CRITICAL, 1",
    "C, 111122223333, UNRATED, 1"
  })
  void theStrictestRuleCounts(Danger danger, String account, Severity severity, int needed) {
    assertThat(POLICY.needed(danger, account, severity)).isEqualTo(needed);
  }
}
