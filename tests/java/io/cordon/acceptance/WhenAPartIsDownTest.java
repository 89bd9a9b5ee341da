package io.cordon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cordon.sandbox.aws.AnsweredCall;
import io.cordon.sandbox.aws.Fault;
import io.cordon.sandbox.aws.FaultRule;
import io.cordon.sandbox.aws.GuardDutyFinding;
import io.cordon.sandbox.slack.Message;
import io.cordon.sandbox.slack.SecurityTeam;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.regex.Pattern;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens while AWS, Slack or Cordon itself is down, part by part. */
class WhenAPartIsDownTest {
  private static final String REASON = "it talks to a known C2 domain";
  private static final String MOVE = "ModifyNetworkInterfaceAttribute";

  @TempDir Path folder;
  private Bed bed;

  @BeforeEach
  void make() throws Exception {
    bed = Bed.makeOverHttp(folder);
  }

  @AfterEach
  void stop() {
    bed.close();
  }

  private GuardDutyFinding finding() {
    return GuardDutyFinding.first("16afba5c5c43e07c9e3e5e2e544e95df", Instant.now());
  }

  private Message cardOfAFinding() throws Exception {
    bed.deliver(finding().json(bed.account));
    return bed.awaitMessage("Acknowledge");
  }

  private void isolate(Message card) throws Exception {
    bed.slack.as(SecurityTeam.ALICE).click(card, "Isolate instance…").confirm();
    bed.submit(SecurityTeam.ALICE, REASON);
  }

  private static void eventually(ThrowingRunnable assertion) {
    await().atMost(Bed.PATIENCE).untilAsserted(assertion);
  }

  private List<String> moved() {
    return bed.aws.changes().stream()
        .map(AnsweredCall::call)
        .filter(call -> call.operation().equals(MOVE))
        .map(call -> call.parameter("NetworkInterfaceId"))
        .toList();
  }

  private void assertEachInterfaceIsMovedOnce() {
    assertThat(moved()).containsExactlyInAnyOrderElementsOf(bed.account.server().interfaces());
  }

  /** How often the words stand in a card's thread, all its messages together. */
  private long inThread(Message card, String words) {
    return bed.slack.thread(card.channel(), card.ts()).stream()
        // Its lines, not the card itself.
        .skip(1)
        .mapToLong(m -> bed.slack.text(m).split(Pattern.quote(words), -1).length - 1)
        .sum();
  }

  @Test
  void withoutDynamoDbNothingIsConfirmedAndNothingIsHalfDone() throws Exception {
    bed.start();
    var card = cardOfAFinding();
    var other = bed.signed(bed.envelope("{\"detail-type\": \"Something New\", \"detail\": {}}"));
    bed.aws.inject(new Fault.Unreachable(), FaultRule.onAll("dynamodb"));

    assertThat(bed.post("/sns", other, Map.of()).statusCode()).isEqualTo(503);
    assertThat(bed.slack.as(SecurityTeam.ALICE).click(card, "Acknowledge").ack().ok()).isFalse();
    var ready = bed.get("/health/ready");
    assertThat(ready.statusCode()).isEqualTo(503);
    assertThat(ready.body()).isEqualTo("ledger\n");
    assertThat(bed.isDown("ledger")).isTrue();

    assertThat(bed.slack.messages(SecurityTeam.CHANNEL)).hasSize(1);
    assertThat(inThread(card, "took the case")).isZero();
    bed.aws.clearFaults();

    assertThat(bed.post("/sns", other, Map.of()).statusCode()).isEqualTo(200);
    bed.awaitMessage("Unreadable message");
    acknowledgeUnlessItCounted(card);
    bed.awaitThread(card, "took the case");
    eventually(() -> assertThat(bed.ledger("case.acknowledged")).hasSize(1));
    assertThat(inThread(card, "took the case")).isEqualTo(1);
    assertThat(bed.isDown("ledger")).isFalse();
  }

  private void acknowledgeUnlessItCounted(Message card) {
    try {
      assertThat(bed.slack.as(SecurityTeam.ALICE).click(card, "Acknowledge").ack().ok()).isTrue();
    } catch (NoSuchElementException _) {
      // The press that Slack showed an error for came through after all, and the button is gone.
    }
  }

  @Test
  void withoutS3TriageGoesOnAndAnActionWaitsAndSaysSoOnce() throws Exception {
    bed.start();
    bed.aws.inject(new Fault.Unreachable(), FaultRule.onAll("s3"));

    var card = cardOfAFinding();
    bed.slack.as(SecurityTeam.ALICE).click(card, "Acknowledge");
    bed.awaitThread(card, "took the case");
    isolate(card);

    bed.awaitThread(card, "The record cannot be written, so nothing was changed");
    bed.awaitMessage("waits: The record cannot be written, so nothing was changed");
    var tries = storing();
    eventually(() -> assertThat(storing()).isGreaterThan(tries + 8));
    assertThat(inThread(card, "The record cannot be written")).isEqualTo(1);
    assertThat(moved()).isEmpty();
    assertThat(bed.get("/health/ready").statusCode()).isEqualTo(200);
    assertThat(bed.isDown("evidence")).isTrue();

    bed.aws.clearFaults();
    bed.awaitMessage("🟢 Contained");
    assertEachInterfaceIsMovedOnce();
    eventually(() -> assertThat(bed.ledger("action.done")).hasSize(1));
    assertThat(bed.ledger()).extracting(e -> e.path("seq").asInt()).isSorted().startsWith(1, 2, 3);
    assertThat(bed.ledger("action.waiting")).hasSize(1);
    assertThat(bed.isDown("evidence")).isFalse();
  }

