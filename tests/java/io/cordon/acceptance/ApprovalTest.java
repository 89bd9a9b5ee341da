package io.cordon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cordon.sandbox.RequestForm;
import io.cordon.sandbox.aws.GuardDutyFinding;
import io.cordon.sandbox.slack.Connection;
import io.cordon.sandbox.slack.Message;
import io.cordon.sandbox.slack.Parcel;
import io.cordon.sandbox.slack.SecurityTeam;
import io.cordon.sandbox.slack.Submission;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Alice asks; others agree, or do not. */
class ApprovalTest {
  private static final String ALICE = SecurityTeam.ALICE;
  private static final String BOB = SecurityTeam.BOB;
  private static final String CAROL = SecurityTeam.CAROL;
  private static final String DAVE = SecurityTeam.DAVE;
  private static final String REASON = "it talks to a known C2 domain";
  private static final String ONE = "{E: 0, C: 1, D: 2, expiry: 15m}";

  /** Where more must agree to what is as grave as the finding is. */
  private static final String GRAVE = "grave";

  private static final String TWO = "{E: 1, C: 1, D: 2, expiry: 15m, severities: {HIGH: {C: 2}}}";

  private static final String LONG = "nobody answers and the data is leaving right now";

  @TempDir Path folder;
  private Bed bed;
  private Message card;
  private List<String> before;

  @BeforeEach
  void aFindingAboutTheServer(TestInfo test) throws Exception {
    bed = Bed.withApprovals(folder, test.getTags().contains(GRAVE) ? TWO : ONE);
    bed.deliver(
        GuardDutyFinding.first("16afba5c5c43e07c9e3e5e2e544e95df", Instant.now())
            .json(bed.account));
    card = bed.awaitMessage("Acknowledge");
    before = groups();
  }

  @AfterEach
  void stop() {
    bed.close();
  }

  private void aliceAsks() throws InterruptedException {
    bed.slack.as(ALICE).click(card, "Isolate instance…").confirm();
    bed.submit(ALICE, REASON);
    bed.awaitMessage("Awaiting approval");
  }

  private Message inThread() throws InterruptedException {
    return bed.slack.awaitSome(
        "the request in the thread",
        () ->
            bed.slack.thread(card.channel(), card.ts()).stream()
                .filter(m -> bed.slack.text(m).contains("Approval needed"))
                .findFirst(),
        Bed.PATIENCE);
  }

