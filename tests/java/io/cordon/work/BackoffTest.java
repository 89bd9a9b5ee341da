package io.cordon.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
  private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));

  @ParameterizedTest(name = "after {0} failures at most {1} seconds")
  @CsvSource({"0, 1", "1, 2", "3, 8", "6, 60", "9223372036854775807, 60"})
  void eachWaitIsTwiceTheLastAtMostAndHalfOfThatAtLeast(long before, long most) {
    assertThat(IntStream.range(0, 200).mapToObj(_ -> backoff.after(before)))
        .allSatisfy(wait ->
            assertThat(wait).isBetween(Duration.ofMillis(most * 500), Duration.ofSeconds(most)));
  }

  @Test
  void noTwoWaitTheSame() {
    assertThat(IntStream.range(0, 50).mapToObj(_ -> backoff.after(6)).distinct())
        .hasSizeGreaterThan(40);
  }
}