  private long storing() {
    return bed.aws.calls().stream().filter(c -> c.call().service().equals("s3")).count();
  }

  @Test
  void aRoleThatCannotBeAssumedIsNamedWithWhatToDo() throws Exception {
    bed.start();
    bed.aws.inject(
        new Fault.AccessDenied(),
        FaultRule.on("sts", "AssumeRole")
            .when(p -> p.getOrDefault("RoleSessionName", "").startsWith("IR-")));
    var card = cardOfAFinding();

    bed.slack
        .as(SecurityTeam.ALICE)
        .command("/snapshot " + bed.account.server().instance() + " reason=\"look at the disks\"");

    bed.awaitThread(card, "sts:AssumeRole");
    bed.awaitThread(card, "AccessDenied");
    bed.awaitThread(card, "What to do:");
    assertThat(bed.isDown("sts")).isTrue();
    assertThat(bed.get("/health/ready").statusCode()).isEqualTo(200);
  }

  @Test
  void aCallThatIsRefusedMidwayIsNamedWithItsErrorAndWhatToDo() throws Exception {
    bed.start();
    var second = bed.account.server().interfaces().get(1);
    bed.aws.inject(
        new Fault.Refused(403, "UnauthorizedOperation", "You are not authorized."),
        FaultRule.on("ec2", MOVE).when(p -> second.equals(p.get("NetworkInterfaceId"))));
    var card = cardOfAFinding();

    isolate(card);

    bed.awaitMessage("Partly contained");
    bed.awaitThread(card, "`ec2:" + MOVE + "` `UnauthorizedOperation`");
    bed.awaitThread(card, "look for a service control policy that denies it");
    assertThat(moved())
        .containsOnlyOnceElementsOf(List.of(bed.account.server().interfaces().getFirst()));
  }

  @Test
  void aThrottledCallIsTriedAgainUntilItIsTaken() throws Exception {
    bed.start();
    bed.aws.inject(new Fault.Throttled(), FaultRule.on("ec2", MOVE).times(6));
    var card = cardOfAFinding();

    isolate(card);

    bed.awaitMessage("🟢 Contained");
    assertEachInterfaceIsMovedOnce();
    assertThat(inThread(card, "What to do:")).isZero();
  }

  @Test
  void anotherProcessCarriesOnWhereOneDied() throws Exception {
    var first = bed.startProcess();
    var card = cardOfAFinding();
    bed.aws.inject(
        new Fault.TimeoutAfterChange(Bed.PATIENCE.multipliedBy(2)),
        FaultRule.on("ec2", MOVE).nth(2));
    isolate(card);
    eventually(() -> assertThat(moved()).hasSize(2));
    bed.start();

    first.kill();

    bed.awaitMessage("🟢 Contained");
    assertEachInterfaceIsMovedOnce();
    eventually(() -> assertThat(bed.ledger("action.done")).hasSize(1));
    eventually(() -> assertThat(inThread(card, "isolated, verified")).isEqualTo(1));
    assertThat(bed.slack.messages(SecurityTeam.CHANNEL)).hasSize(1);
  }

  @Test
  void withoutSlackCasesGoOnAndEachPostIsThereOnceAfterwards() throws Exception {
    bed.start();
    bed.slack.failUntilHealed("*", new io.cordon.sandbox.slack.Fault.Down());

    bed.deliver(finding().json(bed.account));
    bed.deliver("Dear team, the server is on fire.");

    eventually(() -> {
      assertThat(bed.ledger("finding.received")).hasSize(1);
      assertThat(bed.ledger("finding.unreadable")).hasSize(1);
      assertThat(bed.isDown("slack")).isTrue();
    });
    assertThat(bed.get("/health/ready").statusCode()).isEqualTo(200);
    assertThat(bed.slack.messages(SecurityTeam.CHANNEL)).isEmpty();

    bed.slack.heal();
    var card = bed.awaitMessage("Isolate instance…");
    bed.awaitMessage("Unreadable message");
    bed.slack.as(SecurityTeam.ALICE).click(card, "Acknowledge");
    bed.awaitThread(card, "took the case");
    assertThat(bed.slack.messages(SecurityTeam.CHANNEL)).hasSize(2);
    assertThat(inThread(card, "took the case")).isEqualTo(1);
    assertThat(bed.isDown("slack")).isFalse();
  }

  @Test
  void aPostWhoseAnswerNeverCameIsNotMadeAgain() throws Exception {
    bed.start();
    bed.slack.failNext("chat.postMessage", new io.cordon.sandbox.slack.Fault.Stall());

    var card = cardOfAFinding();

    eventually(() -> assertThat(bed.ledger("card.posted")).hasSize(1));
    assertThat(bed.slack.messages(SecurityTeam.CHANNEL)).containsExactly(card);
  }
}