  private void awaitLedger(String kind, int times) {
    await().atMost(Bed.PATIENCE).untilAsserted(() -> assertThat(bed.ledger(kind)).hasSize(times));
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

  @Test
  void whoeverAsksSaysThatTheImpactWasLookedAt() throws Exception {
    bed.slack.as(ALICE).click(card, "Isolate instance…").confirm();
    var modal = bed.slack.awaitSome("a modal", () -> bed.slack.modal(ALICE), Bed.PATIENCE);

    var answer = bed.slack.as(ALICE).submit(modal, Map.of("reason", List.of(REASON)));

    assertThat(answer)
        .isInstanceOfSatisfying(
            Submission.Invalid.class, i -> assertThat(i.errors()).containsOnlyKeys("checked"));
  }

  @Test
  void theDisksAreTakenWhileTheIsolationWaitsForItsApproval() throws Exception {
    bed.slack.as(ALICE).click(card, "Isolate instance…").confirm();
    var modal = bed.slack.awaitSome("a modal", () -> bed.slack.modal(ALICE), Bed.PATIENCE);
    var words = new HashMap<>(RequestForm.words(modal, REASON));
    // Its box is ticked from the start.
    words.remove("along");
    words.put("ticket", List.of("SEC-1234 <!here>"));

    bed.slack.as(ALICE).submit(modal, words);

    bed.awaitThread(card, "snapshots complete");
    assertThat(groups()).isEqualTo(before);
    assertThat(bed.slack.text(inThread()))
        .contains("Isolate instance", "ticket `SEC-1234 <!here>`");
    bed.awaitThread(card, "ticket `SEC-1234 <!here>`");
  }

  @Test
  void withOneApprovalItRunsAndAllCopiesShowSo() throws Exception {
    aliceAsks();
    var request = bed.awaitRequest(BOB);
    var copy = inThread();

    bed.approve(BOB, request, "");

    bed.awaitMessage("🟢 Contained");
    assertThat(groups()).doesNotContainAnyElementsOf(before);
    bed.awaitEphemeral(BOB, "counts");
    for (var each : List.of(request, copy)) {
      bed.slack.await(
          "every copy shows that it is done",
          () -> bed.slack.message(each.channel(), each.ts()).filter(this::isDone).isPresent(),
          Bed.PATIENCE);
    }
    awaitLedger("action.done", 1);
    assertThat(bed.ledger("action.approved")).hasSize(1);
  }

  private boolean isDone(Message copy) {
    var text = bed.slack.text(copy);
    return text.contains("Approved by @bob") && text.contains("Done") && !text.contains("Review…");
  }

  @Test
  @Tag(GRAVE)
  void whereTwoMustAgreeOneDoesNotSufficeAndBothDo() throws Exception {
    aliceAsks();
    bed.approve(BOB, bed.awaitRequest(BOB), "");
    bed.awaitMessage("Waiting for 1 of 2 approvals");
    assertThat(groups()).isEqualTo(before);

    bed.approve(CAROL, inThread(), "");

    bed.awaitMessage("🟢 Contained");
    awaitLedger("action.approved", 2);
  }

  @Test
  void whoeverAskedSeesTheRequestAndCannotDecideIt() throws Exception {
    aliceAsks();

    var view = bed.open(ALICE, bed.awaitMessage("Awaiting approval"), "View request");

    assertThat(bed.slack.text(view)).contains("others decide").doesNotContain("Your decision");
  }

  @Test
  void aStrangerIsRefusedWithWhoCouldAndThatIsRecorded() throws Exception {
    aliceAsks();
    var copy = inThread();

    for (var button : List.of("Review…", "Deny…")) {
      bed.slack.as(DAVE).click(copy, button);
    }

    bed.awaitEphemeral(DAVE, "@ir-approvers");
    awaitLedger("action.refused", 2);
    assertThat(bed.slack.modal(DAVE)).isEmpty();
    assertThat(groups()).isEqualTo(before);
  }

  @Test
  void whoeverLeavesTheGroupWhileTheDialogIsOpenDoesNotCount() throws Exception {
    aliceAsks();
    var modal = bed.open(BOB, bed.awaitRequest(BOB), "Review…");
    bed.slack.changeGroup("S0APPROVE", List.of(CAROL));

    bed.slack.as(BOB).submit(modal, Map.of("choice", List.of("Approve")));

    bed.awaitEphemeral(BOB, "you are not one of them");
    awaitLedger("action.refused", 1);
    assertThat(bed.ledger("action.approved")).isEmpty();
  }

  @Test
  void aDenialWantsAReasonAndEndsIt() throws Exception {
    aliceAsks();
    var copy = inThread();
    var modal = bed.open(CAROL, copy, "Deny…");

    var answer = bed.slack.as(CAROL).submit(modal, Map.of("reason", List.of("no        ")));

    assertThat(answer).isInstanceOf(Submission.Invalid.class);
    bed.slack
        .as(CAROL)
        .submit(modal, Map.of("reason", List.of("the owner is looking at it already")));
    bed.awaitThread(card, "denied");
    bed.awaitMessage("[Isolate instance…]");
    assertThat(groups()).isEqualTo(before);
  }

  @Test
  void onlyWhoeverAskedTakesItBack() throws Exception {
    aliceAsks();
    var copy = inThread();

    bed.slack.as(BOB).click(copy, "Withdraw").confirm();
    bed.awaitEphemeral(BOB, "Only whoever asked");
    bed.slack.as(ALICE).click(copy, "Withdraw").confirm();

    bed.awaitEphemeral(ALICE, "taken back");
    bed.awaitMessage("[Isolate instance…]");
    awaitLedger("action.withdrawn", 1);
  }

  @Test
  void brokenGlassRunsItAndTellsEverybody() throws Exception {
    aliceAsks();
    var key = bed.ledger("action.requested").getFirst().path("case").asText();
    var modal = bed.open(ALICE, inThread(), "Break glass…");
    var alice = bed.slack.as(ALICE);

    var wrong = alice.submit(modal, Map.of("key", List.of("IR-1"), "reason", List.of(LONG)));
    assertThat(wrong)
        .isInstanceOfSatisfying(
            Submission.Invalid.class, i -> assertThat(i.errors()).containsOnlyKeys("key"));
    alice.submit(modal, Map.of("key", List.of(key), "reason", List.of(LONG)));

    bed.awaitMessage("🟢 Contained");
    assertThat(bed.slack.text(bed.awaitMessage("Glass broken"))).contains(LONG, "@ir-oncall");
    awaitLedger("action.forced", 1);
    assertThat(bed.ledger("action.approved")).isEmpty();
  }

  @Test
  void whatChangedBetweenRequestAndApprovalVoidsItAndTheThreadSaysWhat() throws Exception {
    aliceAsks();
    var request = bed.awaitRequest(BOB);
    var moved = bed.account.server().interfaces().getFirst();
    bed.aws
        .clients()
        .ec2()
        .modifyNetworkInterfaceAttribute(
            r -> r.networkInterfaceId(moved).groups(bed.account.network().sshGroup()));
    var drifted = groups();

    bed.approve(BOB, request, "");

    bed.awaitThread(card, moved + " groups: was");
    awaitLedger("action.voided", 1);
    assertThat(groups()).isEqualTo(drifted);
    assertThat(bed.ledger("action.started")).isEmpty();
  }

  @Test
  @Tag(GRAVE)
  void anApprovalSentTwiceCountsOnce() throws Exception {
    aliceAsks();
    bed.approve(BOB, bed.awaitRequest(BOB), "");
    bed.awaitEphemeral(BOB, "counts");
    var sent = bed.slack.sentRequests().getLast();

    assertThat(bed.slack.forgery().post(sent).statusCode()).isEqualTo(200);

    bed.awaitMessage("Waiting for 1 of 2 approvals");
    awaitLedger("action.approved", 1);
    assertThat(bed.ledger("action.refused")).isEmpty();
  }

  @Test
  void aClickOnAnotherMessageDoesNotCount() throws Exception {
    aliceAsks();
    var forgery = bed.slack.forgery();
    var payload = forgery.clickPayload(BOB, inThread(), "cordon:deny:A-1");
    payload.withObject("/container").put("message_ts", "1700000000.000001");

    forgery.post(
        forgery.signed(bed.address("/slack/events"), new Parcel(Parcel.Kind.INTERACTIVE, payload)));

    bed.awaitEphemeral(BOB, "not one that Cordon posted");
    awaitLedger("action.refused", 1);
  }

  @Test
  void whatIsUndoneWantsConsentToo() throws Exception {
    aliceAsks();
    bed.approve(BOB, bed.awaitRequest(BOB), "");
    bed.awaitMessage("🟢 Contained");

    bed.slack.as(BOB).click(card, "Undo isolation…").confirm();
    bed.submit(BOB, "false alarm, the owner confirmed it");
    bed.approve(CAROL, inThread(), "");

    awaitLedger("action.undone", 1);
    assertThat(groups()).isEqualTo(before);
    assertThat(actors("action.approved")).containsExactly(BOB, CAROL);
  }

  private List<String> actors(String kind) {
    return bed.ledger(kind).stream().map((JsonNode e) -> e.at("/actor/id").asText()).toList();
  }

  @Test
  @Tag(GRAVE)
  void evidenceIsApprovedOnTheCardItself() throws Exception {
    bed.slack.as(ALICE).click(card, "Snapshot disks…");
    bed.submit(ALICE, REASON);
    var request = bed.awaitRequest(BOB);
    assertThat(bed.ledger("action.started")).isEmpty();

    bed.slack.as(BOB).click(request, "Approve");

    bed.awaitThread(card, "snapshots complete");
    bed.awaitEphemeral(BOB, "counts");
  }

  @Test
  @Tag(GRAVE)
  void aTypedCommandSaysThatItWaits() throws Exception {
    bed.slack
        .as(ALICE)
        .command("/snapshot " + bed.account.server().instance() + " reason=\"look at the disks\"");

    bed.awaitEphemeral(ALICE, "waits for approval, 1 needed. Nothing was started");
  }

  @Test
  void aSecondCordonGoesOnWithARequestWhereTheFirstLeftIt() throws Exception {
    aliceAsks();
    var request = bed.awaitRequest(BOB);
    bed.startAnother();
    bed.endFirst();
    bed.slack.connect(new Connection.Http(bed.address("/slack/events")));

    bed.approve(BOB, request, "");

    bed.awaitMessage("🟢 Contained");
    awaitLedger("action.done", 1);
  }
}
