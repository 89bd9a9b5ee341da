package io.cordon.findings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-03-01T10:00:00Z | 2026-03-01T10:00:00Z",
        "2026-03-01T10:00:00+00:00 | 2026-03-01T10:00:00Z",
        "2026-03-01T11:00:00.5+01:00 | 2026-03-01T10:00:00.5Z",
        "2026-03-01T10:00:00.123456789Z | 2026-03-01T10:00:00.123456789Z",
        "2026-03-01T10:00:00.006+0000 | 2026-03-01T10:00:00.006Z",
        "2026-03-01T15:30:00.218000+05:30 | 2026-03-01T10:00:00.218Z",
        "2026-03-01 10:00:00.000000000 | 2026-03-01T10:00:00Z",
        "2026-03-01 15:30:00+05:30 | 2026-03-01T10:00:00Z",
        "Sun Mar 01 10:00:00.356 UTC 2026 | 2026-03-01T10:00:00.356Z",
        "Sun Mar 1 10:00:00 UTC 2026 | 2026-03-01T10:00:00Z",
        "Mar 1, 2026, 10:00:00 AM | 2026-03-01T10:00:00Z",
        "Sun, 1 Mar 2026 10:00:00 GMT | 2026-03-01T10:00:00Z",
        "1772359200 | 2026-03-01T10:00:00Z",
        "1772359200.25 | 2026-03-01T10:00:00.250Z",
        "1772359200000 | 2026-03-01T10:00:00Z",
        "1772359200000000 | 2026-03-01T10:00:00Z",
        "1772359200000000000 | 2026-03-01T10:00:00Z",
        "2200-01-17T11:21:23.000Z | 2200-01-17T11:21:23Z"
      })
  void readsEveryRenderingThatAwsUses(String text, Instant time) {
    assertThat(Times.read(text)).isEqualTo(time);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "date",
        "2026-13-01T10:00:00Z",
        "2026-03-01",
        "1e999",
        "1.2.3",
        "EE",
        "-5",
        "+999999999-12-31T23:59:59Z",
        "-000001-01-01T00:00:00Z",
        "Mon Mar 01 10:00:00.356 UTC 2026",
        "Sun Mar 01 10:00:00.356 NOWHERE 2026"
      })
  void takesAnythingElseForNoTime(String text) {
    assertThat(Times.read(text)).isNull();
  }
}
