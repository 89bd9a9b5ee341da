package io.cordon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cordon.sandbox.aws.Fault;
import io.cordon.sandbox.aws.FaultRule;
import io.cordon.sandbox.aws.GuardDutyFinding;
import io.cordon.sandbox.slack.Message;
import io.cordon.sandbox.slack.Parcel;
import io.cordon.sandbox.slack.SecurityTeam;
import io.cordon.sandbox.slack.Submission;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClicksTest {
  private static final String REASON = "it talks to a known C2 domain";

  @TempDir Path folder;
  private Bed bed;
  private Message card;

  @BeforeEach
  void aFindingAboutTheServer() throws Exception {
    bed = Bed.overHttp(folder);
    bed.deliver(
        GuardDutyFinding.first("16afba5c5c43e07c9e3e5e2e544e95df", Instant.now())
            .json(bed.account));
    card = bed.awaitMessage("Acknowledge");
  }

  @AfterEach
  void stop() {
    bed.aws.clearFaults();
    bed.close();
  }

  @Test
  void theFirstOneToAcknowledgeOwnsTheCaseAndTheSecondIsToldWhoDid() throws Exception {
    bed.slack.as(SecurityTeam.ALICE).click(card, "Acknowledge");
    var forgery = bed.slack.forgery();
    var late = forgery.clickPayload(SecurityTeam.BOB, card, "cordon:acknowledge");
    forgery.post(
        forgery.signed(bed.address("/slack/events"), new Parcel(Parcel.Kind.INTERACTIVE, late)));

    bed.awaitEphemeral(SecurityTeam.BOB, "@alice");
    await()
        .atMost(Bed.PATIENCE)
        .untilAsserted(() -> {
          assertThat(bed.ledger("case.acknowledged")).hasSize(1);
          assertThat(bed.ledger("action.refused")).hasSize(1);
        });
  }

  @Test
  void aStrangersClickDoesNothingAndIsRecorded() throws Exception {
    for (var stranger : List.of(SecurityTeam.DAVE, SecurityTeam.GRACE, SecurityTeam.MALLORY)) {
      bed.slack.as(stranger).click(card, "Acknowledge");
      bed.awaitEphemeral(stranger, "Nothing was started");
    }

    await()
        .atMost(Bed.PATIENCE)
        .untilAsserted(() -> assertThat(bed.ledger("action.refused")).hasSize(3));
    assertThat(bed.ledger("case.acknowledged")).isEmpty();
  }

  @Test
  void aClickOnAMessageThatCordonDidNotPostDoesNothing() throws Exception {
    var forgery = bed.slack.forgery();
    var payload = forgery.clickPayload(SecurityTeam.ALICE, card, "cordon:acknowledge");
    payload.withObject("/container").put("message_ts", "1700000000.000001");
    forgery.post(
        forgery.signed(bed.address("/slack/events"), new Parcel(Parcel.Kind.INTERACTIVE, payload)));

    bed.awaitEphemeral(SecurityTeam.ALICE, "Nothing was started");
    assertThat(bed.ledger("case.acknowledged")).isEmpty();
  }

  @Test
  void aReplayedRequestIsAnsweredAndNotWorkedOn() throws Exception {
    bed.slack.as(SecurityTeam.ALICE).click(card, "Acknowledge");
    bed.awaitEphemeral(SecurityTeam.ALICE, "IR-");
    var sent = bed.slack.sentRequests().getLast();

    assertThat(bed.slack.forgery().post(sent).statusCode()).isEqualTo(200);

    bed.awaitThread(card, "took the case");
    assertThat(bed.ledger("action.refused")).isEmpty();
  }

  @Test
  void isolationMovesEveryInterfaceAndItsUndoMovesThemBack() throws Exception {
    var before = groups();
    bed.slack.as(SecurityTeam.ALICE).click(card, "Isolate instance…").confirm();
    bed.submit(SecurityTeam.ALICE, REASON);
    bed.awaitMessage("Contained");
    assertThat(groups()).allMatch(g -> !before.contains(g));

    bed.slack.as(SecurityTeam.BOB).click(card, "Undo isolation…").confirm();
    bed.submit(SecurityTeam.BOB, "false alarm, the owner confirmed it");
    bed.awaitMessage("[Isolate instance…]");

    assertThat(groups()).isEqualTo(before);
    assertThat(bed.ledger("action.undone")).hasSize(1);
  }

  @Test
  void anUndoLeavesAloneWhatSomebodyChangedSince() throws Exception {
    bed.slack.as(SecurityTeam.ALICE).click(card, "Isolate instance…").confirm();
    bed.submit(SecurityTeam.ALICE, REASON);
    bed.awaitMessage("Contained");
    var moved = bed.account.server().interfaces().getFirst();
    bed.aws
        .clients()
        .ec2()
        .modifyNetworkInterfaceAttribute(
            r -> r.networkInterfaceId(moved).groups(bed.account.network().sshGroup()));
    var drifted = groups();

    bed.slack.as(SecurityTeam.BOB).click(card, "Undo isolation…").confirm();
    bed.slack.await(
        "the dialog says that somebody changed it",
        () ->
            bed.slack
                .modal(SecurityTeam.BOB)
                .filter(v -> bed.slack.text(v).contains("Somebody changed it since,"))
                .isPresent(),
        Bed.PATIENCE);
    bed.slack.as(SecurityTeam.BOB).close(bed.slack.modal(SecurityTeam.BOB).orElseThrow());

    assertThat(groups()).isEqualTo(drifted);
  }

  @Test
  void anInterfaceThatAwsRefusesToMoveIsNeverCalledContained() throws Exception {
    var second = bed.account.server().interfaces().get(1);
    bed.aws.inject(
        new Fault.AccessDenied(),
        FaultRule.on("ec2", "ModifyNetworkInterfaceAttribute")
            .when(p -> second.equals(p.get("NetworkInterfaceId"))));

    bed.slack.as(SecurityTeam.ALICE).click(card, "Isolate instance…").confirm();
    bed.submit(SecurityTeam.ALICE, REASON);
    bed.awaitMessage("Partly contained");
    bed.awaitThread(card, second);
    assertThat(bed.slack.text(bed.awaitMessage("Partly"))).contains("2 of 3");

    bed.aws.clearFaults();
    bed.slack.as(SecurityTeam.ALICE).click(bed.awaitMessage("Partly"), "cordon:isolate").confirm();
    bed.submit(SecurityTeam.ALICE, REASON);
    bed.awaitMessage("🟢 Contained");
  }

  @Test
  void aReasonThatIsTooShortIsToldOnItsField() throws Exception {
    bed.slack.as(SecurityTeam.ALICE).click(card, "Snapshot disks…");
    var modal =
        bed.slack.awaitSome("a modal", () -> bed.slack.modal(SecurityTeam.ALICE), Bed.PATIENCE);

    var answer =
        bed.slack.as(SecurityTeam.ALICE).submit(modal, Map.of("reason", List.of("short     ")));

    assertThat(answer)
        .isInstanceOfSatisfying(
            Submission.Invalid.class, i -> assertThat(i.errors()).containsKey("reason"));
  }

  @Test
  void aTypedSnapshotJoinsTheCaseAboutTheInstance() throws Exception {
    var server = bed.account.server().instance();
    bed.slack.as(SecurityTeam.ALICE).command("/snapshot " + server + " reason=“look at the disks”");

    bed.awaitEphemeral(SecurityTeam.ALICE, "A-1");
    bed.awaitThread(card, "snapshots complete");
  }

  @Test
  void aTypedSnapshotOfANeighbourOpensACaseByHand() throws Exception {
    var neighbour = bed.account.neighbour().instance();
    bed.slack
        .as(SecurityTeam.BOB)
        .command("/snapshot " + neighbour + " reason=\"is it hit as well?\"");

    bed.awaitEphemeral(SecurityTeam.BOB, "IR-");
    bed.awaitMessage(neighbour);
  }

  @Test
  void badCommandsAreAnsweredWithTheNextStep() throws Exception {
    var alice = bed.slack.as(SecurityTeam.ALICE);
    for (var typed :
        List.of(
            "/snapshot",
            "/snapshot web-1 reason=\"because of it\"",
            "/snapshot i-0fffffffffffffff0",
            "/snapshot i-0fffffffffffffff0 reason=\"x\"",
            "/snapshot i-0fffffffffffffff0 colour=red reason=\"because of it\"",
            "/snapshot i-0fffffffffffffff0 account=12 reason=\"because of it\"",
            "/snapshot i-0fffffffffffffff0 region=mars-1 reason=\"because of it\"",
            "/snapshot i-0fffffffffffffff0' reason=\"because of it\"",
            "/snapshot i-0fffffffffffffff0 reason=\"because of it\"")) {
      var told = bed.slack.ephemerals(SecurityTeam.ALICE).size();
      alice.command(typed);
      bed.slack.await(
          typed + " is answered",
          () ->
              bed.slack.ephemerals(SecurityTeam.ALICE).stream()
                  .skip(told)
                  .anyMatch(m -> bed.slack.text(m).contains("othing was started")),
          Bed.PATIENCE);
    }
    assertThat(bed.ledger("action.requested")).isEmpty();
  }

  private List<String> groups() {
    return bed
        .aws
        .clients()
        .ec2()
        .describeNetworkInterfaces(r -> r.networkInterfaceIds(bed.account.server().interfaces()))
        .networkInterfaces()
        .stream()
        .flatMap(n -> n.groups().stream())
        .map(g -> g.groupId())
        .sorted()
        .toList();
  }
}
