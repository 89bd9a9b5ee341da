package io.cordon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cordon.sandbox.aws.GuardDutyFinding;
import io.cordon.sandbox.slack.Message;
import io.cordon.sandbox.slack.Parcel;
import io.cordon.sandbox.slack.SecurityTeam;
import io.cordon.sandbox.slack.SentRequest;
import io.cordon.sandbox.slack.Submission;
import io.cordon.sandbox.slack.View;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people can have done with many cases of a storm, from the message that speaks for it. */
class StormActionsTest {
  private static final int CASES = 30;
  private static final String REASON = "the scanner of the test team";

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
    bed.slack.await(
        "the storm speaks for more than it lists",
        () -> bed.slack.text(now(storm)).contains("more cases"),
        Bed.PATIENCE);
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

  private Message now(Message message) {
    return bed.slack.message(message.channel(), message.ts()).orElseThrow();
  }

  private View open(String user, String button) throws InterruptedException {
    bed.slack.as(user).click(storm, button);
    return bed.slack.awaitSome("a modal", () -> bed.slack.modal(user), Bed.PATIENCE);
  }

  private static Map<String, List<String>> filled(String which, Map<String, List<String>> more) {
    var fields = new HashMap<>(more);
    fields.put("which", List.of(which));
    fields.put("reason", List.of(REASON));
    return fields;
  }

  private void awaitLedger(String kind, int entries) {
    await().atMost(Bed.PATIENCE).untilAsserted(() -> assertThat(bed.ledger(kind)).hasSize(entries));
  }

  @Test
  void aGroupIsSilencedOnceHoweverOftenThatIsSubmitted() throws Exception {
    var modal = open(SecurityTeam.ALICE, "Snooze group…");
    var group = options(modal, "which").getLast();
    assertThat(group).startsWith("kind-");

    bed.slack
        .as(SecurityTeam.ALICE)
        .submit(modal, filled(group, Map.of("time", List.of("1 hour"))));
    bed.awaitEphemeral(SecurityTeam.ALICE, "cases are being silenced");
    SentRequest sent = bed.slack.sentRequests().getLast();
    assertThat(bed.slack.forgery().post(sent).statusCode()).isEqualTo(200);

    var silenced = told(SecurityTeam.ALICE, "(\\d+) cases are quiet until");
    assertThat(silenced).isGreaterThan(10);
    awaitLedger("case.snoozed", silenced);
    assertThat(bed.ledger("case.snoozed"))
        .allMatch(e -> e.path("data").path("reason").asText().equals(REASON))
        .extracting(e -> e.path("case").asText())
        .doesNotHaveDuplicates();
  }

  @Test
  void oneCaseSpeaksForTheWholeStorm() throws Exception {
    var modal = open(SecurityTeam.ALICE, "Open as one case…");
    bed.slack
        .as(SecurityTeam.ALICE)
        .submit(modal, filled("everything", Map.of("title", List.of("<!here> one scan"))));

    var gathered = told(SecurityTeam.ALICE, "speaks for (\\d+) cases now");
    awaitLedger("case.joined", gathered);
    var lead = bed.awaitMessage("This case speaks for");
    assertThat(bed.slack.text(lead)).contains("‹!here> one scan", (gathered - 10) + " more cases");
    assertThat(bed.ledger("case.gathered")).hasSize(1);

    bed.slack.as(SecurityTeam.BOB).click(now(lead), showOfOneWithoutItsOwn(lead));
    bed.awaitEphemeral(SecurityTeam.BOB, "comes now");
    bed.awaitMessage("Part of another case");
  }

  /** The number in what a user is told. */
  private int told(String user, String words) throws InterruptedException {
    var pattern = Pattern.compile(words);
    return bed.slack.awaitSome(
        user + " is told " + words,
        () ->
            bed.slack.ephemerals(user).stream()
                .map(m -> pattern.matcher(bed.slack.text(m)))
                .filter(Matcher::find)
                .map(found -> Integer.parseInt(found.group(1)))
                .findFirst(),
        Bed.PATIENCE);
  }

  private String showOfOneWithoutItsOwn(Message lead) {
    return lead.blocks().findValues("accessory").stream()
        .map(button -> button.path("text").path("text").asText())
        .filter(show -> !hasItsOwn(show.substring("Show ".length())))
        .findAny()
        .orElseThrow();
  }

  private boolean hasItsOwn(String key) {
    return bed.slack.messages(SecurityTeam.CHANNEL).stream()
        .map(bed.slack::text)
        .anyMatch(text -> text.contains("cases/" + key + "/findings/"));
  }

  private static List<String> options(View modal, String block) {
    for (var b : modal.blocks()) {
      if (b.path("block_id").asText().equals(block)) {
        return b.path("element").path("options").findValuesAsText("value");
      }
    }
    throw new AssertionError("no " + block);
  }

  @Test
  void whatIsMissingIsSaidUnderItsField() throws Exception {
    var modal = open(SecurityTeam.ALICE, "Open as one case…");

    var answer =
        bed.slack
            .as(SecurityTeam.ALICE)
            .submit(modal, Map.of("title", List.of("a scan"), "reason", List.of("x")));

    assertThat(answer)
        .isInstanceOfSatisfying(
            Submission.Invalid.class,
            invalid -> assertThat(invalid.errors()).containsKeys("which", "reason"));
  }

  @Test
  void aStrangersClickSilencesNothingAndIsRecorded() throws Exception {
    bed.slack.as(SecurityTeam.DAVE).click(storm, "Snooze group…");

    bed.awaitEphemeral(SecurityTeam.DAVE, "Only responders");
    awaitLedger("action.refused", 1);
    assertThat(bed.ledger("action.refused").getFirst().path("data").path("attempt").asText())
        .isEqualTo("snooze-group");
    assertThat(bed.slack.modal(SecurityTeam.DAVE)).isEmpty();
  }

  @Test
  void theButtonOnAMessageThatSpeaksForNoStormDoesNothing() throws Exception {
    var forgery = bed.slack.forgery();
    var forged = bed.slack.as(SecurityTeam.ALICE).say("look here");
    var click = forgery.clickPayload(SecurityTeam.ALICE, storm, "cordon:gather");
    click.withObject("/container").put("message_ts", forged.ts());

    forgery.post(
        forgery.signed(bed.address("/slack/events"), new Parcel(Parcel.Kind.INTERACTIVE, click)));

    bed.awaitEphemeral(SecurityTeam.ALICE, "not one that Cordon posted");
    assertThat(bed.ledger("case.gathered")).isEmpty();
  }
}
