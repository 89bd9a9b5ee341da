package io.cordon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cordon.sandbox.aws.GuardDutyFinding;
import io.cordon.sandbox.slack.Message;
import io.cordon.sandbox.slack.Parcel;
import io.cordon.sandbox.slack.SecurityTeam;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The message that speaks for a storm, and the button by which a case gets its own. */
class StormCardTest {
  private static final int CASES = 30;

  @TempDir Path folder;
  private Bed bed;
  private Message storm;

  @BeforeEach
  void moreFindingsThanAChannelCanTake() throws Exception {
    bed = Bed.overHttp(folder);
    for (int n = 0; n < CASES; n++) {
      bed.deliver(aboutAnother(n));
    }
    storm = bed.awaitMessage("⛈");
  }

  @AfterEach
  void stop() {
    bed.close();
  }

  private String aboutAnother(int n) {
    var server = bed.account.server().instance();
    return GuardDutyFinding.first("16afba5c5c43e07c9e3e5e2e544e%04x".formatted(n), Instant.now())
        .json(bed.account)
        .replace(server, "i-0ab12cd34ef%05x".formatted(n));
  }

  private String anyShow() {
    return storm.blocks().findValues("accessory").stream()
        .map(button -> button.path("text").path("text").asText())
        .findAny()
        .orElseThrow();
  }

  private List<Message> cards() {
    return bed.slack.messages(SecurityTeam.CHANNEL).stream()
        .filter(m -> bed.slack.text(m).contains("Acknowledge"))
        .toList();
  }

  @Test
  void aCaseGetsItsOwnMessageWhenAResponderAsksForIt() throws Exception {
    var before = cards().size();

    bed.slack.as(SecurityTeam.ALICE).click(storm, anyShow());

    bed.awaitEphemeral(SecurityTeam.ALICE, "comes now");
    await().atMost(Bed.PATIENCE).until(() -> cards().size() > before);
    await()
        .atMost(Bed.PATIENCE)
        .untilAsserted(() -> assertThat(bed.ledger("case.shown")).hasSize(1));
  }

  @Test
  void aStrangersClickShowsNothingAndIsRecorded() throws Exception {
    bed.slack.as(SecurityTeam.DAVE).click(storm, anyShow());

    bed.awaitEphemeral(SecurityTeam.DAVE, "Only responders");
    await()
        .atMost(Bed.PATIENCE)
        .untilAsserted(() -> assertThat(bed.ledger("action.refused")).hasSize(1));
    assertThat(bed.ledger("case.shown")).isEmpty();
  }

  @Test
  void theButtonOnAMessageThatSpeaksForNoStormShowsNothing() throws Exception {
    var forgery = bed.slack.forgery();
    var forged = bed.slack.as(SecurityTeam.ALICE).say("look here");
    var click = forgery.clickPayload(SecurityTeam.ALICE, storm, actionOf(storm));
    click.withObject("/container").put("message_ts", forged.ts());

    forgery.post(
        forgery.signed(bed.address("/slack/events"), new Parcel(Parcel.Kind.INTERACTIVE, click)));

    bed.awaitEphemeral(SecurityTeam.ALICE, "not one that Cordon posted");
    assertThat(bed.ledger("case.shown")).isEmpty();
  }

  private static String actionOf(Message storm) {
    return storm.blocks().findValuesAsText("action_id").getFirst();
  }
}
