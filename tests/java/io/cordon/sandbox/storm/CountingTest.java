package io.cordon.sandbox.storm;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.sandbox.aws.AwsEmulator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The storm's figures must not flatter. */
class CountingTest {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  private final Records records = new Records(AwsEmulator.shared().clients().s3(), "none");

  @Test
  void aMinuteMayBeginAtAnyMoment() {
    var twoASecondFromSecondFifty =
        IntStream.range(0, 40).mapToObj(n -> NOON.plusMillis(50_000 + n * 500L)).toList();

    assertThat(Traffic.most(twoASecondFromSecondFifty)).isEqualTo(40);
    assertThat(Traffic.most(List.of(NOON, NOON.plusSeconds(59), NOON.plusSeconds(60))))
        .isEqualTo(2);
    assertThat(Traffic.most(List.of())).isZero();
  }

  @Test
  void aMessageThatIsInNoCaseIsMissed() {
    records.add("IR-2026-001", received("m-1"));

    assertThat(records.missing(Set.of("m-1", "m-2"))).isEqualTo(1);
  }

  @Test
  void aMessageThatIsInTheRecordAgainIsSeenInTheSameCaseAndInAnother() {
    records.add("IR-2026-001", received("m-1"));
    records.add("IR-2026-001", received("m-1"));
    records.add("IR-2026-001", received("m-2"));
    records.add("IR-2026-002", received("m-2"));

    assertThat(records.repeated()).isEqualTo(2);
  }

  @Test
  void aResourceInTwoCasesIsSeen() {
    records.add("IR-2026-001", received("m-1"));
    records.add("IR-2026-002", received("m-2"));

    assertThat(records.split(List.of(about("i-1", "m-1"), about("i-1", "m-2")))).isEqualTo(1);
    assertThat(records.split(List.of(about("i-1", "m-1"), about("i-2", "m-2")))).isZero();
  }

  @Test
  void aLineThatDoesNotFollowBreaksItsCase() {
    records.add("IR-2026-001", "{\"prev\":\"" + "0".repeat(64) + "\"}");
    records.add("IR-2026-002", "{\"prev\":\"" + "0".repeat(63) + "1\"}");

    assertThat(records.broken()).containsExactly("IR-2026-002");
  }

  @Test
  void theTimeOfAMessageIsInItsTs() {
    assertThat(People.at("1795521600.000250")).isEqualTo(NOON.plusNanos(250_000));
  }

  private static Notification about(String resource, String message) {
    return new Notification(message, resource, false, Duration.ZERO, "");
  }

  private static String received(String message) {
    return "{\"kind\":\"finding.received\",\"data\":{\"message\":\"" + message + "\"}}";
  }
}
