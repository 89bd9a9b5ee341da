package io.cordon.bot.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cordon.Rig;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PickedTest {
  private static Picked picked(String ts, String text) {
    return new Picked("C1", ts, "U1", text, "https://hooks.slack.com/secret");
  }

  @Test
  void aMessageWasWrittenWhenItsTsSays() {
    assertThat(picked("1764000000.000100", "").at())
        .isEqualTo(Instant.ofEpochSecond(1_764_000_000L, 100_000));
    assertThatThrownBy(() -> picked("yesterday", "").at()).isInstanceOf(RuntimeException.class);
  }

  @Test
  void aTextThatIsTooLongIsCutBetweenCodePoints() {
    var text = picked("1.2", "\ud83d\ude00".repeat(12_001)).text();

    assertThat(text.codePointCount(0, text.length())).isEqualTo(12_001);
    assertThat(text).endsWith("\ud83d\ude00…");
    assertThat(picked("1.2", "\ud83d\ude00".repeat(12_000)).text()).hasSize(24_000);
  }

  @Test
  void whatIsPickedIsFoundAgainByAllProcessesUntilItIsDropped() {
    var rig = new Rig();
    var messages = new PickedMessages(rig.table, rig.clock);
    var picked = picked("1764000000.000100", "<b> & \"c\"");

    var id = messages.keep("trigger 1", picked);

    assertThat(messages.keep("trigger 1", picked)).isEqualTo(id).matches("[0-9a-f]{64}");
    assertThat(new PickedMessages(rig.anotherProcess().table, rig.clock).find(id)).contains(picked);
    assertThat(messages.find("another")).isEmpty();
    assertThat(picked.toString()).doesNotContain("secret");
  }
}
