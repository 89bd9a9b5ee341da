package io.cordon.bot.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.findings.Severity;
import io.cordon.ledger.Fact;
import io.cordon.sandbox.slack.Calls;
import io.cordon.sandbox.slack.Fault;
import io.cordon.sandbox.slack.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboxTest {
  private final Office office = new Office();

  @AfterEach
  void close() {
    office.close();
  }

  @Test
  void postsACardOnceAndItsLinesUnderIt() {
    var key = office.finding("i-1", Severity.HIGH);
    office.rig.append(key, Office.ALICE, new Fact.CaseAcknowledged());

    office.pass(Duration.ofSeconds(30));

    assertThat(office.slack.messages(Office.CHANNEL)).hasSize(1);
    assertThat(office.calls("chat.update")).isEmpty();
    assertThat(office.cardText(key)).contains("owned by");
    assertThat(office.thread(key)).hasSize(1);
    assertThat(office.rig.mailbag.all()).isEmpty();
  }

  @Test
  void sendsWhatPeopleWaitForFirstThenAlarmsThenTheRest() {
    var waiting = office.finding("i-waiting", Severity.MEDIUM);
    var news = office.finding("i-news", Severity.MEDIUM);
    var alarm = office.finding("i-alarm", Severity.CRITICAL);
    office.rig.append(waiting, Office.ALICE, new Fact.CaseAcknowledged());

    office.pass(Duration.ofSeconds(20));

    assertThat(office.slack.messages(Office.CHANNEL))
        .extracting(Message::ts)
        .containsExactly(
            office.card(waiting).ts(), office.card(alarm).ts(), office.card(news).ts());
  }

  @Test
  void changesACardThatRepeatsAtMostEveryFifteenSeconds() {
    var key = office.finding("i-1", Severity.HIGH);
    office.pass(Duration.ofSeconds(20));

    for (int second = 0; second < 60; second++) {
      office.finding("i-1", Severity.HIGH);
      office.pass(Duration.ofSeconds(1));
    }
    office.pass(Duration.ofSeconds(15));

    assertThat(office.calls("chat.update")).hasSizeBetween(4, 5);
    assertThat(office.cardText(key)).contains("61 findings");
  }

  @Test
  void showsWhatCameOfAClickAtOnceEvenWhenTheCardHasJustChanged() {
    var key = office.finding("i-1", Severity.HIGH);
    office.pass(Duration.ofSeconds(3));
    office.finding("i-1", Severity.HIGH);
    office.pass(Duration.ofSeconds(15));

    office.rig.append(key, Office.ALICE, new Fact.CaseAcknowledged());
    office.send();

    assertThat(office.cardText(key)).contains("owned by");
  }

  @Test
  void tellsManyRepeatsInOneLine() {
    var key = office.finding("i-1", Severity.HIGH);
    office.pass(Duration.ofSeconds(10));

    IntStream.range(0, 9).forEach(_ -> office.finding("i-1", Severity.HIGH));
    office.pass(Duration.ofSeconds(10));

    assertThat(office.thread(key)).hasSize(1);
    assertThat(office.slack.text(office.thread(key).getFirst())).contains("seen again 9 times");
  }

  @Test
  void neverPostsOrUpdatesMoreThanSlackTakes() {
    for (int second = 0; second < 180; second++) {
      office.finding("i-" + second % 15, Severity.HIGH);
      office.finding("i-" + second % 7, Severity.HIGH);
      var key = office.finding("i-" + second % 4, Severity.HIGH);
      office.rig.append(key, Office.ALICE, new Fact.CaseNoted("note " + second));
      office.rig.append(key, Office.ALICE, new Fact.CaseAssigned("U" + second));
      office.pass(Duration.ofSeconds(1));
    }

    assertThat(office.mostInAMinute("chat.postMessage")).isBetween(30L, 60L);
    assertThat(office.mostInAMinute("chat.update")).isBetween(20L, 40L);
    assertThat(refusals()).isZero();
  }

  private double refusals() {
    return office.meters.find("cordon.slack.trouble").counters().stream()
        .mapToDouble(counter -> counter.count())
        .sum();
  }

  @Test
  void keepsToTheLimitsWhenAnotherProcessTakesOver() {
    for (int second = 0; second < 120; second++) {
      office.finding("i-" + second % 10, Severity.HIGH);
      office.rig.append(
          office.finding("i-" + second % 10, Severity.HIGH),
          Office.ALICE,
          new Fact.CaseAssigned("U" + second));
      office.pass(Duration.ofSeconds(1));
      if (second % 20 == 19) {
        office.isTakenOver();
      }
    }

    assertThat(office.mostInAMinute("chat.postMessage")).isLessThanOrEqualTo(60);
    assertThat(office.mostInAMinute("chat.update")).isLessThanOrEqualTo(40);
    assertThat(refusals()).isZero();
  }

  @Test
  void waitsAsLongAsSlackWantsForPostsWhileUpdatesGoOn() {
    var known = office.finding("i-known", Severity.HIGH);
    office.pass(Duration.ofSeconds(5));
    office.slack.failNext("chat.postMessage", new Fault.RateLimited(30));
    office.finding("i-new", Severity.HIGH);
    office.pass(Duration.ofSeconds(2));
    office.rig.append(known, Office.ALICE, new Fact.CaseAcknowledged());

    office.pass(Duration.ofSeconds(20));

    assertThat(office.cardText(known)).contains("owned by");
    assertThat(office.calls("chat.postMessage")).hasSize(2);
    office.pass(Duration.ofSeconds(20));
    assertThat(office.slack.messages(Office.CHANNEL)).hasSize(2);
  }

  @Test
  void keepsEverythingWhileSlackIsDownForTenMinutesAndSaysEachThingOnce() {
    var known = office.finding("i-known", Severity.HIGH);
    office.pass(Duration.ofSeconds(5));
    office.slack.failUntilHealed("*", new Fault.Down());
    var keys = new ArrayList<>(List.of(known));
    for (int minute = 0; minute < 10; minute++) {
      keys.add(office.finding("i-" + minute, Severity.HIGH));
      office.finding("i-known", Severity.HIGH);
      office.rig.append(known, Office.ALICE, new Fact.CaseNoted("minute " + minute));
      office.pass(Duration.ofMinutes(1));
    }
    var tried = office.slack.calls().all().size();

    office.slack.heal();
    office.pass(Duration.ofMinutes(2));

    assertThat(tried).isLessThan(100);
    assertThat(office.slack.messages(Office.CHANNEL)).hasSize(11);
    assertThat(keys).allSatisfy(key -> assertThat(office.cardText(key)).contains(key.text()));
    assertThat(office.cardText(known)).contains("11 findings");
    assertThat(office.thread(known).stream().map(office.slack::text))
        .satisfiesExactly(text ->
            assertThat(text).containsSubsequence("minute 0", "minute 3", "minute 6", "minute 9"));
    assertThat(office.rig.mailbag.all()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"chat.postMessage", "chat.update"})
  void looksForAPostWhoseAnswerNeverCameBeforeItPostsAgain(String method) {
    office.slack.failNext(method, new Fault.Stall());
    var key = office.finding("i-1", Severity.HIGH);
    office.pass(Duration.ofSeconds(40));
    office.rig.append(key, Office.ALICE, new Fact.CaseAcknowledged());

    office.pass(Duration.ofSeconds(90));

    assertThat(office.slack.messages(Office.CHANNEL)).hasSize(1);
    assertThat(office.thread(key)).hasSize(1);
    assertThat(office.cardText(key)).contains("owned by");
  }

  @Test
  void goesOnWithTheOthersWhenSlackCannotTakeOne() {
    office.slack.failNext("chat.postMessage", new Fault.Refused("not_in_channel"));
    var first = office.finding("i-1", Severity.CRITICAL);
    var second = office.finding("i-2", Severity.HIGH);

    office.pass(Duration.ofSeconds(30));

    assertThat(office.rig.state(first).card()).isEmpty();
    assertThat(office.rig.state(second).card()).isPresent();
    office.pass(Duration.ofSeconds(60));
    assertThat(office.rig.state(first).card()).isPresent();
  }

  @Test
  void postsTheWordsAloneWhenSlackDoesNotTakeTheForm() {
    office.slack.failNext("chat.postMessage", new Fault.Refused("msg_blocks_too_long"));
    var key = office.finding("i-1", Severity.HIGH);

    office.pass(Duration.ofSeconds(10));

    assertThat(office.slack.messages(Office.CHANNEL)).hasSize(1);
    assertThat(office.cardText(key)).contains("HIGH " + key, "queries by i-1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"message_not_found", "edit_window_closed", "block_mismatch", "is_inactive"})
  void postsACardAnewThatIsGoneOrCannotBeChanged(String error) {
    var key = office.finding("i-1", Severity.HIGH);
    office.pass(Duration.ofSeconds(20));
    var lost = office.card(key);
    office.slack.failNext("chat.update", new Fault.Refused(error));

    office.rig.append(key, Office.ALICE, new Fact.CaseAcknowledged());
    office.pass(Duration.ofSeconds(30));

    assertThat(office.card(key)).isNotEqualTo(lost);
    assertThat(office.cardText(key)).contains("owned by");
    assertThat(office.thread(key).stream().map(office.slack::text))
        .anyMatch(text -> text.contains("took the case"));
    assertThat(office.slack.messages(Office.CHANNEL)).hasSize(2);
  }

  @Test
  void leavesNoStrayLineInTheChannelWhenTheCardWasDeleted() {
    var key = office.finding("i-1", Severity.HIGH);
    office.pass(Duration.ofSeconds(20));
    deleteCard(office.card(key).ts());

    office.rig.append(key, Office.ALICE, new Fact.CaseNoted("anybody there?"));
    office.pass(Duration.ofSeconds(30));

    assertThat(office.slack.messages(Office.CHANNEL))
        .extracting(Message::ts)
        .containsExactly(office.card(key).ts());
    assertThat(office.slack.text(office.thread(key).getFirst())).contains("anybody there?");
  }

  private void deleteCard(String ts) {
    office.deleteMessage(ts);
    assertThat(office.slack.message(Office.CHANNEL, ts)).isEmpty();
  }

  @Test
  void measuresWhatWaits() {
    office.slack.failUntilHealed("*", new Fault.Down());
    office.finding("i-1", Severity.HIGH);

    office.pass(Duration.ofSeconds(40));

    assertThat(office.meters.get("cordon.outbox.letters").gauge().value()).isEqualTo(1);
    assertThat(office.meters.get("cordon.outbox.oldest.seconds").gauge().value()).isEqualTo(40);
    assertThat(office.meters.get("cordon.slack.trouble").tag("error", "no_answer").counter())
        .satisfies(counter -> assertThat(counter.count()).isPositive());
  }

  @Test
  void asksForNothingThatWouldLinkOrMention() {
    office.finding("i-1", Severity.HIGH);
    office.pass(Duration.ofSeconds(5));

    assertThat(office.calls("chat.postMessage"))
        .extracting(Calls.Call::arguments)
        .allSatisfy(a -> assertThat(a.path("parse").asText()).isEqualTo("none"));
  }
}
