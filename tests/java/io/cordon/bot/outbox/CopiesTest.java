package io.cordon.bot.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.Rig;
import io.cordon.change.Change;
import io.cordon.change.Danger;
import io.cordon.findings.Severity;
import io.cordon.ledger.Actor;
import io.cordon.ledger.CaseKey;
import io.cordon.ledger.Fact;
import io.cordon.sandbox.slack.Fault;
import io.cordon.sandbox.slack.Message;
import io.cordon.sandbox.slack.SecurityTeam;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CopiesTest {
  private static final Actor BOB = Actor.person(SecurityTeam.BOB, "bob");
  private static final Duration A_WHILE = Duration.ofSeconds(20);

  private final Office office = new Office();
  private CaseKey key;

  @BeforeEach
  void aRequest() {
    key = office.finding("i-1", Severity.HIGH);
    office.pass(A_WHILE);
    var change =
        new Change(
            "c1", "eni-1", "groups", List.of("sg-1"), List.of("sg-2"), "x:Y", true, List.of());
    office.rig.append(
        key,
        Office.ALICE,
        new Fact.ActionRequested(
            "A-1",
            "isolate",
            Danger.C,
            Rig.WEB,
            "it talks to C2",
            Map.of(),
            1,
            null,
            office.rig.clock.instant().plus(Duration.ofMinutes(15))),
        new Fact.ActionPlanned(
            "A-1", List.of(change), List.of(), List.of(), List.of(), "a1b2c3d4e5f6"));
    office.tend(key, "A-1");
  }

  @AfterEach
  void close() {
    office.close();
  }

  private List<Message> direct(String user) {
    return office.slack.directMessages(user);
  }

  private List<String> inThread(String words) {
    return office.thread(key).stream()
        .map(office.slack::text)
        .filter(text -> text.contains(words))
        .toList();
  }

  @Test
  void oneStandsInTheThreadAndOneWithTheApproverOnCall() {
    office.pass(A_WHILE);

    assertThat(inThread("Approval needed")).hasSize(1);
    assertThat(direct(SecurityTeam.BOB)).hasSize(1);
    assertThat(direct(SecurityTeam.CAROL)).isEmpty();
    assertThat(office.rig.mailbag.all()).isEmpty();
  }

  @Test
  void clicksCountOnThemAloneAndForTheirRequestAlone() {
    office.pass(A_WHILE);
    var bobs = direct(SecurityTeam.BOB).getFirst();
    var card = office.slack.messages(Office.CHANNEL).getFirst();

    assertThat(office.isCopy(key, "A-1", bobs)).isTrue();
    assertThat(office.isCopy(key, "A-2", bobs)).isFalse();
    assertThat(office.isCopy(CaseKey.of(2026, 999), "A-1", bobs)).isFalse();
    assertThat(office.isCopy(key, "A-1", card)).isFalse();
  }

  @Test
  void whatIsDecidedIsShownOnAllOfThemThoughTheSenderDiesInBetween() {
    office.pass(A_WHILE);
    office.rig.append(key, BOB, new Fact.ActionDenied("A-1", "the owner is at it"));
    office.isTakenOver();

    office.tend(key, "A-1");
    office.pass(A_WHILE);

    assertThat(office.slack.text(direct(SecurityTeam.BOB).getFirst()))
        .contains("Denied")
        .doesNotContain("Review…");
    assertThat(inThread("Denied")).hasSize(1);
    assertThat(inThread("Review…")).isEmpty();
  }

  @Test
  void aPostWhoseAnswerNeverCameIsFoundAndNotMadeAgain() {
    office.slack.failNext("chat.postMessage", new Fault.Stall());

    office.pass(Duration.ofMinutes(2));

    assertThat(inThread("Approval needed")).hasSize(1);
    assertThat(direct(SecurityTeam.BOB)).hasSize(1);
  }

  @Test
  void whatIsDecidedBeforeAnAnswerCameIsShownOnTheCopyThatStands() {
    office.slack.failNext("chat.postMessage", new Fault.Stall());
    office.send();
    office.send();
    office.rig.append(key, BOB, new Fact.ActionDenied("A-1", "the owner is at it"));
    office.isTakenOver();

    office.tend(key, "A-1");
    office.pass(A_WHILE);

    assertThat(inThread("Denied").size() + direct(SecurityTeam.BOB).size()).isEqualTo(1);
    assertThat(inThread("Review…")).isEmpty();
    assertThat(direct(SecurityTeam.BOB).stream().map(office.slack::text))
        .noneMatch(text -> text.contains("Review…"));
    assertThat(office.rig.mailbag.all()).isEmpty();
  }

  @Test
  void whatIsDecidedBeforeItWasShownIsShownToNobody() {
    office.rig.append(key, BOB, new Fact.ActionDenied("A-1", "the owner is at it"));

    office.tend(key, "A-1");
    office.pass(A_WHILE);

    assertThat(inThread("Approval needed")).isEmpty();
    assertThat(direct(SecurityTeam.BOB)).isEmpty();
    assertThat(office.rig.mailbag.all()).isEmpty();
  }

  @Test
  void whoeverIsRemindedIsRemindedOnceAndUnderTheirCopy() {
    office.pass(A_WHILE);
    office.rig.clock.tick(Duration.ofMinutes(5));

    office.tend(key, "A-1");
    office.tend(key, "A-1");
    office.pass(A_WHILE);

    assertThat(inThread("still waits")).hasSize(1);
    var bobs = direct(SecurityTeam.BOB).getFirst();
    assertThat(office.slack.thread(bobs.channel(), bobs.ts())).hasSize(2);
  }

  @Test
  void nobodyIsRemindedOfWhatIsDecided() {
    office.pass(A_WHILE);
    office.rig.clock.tick(Duration.ofMinutes(5));
    office.tend(key, "A-1");
    office.rig.append(key, BOB, new Fact.ActionDenied("A-1", "the owner is at it"));

    office.pass(A_WHILE);

    assertThat(inThread("still waits")).isEmpty();
  }

  @Test
  void brokenGlassIsToldInTheChannelOnce() {
    office.pass(A_WHILE);
    office.rig.append(key, Office.ALICE, new Fact.ActionForced("A-1", "d", "nobody answers"));

    office.tend(key, "A-1");
    office.tend(key, "A-1");
    office.pass(A_WHILE);

    assertThat(office.slack.messages(Office.CHANNEL).stream().map(office.slack::text))
        .filteredOn(text -> text.contains("Glass broken") && text.contains("nobody answers"))
        .hasSize(1);
  }
}
