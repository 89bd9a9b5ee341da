package io.cordon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cordon.sandbox.aws.GuardDutyFinding;
import io.cordon.sandbox.slack.Message;
import io.cordon.sandbox.slack.SecurityTeam;
import io.cordon.sandbox.slack.View;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people see in Cordon's home tab, and do there. */
class HomeTest {
  private static final String ALICE = SecurityTeam.ALICE;
  private static final String BOB = SecurityTeam.BOB;
  private static final String CAROL = SecurityTeam.CAROL;
  private static final String DAVE = SecurityTeam.DAVE;
  private static final String REASON = "it talks to a known C2 domain";

  @TempDir Path folder;
  private Bed bed;
  private Message card;

  @BeforeEach
  void aFindingAboutTheServer() throws Exception {
    bed = Bed.withApprovals(folder, "{E: 0, C: 1, D: 2, expiry: 15m}");
    bed.deliver(
        GuardDutyFinding.first("16afba5c5c43e07c9e3e5e2e544e95df", Instant.now())
            .json(bed.account));
    card = bed.awaitMessage("Acknowledge");
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

  private View awaitHome(String user, String words) throws InterruptedException {
    return bed.slack.awaitSome(
        "the home of " + user + " says " + words,
        () -> bed.slack.home(user).filter(view -> bed.slack.text(view).contains(words)),
        Bed.PATIENCE);
  }

  @Test
  void whoTookACaseSeesItThereWithALinkToItsMessage() throws Exception {
    bed.slack.as(ALICE).openHome();
    var empty = awaitHome(ALICE, "Your cases");
    assertThat(bed.slack.text(empty))
        .contains("You are a responder", "none. `/ir list`", "Open cases: 🟠 1 HIGH")
        .doesNotContain("Waiting for your approval");

    bed.slack.as(ALICE).click(card, "Acknowledge");

    var home = awaitHome(ALICE, "@alice");
    assertThat(bed.slack.text(home)).contains("IR-", "Open the message", "Kept up to date until");
    assertThat(home.blocks().toString()).contains("/archives/" + card.channel() + "/p");
  }

  @Test
  void whatWaitsForAnApproverIsDecidedThereAndGoesAway() throws Exception {
    bed.slack.as(BOB).openHome();
    assertThat(bed.slack.text(awaitHome(BOB, "*Waiting for your approval*: nothing")))
        .contains("You are a responder and an approver and on call");
    aliceAsks();
    var home = awaitHome(BOB, "Asked for by @alice, 1 of 1 approvals missing");

    bed.slack.as(BOB).click(home, "Review…");
    var modal = bed.slack.awaitSome("a modal", () -> bed.slack.modal(BOB), Bed.PATIENCE);
    bed.slack.as(BOB).submit(modal, Map.of("choice", List.of("Approve")));

    bed.awaitMessage("🟢 Contained");
    assertThat(bed.ledger("action.approved")).hasSize(1);
    awaitHome(BOB, "*Waiting for your approval*: nothing");
  }

  @Test
  void aCaseIsOpenedByHandFromThere() throws Exception {
    bed.slack.as(ALICE).openHome();
    var home = awaitHome(ALICE, "New case…");

    bed.slack.as(ALICE).click(home, "New case…");

    var modal = bed.slack.awaitSome("a modal", () -> bed.slack.modal(ALICE), Bed.PATIENCE);
    bed.slack
        .as(ALICE)
        .submit(
            modal, Map.of("title", List.of("A laptop was stolen"), "severity", List.of("MEDIUM")));
    bed.awaitMessage("A laptop was stolen");
  }

  @Test
  void nobodySeesTheirOwnRequestAmongThoseThatWaitForThem() throws Exception {
    bed.slack.as(BOB).click(card, "Isolate instance…").confirm();
    bed.submit(BOB, REASON);
    bed.awaitMessage("Awaiting approval");

    bed.slack.as(BOB).openHome();

    awaitHome(BOB, "*Waiting for your approval*: nothing");
  }

  @Test
  void whoHasNoRoleSeesNothingOfAnyCase() throws Exception {
    bed.slack.as(ALICE).click(card, "Acknowledge");

    bed.slack.as(DAVE).openHome();

    var home = bed.slack.text(awaitHome(DAVE, "Cordon handles incidents"));
    assertThat(home).contains("@ir-responders").doesNotContain("IR-", "Open cases");
  }

  @Test
  void aButtonCountsInTheHomeOfWhoeverPressesItAlone() throws Exception {
    aliceAsks();
    bed.slack.as(BOB).openHome();
    var bobs = awaitHome(BOB, "Asked for by @alice");

    bed.slack.as(CAROL).click(bobs, "Review…");

    bed.slack.await(
        "carol is refused",
        () ->
            bed.slack.directMessages(CAROL).stream()
                .anyMatch(m -> bed.slack.text(m).contains("not one that Cordon posted")),
        Bed.PATIENCE);
    assertThat(bed.slack.modal(CAROL)).isEqualTo(Optional.empty());
    await()
        .atMost(Bed.PATIENCE)
        .untilAsserted(() -> assertThat(bed.ledger("action.refused")).hasSize(1));
  }
}
