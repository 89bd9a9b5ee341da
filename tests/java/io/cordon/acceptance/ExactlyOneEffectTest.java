package io.cordon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cordon.Racing;
import io.cordon.sandbox.aws.GuardDutyFinding;
import io.cordon.sandbox.slack.Connection;
import io.cordon.sandbox.slack.Fault;
import io.cordon.sandbox.slack.Message;
import io.cordon.sandbox.slack.Parcel;
import io.cordon.sandbox.slack.SecurityTeam;
import io.cordon.sandbox.slack.SentRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes on one table: whatever is delivered twice, and to whichever, happens once. */
class ExactlyOneEffectTest {
  private static final String REASON = "it talks to a known C2 domain";

  @TempDir Path folder;
  private Bed bed;
  private Message card;

  @BeforeEach
  void aFindingAndTwoProcesses() throws Exception {
    bed = Bed.overHttp(folder);
    bed.startAnother();
    bed.slack.connect(SecurityTeam.BOB, new Connection.Http(bed.address(1, "/slack/events")));
    bed.deliver(finding());
    card = bed.awaitMessage("Acknowledge");
  }

  @AfterEach
  void stop() {
    bed.slack.heal();
    bed.close();
  }

  @Test
  void aMessageThatSnsDeliversToBothAtOnceIsTakenInOnce() throws Exception {
    var again = bed.signed(bed.envelope(finding()));

    var answers = Racing.many(4, n -> bed.post(n % 2, "/sns", again, Map.of()).statusCode());

    assertThat(answers).containsOnly(200);
    awaitEntries("finding.received", 2);
    assertThat(bed.slack.messages(SecurityTeam.CHANNEL)).hasSize(1);
  }

  @Test
  void aClickThatIsReplayedAtAnotherProcessIsAnsweredAsAtFirst() throws Exception {
    bed.slack.as(SecurityTeam.ALICE).click(card, "Acknowledge");
    awaitTold(SecurityTeam.ALICE, "is yours", 1);

    replayAtTheOther(lastSent());

    awaitTold(SecurityTeam.ALICE, "is yours", 2);
    awaitEntries("case.acknowledged", 1);
    assertThat(bed.ledger("action.refused")).isEmpty();
  }

  @Test
  void aRetryOfSlackWithAnotherSignatureIsTheSameClick() throws Exception {
    var forgery = bed.slack.forgery();
    var click = forgery.clickPayload(SecurityTeam.ALICE, card, "cordon:acknowledge");
    var parcel = new Parcel(Parcel.Kind.INTERACTIVE, click);
    forgery.post(forgery.signed(bed.address("/slack/events"), parcel));
    for (int n = 1; n <= 2; n++) {
      var retry =
          forgery
              .signed(
                  bed.address(n % 2, "/slack/events"),
                  parcel,
                  Instant.now().minusSeconds(n),
                  bed.slack.setup().signingSecret())
              .withHeader("X-Slack-Retry-Num", Integer.toString(n))
              .withHeader("X-Slack-Retry-Reason", "http_timeout");
      assertThat(forgery.post(retry).statusCode()).isEqualTo(200);
    }

    awaitTold(SecurityTeam.ALICE, "is yours", 3);
    awaitEntries("case.acknowledged", 1);
    assertThat(bed.ledger("action.refused")).isEmpty();
  }

  @Test
  void aStrangersClickThatIsReplayedIsRefusedOnce() throws Exception {
    bed.slack.as(SecurityTeam.DAVE).click(card, "Acknowledge");
    awaitTold(SecurityTeam.DAVE, "Nothing was started", 1);

    replayAtTheOther(lastSent());

    awaitTold(SecurityTeam.DAVE, "Nothing was started", 2);
    awaitEntries("action.refused", 1);
  }

  @Test
  void aDoubleClickIsToldThatItWasDoneAlready() throws Exception {
    bed.slack.as(SecurityTeam.ALICE).click(card, "Acknowledge");
    var second = bed.slack.forgery().clickPayload(SecurityTeam.ALICE, card, "cordon:acknowledge");
    send(1, second);

    awaitTold(SecurityTeam.ALICE, "has the case since", 1);
    awaitEntries("action.refused", 1);
    assertThat(bed.ledger("case.acknowledged")).hasSize(1);
  }

  @Test
  void ofTwoPeopleAtOnceOneHasTheCaseAndTheOtherIsToldWho() throws Exception {
    var people = List.of(SecurityTeam.ALICE, SecurityTeam.BOB);

    Racing.many(2, n -> bed.slack.as(people.get(n)).click(card, "Acknowledge"));

    awaitEntries("action.refused", 1);
    var owner = bed.ledger("case.acknowledged").getFirst().path("actor").path("id").asText();
    var other = people.stream().filter(p -> !p.equals(owner)).findFirst().orElseThrow();
    bed.awaitEphemeral(owner, "is yours");
    bed.awaitEphemeral(other, "has the case since");
    assertThat(bed.ledger("case.acknowledged")).hasSize(1);
  }

  @Test
  void aReplayedRequestForADialogOpensNoSecondOneAndSaysNothing() throws Exception {
    bed.slack.as(SecurityTeam.ALICE).click(card, "Isolate instance…").confirm();
    var sent = lastSent();
    bed.submit(SecurityTeam.ALICE, REASON);
    bed.awaitMessage("Contained");
    var told = bed.slack.ephemerals(SecurityTeam.ALICE).size();

    replayAtTheOther(sent);
    bed.slack.as(SecurityTeam.BOB).click(card, "Acknowledge");
    bed.awaitThread(card, "took the case");

    assertThat(bed.slack.modal(SecurityTeam.ALICE)).isEmpty();
    assertThat(bed.slack.ephemerals(SecurityTeam.ALICE)).hasSize(told);
    assertThat(bed.ledger("action.refused")).isEmpty();
  }

