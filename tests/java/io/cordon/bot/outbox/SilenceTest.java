package io.cordon.bot.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.findings.Severity;
import io.cordon.ledger.CaseKey;
import io.cordon.sandbox.slack.Message;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Slack shows of a case that nobody wants to hear of for a while. */
class SilenceTest {
  private static final String CALL = "S0ONCALL";

  private final Office office = new Office();
  private CaseKey key;

  @BeforeEach
  void aSilencedCase() {
    key = office.finding("i-1", Severity.MEDIUM);
    office.pass(Duration.ofSeconds(2));
    office.snooze(key, Duration.ofHours(1));
    office.pass(Duration.ofSeconds(2));
  }

  @AfterEach
  void close() {
    office.close();
  }

  private List<String> lines() {
    return office.thread(key).stream().map(office.slack::text).toList();
  }

  private long calls() {
    return office.thread(key).stream()
        .map(Message::blocks)
        .filter(blocks -> blocks.toString().contains(CALL))
        .count();
  }

  @Test
  void itsCardSaysSo() {
    assertThat(office.cardText(key)).contains("⚪ Snoozed", "a known scanner", "[Wake]");
  }

  @Test
  void whatComesIsCountedInTheCardNowAndThenAndPostedNowhere() {
    var lines = lines().size();
    var updates = office.calls("chat.update").size();

    for (int second = 0; second < 60; second++) {
      office.finding("i-1", Severity.MEDIUM);
      office.pass(Duration.ofSeconds(1));
    }

    assertThat(office.cardText(key)).contains("findings so far", "⚪ Snoozed");
    assertThat(lines()).hasSize(lines);
    assertThat(office.calls("chat.update").size() - updates).isBetween(3, 5);
    assertThat(office.slack.messages(Office.CHANNEL)).hasSize(1);
  }

  @Test
  void itIsNewAgainWhenItsTimeIsOverAndTheThreadSaysSo() {
    office.finding("i-1", Severity.MEDIUM);
    office.pass(Duration.ofHours(1));

    office.wake(key);
    office.pass(Duration.ofSeconds(20));

    assertThat(office.cardText(key)).contains("State *New*").doesNotContain("Snoozed");
    assertThat(String.join("\n", lines())).contains("seen again", "the time is over");
    assertThat(calls()).isZero();
  }

  @Test
  void itIsNewAgainWhenItGetsWorseAndThoseOnCallAreCalledOnce() {
    office.finding("i-1", Severity.HIGH);
    office.pass(Duration.ofSeconds(20));
    office.finding("i-1", Severity.HIGH);
    office.pass(Duration.ofSeconds(20));

    assertThat(office.cardText(key)).contains("State *New*", "HIGH");
    assertThat(String.join("\n", lines())).contains("it got worse");
    assertThat(calls()).isEqualTo(1);
  }
}
