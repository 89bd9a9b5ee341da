package io.cordon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cordon.sandbox.slack.Parcel;
import io.cordon.sandbox.slack.SecurityTeam;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadInputTest {
  @TempDir static Path folder;
  private static Bed bed;

  @BeforeAll
  static void start() throws Exception {
    bed = Bed.overHttp(folder);
  }

  @AfterAll
  static void stop() {
    bed.close();
  }

  @AfterEach
  void nothingElseIsDisturbed() {
    assertThat(bed.get("/health/ready").statusCode()).isEqualTo(200);
  }

  @Test
  void aBodyOverOneMebibyteIsRefusedAtBothDoors() {
    var body = new byte[1024 * 1024 + 1];

    for (var door : List.of("/sns", "/slack/events")) {
      var answer = bed.post(door, body, Map.of());
      assertThat(answer.statusCode()).isEqualTo(413);
      assertThat(answer.headers().firstValue("Connection")).contains("close");
    }
  }

  @Test
  void aMessageWithoutOrWithAWrongSignatureIsRefused() {
    var fields = bed.envelope("{}");
    var altered = new String(bed.signed(fields), StandardCharsets.UTF_8).replace("{}", "[]");

    assertThat(bed.post("/sns", "{}".getBytes(StandardCharsets.UTF_8), Map.of()).statusCode())
        .isBetween(400, 499);
    assertThat(bed.post("/sns", altered.getBytes(StandardCharsets.UTF_8), Map.of()).statusCode())
        .isBetween(400, 499);
  }

  @Test
  void aTopicThatIsNotAllowedIsRefused() {
    var fields = bed.envelope("{}");
    fields.put("TopicArn", "arn:aws:sns:eu-west-1:999999999999:somebody-elses");

    assertThat(bed.post("/sns", bed.signed(fields), Map.of()).statusCode()).isBetween(400, 499);
  }

  @Test
  void rawDeliveryIsRefusedWithTheReason() {
    var answer =
        bed.post(
            "/sns", "{}".getBytes(StandardCharsets.UTF_8), Map.of("x-amz-sns-rawdelivery", "true"));

    assertThat(answer.statusCode()).isBetween(400, 499);
    assertThat(answer.body()).containsIgnoringCase("raw delivery");
  }

  @Test
  void whatIsNoJsonOrOfAnUnknownKindBecomesACaseWithItsBytes() throws Exception {
    var prose = bed.deliver("Dear team, the server is on fire.");
    var unknown = bed.deliver("{\"detail-type\": \"Something New\", \"detail\": {}}");

    bed.awaitMessage("Unreadable message");
    await()
        .atMost(Bed.PATIENCE)
        .untilAsserted(() ->
            assertThat(bed.ledger("finding.unreadable"))
                .extracting(e -> e.path("data").path("message").asText())
                .contains(prose, unknown));
  }

  @Test
  void aFindingThatLacksMostFieldsIsShownWithWhatItLacks() throws Exception {
    bed.deliver(
        """
        {"detail-type": "GuardDuty Finding", "detail": {"title": "Bare bones", "type": "Recon:X/Y"}}
        """);

    var card = bed.awaitMessage("Bare bones");

    assertThat(bed.slack.text(card)).contains("severity").doesNotContain("[Isolate instance…]");
  }

  @Test
  void anAccountThatIsNotConfiguredGetsNoButtonThatActs() throws Exception {
    bed.deliver(finding("Elsewhere", "999999999999", "i-0123456789abcdef0"));

    var card = bed.awaitMessage("Elsewhere");

    assertThat(bed.slack.text(card))
        .contains("[Acknowledge]")
        .doesNotContain("[Isolate instance…]")
        .contains("is not in Cordon's configuration");
  }

  @Test
  void anIdThatEc2WouldReadAsAPatternIsNothingToActUpon() throws Exception {
    bed.deliver(finding("Pattern", bed.account.account(), "i-*"));

    var card = bed.awaitMessage("Pattern");

    assertThat(bed.slack.text(card))
        .contains("[Acknowledge]")
        .doesNotContain("[Isolate instance…]")
        .doesNotContain("[Snapshot disks…]");
  }

  @Test
  void anInstanceThatDoesNotExistIsToldAndNothingIsChanged() throws Exception {
    bed.deliver(finding("Ghost", bed.account.account(), "i-0fffffffffffffff0"));
    var card = bed.awaitMessage("Ghost");
    bed.aws.forgetCalls();

    bed.slack.as(SecurityTeam.ALICE).click(card, "Snapshot disks…");
    bed.slack.await(
        "the dialog says that there is none",
        () ->
            bed.slack
                .modal(SecurityTeam.ALICE)
                .filter(v -> bed.slack.text(v).contains("no such instance"))
                .isPresent(),
        Bed.PATIENCE);

    assertThat(bed.aws.changes()).noneMatch(c -> c.call().service().equals("ec2"));
    bed.slack.as(SecurityTeam.ALICE).close(bed.slack.modal(SecurityTeam.ALICE).orElseThrow());
  }

  @Test
  void hostileTextIsDeadWhereverItIsShown() throws Exception {
    var hostile =
        "HOSTILE <!channel> <https://evil.example|remediate> ``` `x`  \u202egnp.exe <@U0BOB> &lt;!here&gt; "
            + "A".repeat(100_000);
    bed.deliver(finding(hostile, bed.account.account(), "i-0eeeeeeeeeeeeeee0"));

    var card = bed.awaitMessage("HOSTILE");

    assertThat(bed.slack.live(card))
        .allMatch(
            l -> l.contains("console.aws.amazon.com") || l.contains("S0ONCALL"), "only our own");
    assertThat(bed.slack.text(card)).doesNotContain("\u202e");
  }

  @Test
  void aRequestThatIsNotSignedByThisSlackOfThisMomentIsRefused() throws Exception {
    bed.deliver(finding("Forgeries", bed.account.account(), "i-0aaaaaaaaaaaaaaa0"));
    var card = bed.awaitMessage("Forgeries");
    var forgery = bed.slack.forgery();
    var parcel =
        new Parcel(
            Parcel.Kind.INTERACTIVE,
            forgery.clickPayload(SecurityTeam.ALICE, card, "cordon:acknowledge"));
    var url = bed.address("/slack/events");
    var secret = bed.slack.setup().signingSecret();
    var now = Instant.now();

    assertThat(forgery.post(forgery.unsigned(url, parcel)).statusCode()).isEqualTo(401);
    assertThat(forgery.post(forgery.signed(url, parcel, now, "guessed")).statusCode())
        .isEqualTo(401);
    for (var skew : new Duration[] {Duration.ofMinutes(6), Duration.ofMinutes(-6)}) {
      assertThat(forgery.post(forgery.signed(url, parcel, now.plus(skew), secret)).statusCode())
          .isEqualTo(401);
    }
    assertThat(bed.ledger("case.acknowledged")).isEmpty();
  }

  private static String finding(String title, String account, String instance) {
    return """
    {"detail-type": "GuardDuty Finding", "source": "aws.guardduty", "account": "%s",
     "region": "eu-west-1", "detail": {"id": "%s", "type": "Backdoor:EC2/C&CActivity.B",
     "title": "%s", "description": "made up", "severity": 8, "accountId": "%s",
     "region": "eu-west-1", "updatedAt": "2026-11-24T10:00:00Z",
     "resource": {"resourceType": "Instance", "instanceDetails": {"instanceId": "%s"}},
     "service": {"count": 1, "archived": false}}}
    """
        .formatted(account, instance, title, account, instance);
  }
}
