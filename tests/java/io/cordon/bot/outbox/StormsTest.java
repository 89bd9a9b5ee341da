package io.cordon.bot.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.findings.Severity;
import io.cordon.ledger.CaseKey;
import io.cordon.ledger.Fact;
import io.cordon.sandbox.slack.Fault;
import io.cordon.sandbox.slack.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StormsTest {
  private final Office office = new Office();

  @AfterEach
  void close() {
    office.close();
  }

  private List<CaseKey> cases(String name, int count, Severity severity) {
    return IntStream.range(0, count)
        .mapToObj(n -> office.finding(name + "-" + n, severity))
        .toList();
  }

  private Message stormCard() {
    return office.slack.messages(Office.CHANNEL).stream()
        .filter(m -> office.slack.text(m).contains("⛈"))
        .reduce((one, other) -> {
          throw new AssertionError("two messages about a storm");
        })
        .orElseThrow();
  }

  private String storm() {
    return office.slack.text(stormCard());
  }

  @Test
  void twentyNewCasesInAMinuteEachGetTheirOwnMessage() {
    for (int n = 0; n < 20; n++) {
      office.finding("i-" + n, Severity.MEDIUM);
      office.pass(Duration.ofSeconds(3));
    }

    assertThat(office.slack.messages(Office.CHANNEL)).hasSize(20);
  }

  @Test
  void oneMessageSpeaksForMore() {
    cases("i", 40, Severity.MEDIUM);

    office.pass(Duration.ofSeconds(10));

    assertThat(office.slack.messages(Office.CHANNEL)).hasSize(1);
    assertThat(storm()).contains("40 findings", "40 cases", "30 more cases");
  }

  @Test
  void criticalCasesStillGetTheirOwnAtOnce() {
    cases("i", 40, Severity.MEDIUM);
    office.pass(Duration.ofSeconds(2));

    var critical = office.finding("i-critical", Severity.CRITICAL);
    office.pass(Duration.ofSeconds(2));

    assertThat(office.rig.state(critical).card()).isPresent();
    office.pass(Duration.ofSeconds(15));
    assertThat(storm()).contains("1 cases have a message of their own");
  }

  @Test
  void itChangesEveryFifteenSecondsAndCountsWhatComesAgain() {
    cases("i", 30, Severity.MEDIUM);
    office.pass(Duration.ofSeconds(5));

    for (int second = 0; second < 60; second++) {
      cases("i", 30, Severity.MEDIUM);
      office.pass(Duration.ofSeconds(1));
    }
    office.pass(Duration.ofSeconds(35));

    assertThat(storm()).contains("1830 findings", "30 cases");
    assertThat(office.calls("chat.update")).hasSizeBetween(5, 8);
  }

  @Test
  void itEndsAfterFiveQuietMinutesAndThenTheHighCasesComeOneByOne() {
    var medium = cases("medium", 25, Severity.MEDIUM);
    var high = cases("high", 5, Severity.HIGH);
    office.pass(Duration.ofMinutes(5));
    assertThat(high).noneMatch(key -> office.rig.state(key).card().isPresent());

    office.pass(Duration.ofMinutes(3));

    assertThat(storm()).contains("Storm over");
    assertThat(high).allMatch(key -> office.rig.state(key).card().isPresent());
    assertThat(medium).noneMatch(key -> office.rig.state(key).card().isPresent());
    assertThat(office.rig.mailbag.all()).isEmpty();
  }

  @Test
  void aCaseThatIsAskedForGetsItsMessageDuringTheStorm() {
    var keys = cases("i", 30, Severity.MEDIUM);
    office.pass(Duration.ofSeconds(5));

    office.rig.append(keys.get(7), Office.ALICE, new Fact.CaseShown());
    office.pass(Duration.ofSeconds(2));

    assertThat(office.rig.state(keys.get(7)).card()).isPresent();
    assertThat(office.slack.messages(Office.CHANNEL)).hasSize(2);
  }

  @Test
  void aCaseOfADigestThatGetsWorseAfterwardsGetsItsMessage() {
    cases("i", 30, Severity.MEDIUM);
    office.pass(Duration.ofMinutes(8));

    var key = office.finding("i-3", Severity.MEDIUM);
    office.pass(Duration.ofSeconds(20));
    assertThat(office.rig.state(key).card()).isEmpty();

    office.finding("i-3", Severity.HIGH);
    office.pass(Duration.ofSeconds(20));
    assertThat(office.rig.state(key).card()).isPresent();
  }

  @Test
  void whoeverTakesOverGoesOnWithTheSameMessage() {
    cases("i", 30, Severity.MEDIUM);
    office.pass(Duration.ofSeconds(10));
    office.isTakenOver();

    cases("j", 30, Severity.MEDIUM);
    office.pass(Duration.ofSeconds(30));

    assertThat(storm()).contains("60 findings", "60 cases");
  }

  @Test
  void aStormMessageThatWasDeletedIsPostedAnew() {
    cases("i", 30, Severity.MEDIUM);
    office.pass(Duration.ofSeconds(10));
    office.deleteMessage(stormCard().ts());

    cases("j", 5, Severity.MEDIUM);
    office.pass(Duration.ofSeconds(40));

    assertThat(storm()).contains("35 findings");
  }

  @Test
  void manyCasesThatWaitedForSlackComeInOneMessage() {
    office.slack.failUntilHealed("*", new Fault.Down());
    var keys = new ArrayList<CaseKey>();
    for (int n = 0; n < 15; n++) {
      keys.add(office.finding("i-" + n, Severity.MEDIUM));
      office.pass(Duration.ofSeconds(20));
    }
    office.slack.heal();

    office.pass(Duration.ofMinutes(1));

    assertThat(storm()).contains("15 findings", "15 cases");
    assertThat(keys).noneMatch(key -> office.rig.state(key).card().isPresent());
  }

  @Test
  void highCasesThatComeAfterAStormAreNotTheNextOne() {
    var high = cases("high", 60, Severity.HIGH);

    office.pass(Duration.ofMinutes(9));

    assertThat(high).allMatch(key -> office.rig.state(key).card().isPresent());
    assertThat(storm()).contains("Storm over", "60 cases");
  }

  @Test
  void whatComesAgainIsNoNewStorm() {
    cases("i", 30, Severity.MEDIUM);
    office.pass(Duration.ofMinutes(8));

    for (int minute = 0; minute < 3; minute++) {
      cases("i", 30, Severity.MEDIUM);
      office.pass(Duration.ofMinutes(1));
    }

    assertThat(storm()).contains("Storm over");
    assertThat(office.slack.messages(Office.CHANNEL)).hasSize(1);
  }

  @Test
  void whatComesAgainDoesNotKeepAStormGoing() {
    for (int minute = 0; minute < 8; minute++) {
      cases("i", 30, Severity.MEDIUM);
      office.pass(Duration.ofMinutes(1));
    }

    assertThat(storm()).contains("Storm over");
  }

  @Test
  void itCountsWhatCriticalCasesSawSince() {
    cases("i", 30, Severity.MEDIUM);
    office.pass(Duration.ofSeconds(5));
    office.finding("i-critical", Severity.CRITICAL);
    office.pass(Duration.ofSeconds(5));

    cases("i-critical", 1, Severity.CRITICAL);
    for (int n = 0; n < 9; n++) {
      office.finding("i-critical", Severity.CRITICAL);
    }
    office.pass(Duration.ofSeconds(35));

    assertThat(storm()).contains("41 findings", "32 cases", "2 cases have a message of their own");
  }

  @Test
  void itNamesNoCaseThatHasAMessageOfItsOwn() {
    var key = cases("i", 30, Severity.MEDIUM).getFirst();
    office.finding("i-0", Severity.MEDIUM);
    office.pass(Duration.ofSeconds(5));
    assertThat(storm()).contains("2×", key.text());

    office.rig.append(key, Office.ALICE, new Fact.CaseShown());
    office.pass(Duration.ofSeconds(35));

    assertThat(storm()).doesNotContain(key.text()).contains("1 cases have a message of their own");
  }

  @Test
  void silencedCasesOfADigestGetNoMessageWhenTheStormIsOver() {
    var high = cases("i", 30, Severity.HIGH);
    office.pass(Duration.ofSeconds(5));
    high.forEach(key -> office.snooze(key, Duration.ofDays(1)));

    office.pass(Duration.ofMinutes(9));

    assertThat(storm()).contains("Storm over");
    assertThat(high).noneMatch(key -> office.rig.state(key).card().isPresent());
    assertThat(office.slack.messages(Office.CHANNEL)).hasSize(1);
    assertThat(office.rig.mailbag.all()).isEmpty();
  }

  @Test
  void itStillCountsWhatSilencedCasesSeeAndSaysThatTheyAreQuiet() {
    cases("i", 30, Severity.MEDIUM).forEach(key -> office.snooze(key, Duration.ofDays(1)));
    office.pass(Duration.ofSeconds(5));

    cases("i", 30, Severity.MEDIUM);
    office.pass(Duration.ofSeconds(35));

    assertThat(storm()).contains("60 findings", "30 cases", "quiet");
  }

  @Test
  void aLeadIsPostedAtOnceAndItsMembersStaySilentUntilOneBecomesCritical() {
    var keys = cases("i", 30, Severity.HIGH);
    office.pass(Duration.ofSeconds(5));

    var lead = office.gather("one scan", keys);
    office.pass(Duration.ofMinutes(9));

    assertThat(office.cardText(lead)).contains("one scan", "30 cases", "20 more cases");
    assertThat(keys).noneMatch(key -> office.rig.state(key).card().isPresent());
    office.finding("i-3", Severity.CRITICAL);
    office.pass(Duration.ofSeconds(5));
    assertThat(office.cardText(keys.get(3))).contains("Part of another case", lead.text());
    assertThat(office.slack.messages(Office.CHANNEL)).hasSize(3);
  }

  @Test
  void theKindsOfAStormAreToldApartByTypeAndAccount() {
    cases("i", 25, Severity.MEDIUM);
    cases("h", 5, Severity.HIGH);
    office.pass(Duration.ofSeconds(5));
    var messages = office.storms();
    var storm = messages.stormAt(Office.CHANNEL, stormCard().ts()).orElseThrow();

    assertThat(messages.kinds(storm))
        .singleElement()
        .satisfies(kind -> {
          assertThat(kind.cases()).isEqualTo(30);
          assertThat(kind.type()).isEqualTo("Backdoor:EC2/C&CActivity.B!DNS");
          assertThat(messages.cases(storm, kind.id())).hasSize(30);
        });
    assertThat(messages.cases(storm, "below-high")).hasSize(25);
    assertThat(messages.cases(storm, "everything")).hasSize(30);
    assertThat(messages.cases(storm, "kind-other")).isEmpty();
    assertThat(messages.oldest(storm)).contains(new CaseKey("IR-2026-001"));
  }
}
