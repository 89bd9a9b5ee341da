package io.cordon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cordon.sandbox.aws.GuardDutyFinding;
import io.cordon.sandbox.slack.Message;
import io.cordon.sandbox.slack.Parcel;
import io.cordon.sandbox.slack.SecurityTeam;
import io.cordon.sandbox.slack.Submission;
import io.cordon.sandbox.slack.View;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people decide about a case as a whole, from its message. */
class TriageOnTheCardTest {
  private static final String REASON = "the scanner of the test team";

  @TempDir Path folder;
  private Bed bed;
  private Message card;

  @BeforeEach
  void aFindingAboutTheServer() throws Exception {
    bed = Bed.overHttp(folder);
    bed.deliver(finding());
    card = bed.awaitMessage("Acknowledge");
  }

  @AfterEach
  void stop() {
    bed.close();
  }

  private String finding() {
    return GuardDutyFinding.first("16afba5c5c43e07c9e3e5e2e544e95df", Instant.now())
        .json(bed.account);
  }

  private View open(String user, String button) throws InterruptedException {
    bed.slack.as(user).click(card, button);
    return bed.slack.awaitSome("a modal", () -> bed.slack.modal(user), Bed.PATIENCE);
  }

  private void awaitCard(String words) throws InterruptedException {
    bed.slack.await(
        "the card says " + words,
        () ->
            bed.slack
                .message(card.channel(), card.ts())
                .map(bed.slack::text)
                .filter(text -> text.contains(words))
                .isPresent(),
        Bed.PATIENCE);
  }

  private void snoozed(String user) throws InterruptedException {
    var modal = open(user, "Snooze…");
    bed.slack.as(user).submit(modal, Map.of("time", List.of("4 hours"), "reason", List.of(REASON)));
  }

  @Test
  void aSilencedCaseSaysSoAndCanBeWoken() throws Exception {
    snoozed(SecurityTeam.ALICE);

    bed.awaitEphemeral(SecurityTeam.ALICE, "is quiet until");
    awaitCard("⚪ Snoozed");
    awaitCard(REASON);
    bed.slack.as(SecurityTeam.BOB).click(card, "Wake");
    awaitCard("State *New*");
    bed.awaitThread(card, "woke the case");
  }

  @Test
  void ofTwoWhoSilenceItTheSecondIsToldWhoWasFirst() throws Exception {
    var late = open(SecurityTeam.BOB, "Snooze…");
    snoozed(SecurityTeam.ALICE);
    bed.awaitEphemeral(SecurityTeam.ALICE, "is quiet until");

    bed.slack
        .as(SecurityTeam.BOB)
        .submit(late, Map.of("time", List.of("1 hour"), "reason", List.of(REASON)));

    bed.awaitEphemeral(SecurityTeam.BOB, "@alice silenced the case");
    await()
        .atMost(Bed.PATIENCE)
        .untilAsserted(() -> {
          assertThat(bed.ledger("case.snoozed")).hasSize(1);
          assertThat(bed.ledger("action.refused")).hasSize(1);
        });
  }

  @Test
  void aSubmissionDeliveredAgainIsAnsweredAndNotWorkedOn() throws Exception {
    snoozed(SecurityTeam.ALICE);
    bed.awaitEphemeral(SecurityTeam.ALICE, "is quiet until");
    var sent = bed.slack.sentRequests().getLast();

    assertThat(bed.slack.forgery().post(sent).statusCode()).isEqualTo(200);

    bed.awaitThread(card, "silenced the case");
    assertThat(bed.ledger("case.snoozed")).hasSize(1);
    assertThat(bed.ledger("action.refused")).isEmpty();
  }

  @Test
  void onlyARespondersCanBeGivenTheCase() throws Exception {
    var modal = open(SecurityTeam.ALICE, "Assign…");

    assertThat(
            bed.slack
                .as(SecurityTeam.ALICE)
                .submit(modal, Map.of("to", List.of(SecurityTeam.DAVE))))
        .isInstanceOf(Submission.Invalid.class);
    bed.slack.as(SecurityTeam.ALICE).submit(modal, Map.of("to", List.of(SecurityTeam.BOB)));

    awaitCard("owned by @bob");
    bed.awaitThread(card, "gave the case to");
  }

  @Test
  void aClosedCaseTakesNothingUntilItIsReopened() throws Exception {
    var modal = open(SecurityTeam.ALICE, "Close…");
    var none = Map.of("resolution", List.of("duplicate"), "duplicate", List.of("IR-2026-999"));
    assertThat(bed.slack.as(SecurityTeam.ALICE).submit(modal, none))
        .isInstanceOf(Submission.Invalid.class);
    var benign = Map.of("resolution", List.of("benign"), "note", List.of("<!channel> a test"));
    var forgery = bed.slack.forgery();
    var late = forgery.clickPayload(SecurityTeam.BOB, card, "cordon:isolate");
    bed.slack
        .as(SecurityTeam.ALICE)
        .submit(
            modal,
            Map.of(
                "resolution", benign.get("resolution"),
                "duplicate", List.of(""),
                "note", benign.get("note")));
    awaitCard("⚪ Closed");

    forgery.post(
        forgery.signed(bed.address("/slack/events"), new Parcel(Parcel.Kind.INTERACTIVE, late)));
    bed.awaitEphemeral(SecurityTeam.BOB, "is closed");

    var again = open(SecurityTeam.BOB, "Reopen…");
    bed.slack.as(SecurityTeam.BOB).submit(again, Map.of("reason", List.of("it was not meant to")));
    awaitCard("State *New*");
    bed.awaitThread(card, "opened the case again");
  }

  @Test
  void aNoteIsInTheThread() throws Exception {
    var modal = open(SecurityTeam.ALICE, "Add note…");

    bed.slack
        .as(SecurityTeam.ALICE)
        .submit(modal, Map.of("note", List.of("talked to the owner <@U0EVE> of it")));

    bed.awaitThread(card, "talked to the owner");
    assertThat(bed.ledger("case.noted")).hasSize(1);
  }

  @Test
  void theFindingCanBeReadAsItCame() throws Exception {
    await()
        .atMost(Bed.PATIENCE)
        .untilAsserted(() -> assertThat(bed.ledger("finding.received")).hasSize(1));

    var modal = open(SecurityTeam.ALICE, "Raw JSON…");

    assertThat(bed.slack.text(modal))
        .contains("16afba5c5c43e07c9e3e5e2e544e95df", "findings/1.json");
  }

  @Test
  void aStrangerSilencesNothing() throws Exception {
    bed.slack.as(SecurityTeam.DAVE).click(card, "Snooze…");

    bed.awaitEphemeral(SecurityTeam.DAVE, "Only responders");
    await()
        .atMost(Bed.PATIENCE)
        .untilAsserted(() -> assertThat(bed.ledger("action.refused")).hasSize(1));
    assertThat(bed.slack.modal(SecurityTeam.DAVE)).isEmpty();
  }
}
