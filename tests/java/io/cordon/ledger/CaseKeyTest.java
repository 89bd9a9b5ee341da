package io.cordon.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaseKeyTest {
  @ParameterizedTest
  @CsvSource({
    "1, IR-2026-001",
    "42, IR-2026-042",
    "999, IR-2026-999",
    "1000, IR-2026-1000",
    "123456789, IR-2026-123456789"
  })
  void hasAtLeastThreeDigits(long number, String text) {
    assertThat(CaseKey.of(2026, number)).isEqualTo(new CaseKey(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"IR-2026-042", " ir-2026-042\n", "Ir-2026-042"})
  void isReadAsPeopleTypeIt(String typed) {
    assertThat(CaseKey.parse(typed)).contains(new CaseKey("IR-2026-042"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "IR-2026-42",
        "IR-26-042",
        "IR-2026-042/../x",
        "XR-2026-042",
        "IR-2026-042 x",
        "IR-2026-1234567890",
        "IR-２０２６-042"
      })
  void isNothingElse(String text) {
    assertThat(CaseKey.parse(text)).isEmpty();
    assertThatThrownBy(() -> new CaseKey(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void isWrittenAsItIsSaid() {
    assertThat(new CaseKey("IR-2026-042")).hasToString("IR-2026-042");
  }
}
