package io.cordon.templates.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cordon.ledger.CaseKey;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ButtonValueTest {
  @Test
  void namesTheCaseTheActionAndTheRevision() {
    assertThat(new ButtonValue(Story.KEY, "acknowledge", null, 3).text())
        .isEqualTo("1.IR-2026-042.acknowledge.-.3");
    assertThat(new ButtonValue(Story.KEY, "undo", "A-2", 17).text())
        .isEqualTo("1.IR-2026-042.undo.A-2.17");
  }

  @Test
  void buttonsAboutDifferentActionsHaveDifferentIds() {
    assertThat(new ButtonValue(Story.KEY, "isolate", null, 3).actionId())
        .isEqualTo("cordon:isolate");
    assertThat(new ButtonValue(Story.KEY, "undo", "A-1", 3).actionId())
        .isEqualTo("cordon:undo:A-1");
  }

  @Test
  void mayBeAboutAStorm() {
    var value = new ButtonValue(new ButtonValue.OfStorm("1764000000000"), "snooze-group", null, 0);

    assertThat(value.text()).isEqualTo("1.storm-1764000000000.snooze-group.-.0");
    assertThat(value.text()).hasSizeLessThanOrEqualTo(120);
    assertThat(ButtonValue.parse(value.text())).contains(value);
    assertThatThrownBy(value::key).isInstanceOf(IllegalStateException.class);
  }

  @Property(tries = 200)
  void comesBackAsItWent(
      @ForAll @IntRange(min = 1, max = 9_999_999) int number,
      @ForAll @IntRange(min = 0, max = 999) int action,
      @ForAll @LongRange(min = 0, max = 999_999_999_999L) long revision) {
    var value =
        new ButtonValue(
            CaseKey.of(2026, number), "isolate", action == 0 ? null : "A-" + action, revision);

    assertThat(ButtonValue.parse(value.text())).contains(value);
    assertThat(value.text()).hasSizeLessThanOrEqualTo(120);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1.IR-2026-042.isolate.-",
        "2.IR-2026-042.isolate.-.3",
        "1.IR-2026-042.isolate.-.3.4",
        "1.storm-.gather.-.0",
        "1.storm-1x.gather.-.0",
        "1.storm-1234567890123456789.gather.-.0",
        "1.IR-2026-042.isolate.-.3\n",
        "1.IR-2026-042.Isolate.-.3",
        "1.IR-2026-42.isolate.-.3",
        "1.IR-2026-042.isolate.A-x.3",
        "1.IR-2026-042.isolate.-.-3",
        "1.IR-2026-042.isolate.-.9999999999999999999",
      })
  void anythingElseIsNone(String text) {
    assertThat(ButtonValue.parse(text)).isEmpty();
  }
}