  @Test
  void aReplayedSubmissionRunsNothingAgain() throws Exception {
    bed.slack.as(SecurityTeam.ALICE).click(card, "Isolate instance…").confirm();
    bed.submit(SecurityTeam.ALICE, REASON);
    var sent = lastSent();
    awaitTold(SecurityTeam.ALICE, "is taken in", 1);

    replayAtTheOther(sent);

    awaitTold(SecurityTeam.ALICE, "is taken in", 2);
    bed.awaitMessage("Contained");
    awaitEntries("action.done", 1);
    assertThat(bed.ledger("action.requested")).hasSize(1);
    assertThat(bed.ledger("action.refused")).isEmpty();
  }

  @Test
  void aReplayedCommandRunsNothingAgain() throws Exception {
    var server = bed.account.server().instance();
    bed.slack.as(SecurityTeam.ALICE).command("/snapshot " + server + " reason=\"" + REASON + "\"");
    var sent = lastSent();
    bed.awaitEphemeral(SecurityTeam.ALICE, "A-1");

    replayAtTheOther(sent);

    awaitTold(SecurityTeam.ALICE, "Looking for", 2);
    bed.awaitThread(card, "snapshots complete");
    awaitEntries("action.done", 1);
    assertThat(bed.ledger("action.requested")).hasSize(1);
  }

  @Test
  void anOldCardWorksWithTheProcessThatComesAfter() throws Exception {
    bed.endFirst();
    bed.slack.connect(new Connection.Http(bed.address("/slack/events")));

    bed.slack.as(SecurityTeam.ALICE).click(card, "Acknowledge");

    bed.awaitEphemeral(SecurityTeam.ALICE, "is yours");
    bed.awaitMessage("owned by");
  }

  @Test
  void aLateClickOnAnOldCardIsToldWhoDidItAndWhen() throws Exception {
    bed.slack.as(SecurityTeam.ALICE).click(card, "Isolate instance…").confirm();
    bed.submit(SecurityTeam.ALICE, REASON);
    var contained = bed.awaitMessage("[Undo isolation…]");
    send(1, bed.slack.forgery().clickPayload(SecurityTeam.BOB, card, "cordon:isolate"));
    bed.awaitEphemeral(SecurityTeam.BOB, "of @alice did this already");

    var late = bed.slack.forgery().clickPayload(SecurityTeam.BOB, contained, "cordon:undo:A-1");
    bed.slack.as(SecurityTeam.ALICE).click(card, "Undo isolation…").confirm();
    bed.submit(SecurityTeam.ALICE, "false alarm, the owner confirmed it");
    bed.awaitMessage("[Isolate instance…]");
    send(1, late);

    bed.awaitEphemeral(SecurityTeam.BOB, "of @alice undid this already");
    awaitEntries("action.refused", 2);
  }

  @Test
  void theCardShowsWhatWasClickedAlthoughSlackTakesNoUpdate() throws Exception {
    bed.slack.failUntilHealed("chat.update", new Fault.RateLimited(1));

    bed.slack.as(SecurityTeam.ALICE).click(card, "Acknowledge");

    bed.awaitMessage("owned by");
  }

  @Test
  void aCardThatAnOlderOneOvertookIsWrittenAnew() throws Exception {
    var before = card.blocks().toString();
    var click = bed.slack.forgery().clickPayload(SecurityTeam.ALICE, card, "cordon:acknowledge");
    send(0, click);
    bed.awaitMessage("owned by");

    var late = URI.create(click.path("response_url").asText());
    var old = "{\"replace_original\":true,\"text\":\"old\",\"blocks\":" + before + "}";
    bed.post(late, old.getBytes(StandardCharsets.UTF_8), Map.of());

    assertThat(bed.slack.text(bed.slack.message(card.channel(), card.ts()).orElseThrow()))
        .doesNotContain("owned by");
    bed.awaitMessage("owned by");
  }

  private String finding() {
    return GuardDutyFinding.first("16afba5c5c43e07c9e3e5e2e544e95df", Instant.now())
        .json(bed.account);
  }

  private SentRequest lastSent() {
    return bed.slack.sentRequests().getLast();
  }

  private void replayAtTheOther(SentRequest sent) throws Exception {
    var there = new SentRequest(bed.address(1, "/slack/events"), sent.headers(), sent.body());
    assertThat(bed.slack.forgery().post(there).statusCode()).isEqualTo(200);
  }

  private void send(int process, ObjectNode payload) throws Exception {
    var forgery = bed.slack.forgery();
    forgery.post(
        forgery.signed(
            bed.address(process, "/slack/events"), new Parcel(Parcel.Kind.INTERACTIVE, payload)));
  }

  private void awaitTold(String user, String words, int times) throws InterruptedException {
    bed.slack.await(
        user + " is told " + times + " times " + words,
        () ->
            bed.slack.ephemerals(user).stream()
                    .map(bed.slack::text)
                    .filter(t -> t.contains(words))
                    .count()
                == times,
        Bed.PATIENCE);
  }

  private void awaitEntries(String kind, int count) {
    await().atMost(Bed.PATIENCE).untilAsserted(() -> assertThat(bed.ledger(kind)).hasSize(count));
  }
}
