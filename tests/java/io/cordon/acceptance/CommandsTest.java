package io.cordon.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cordon.sandbox.aws.AnsweredCall;
import io.cordon.sandbox.aws.Fault;
import io.cordon.sandbox.aws.FaultRule;
import io.cordon.sandbox.aws.GuardDutyFinding;
import io.cordon.sandbox.aws.SecurityHubFinding;
import io.cordon.sandbox.slack.Message;
import io.cordon.sandbox.slack.SecurityTeam;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people are told to each command, good and bad, one readable file each. */
class CommandsTest {
  private static final String REASON = " reason=\"it talks to a C2 domain\"";

  @TempDir Path folder;
  private Bed bed;
  private Message card;
  private String key;
  private Conversation talk;

  @BeforeEach
  void aFindingAboutTheServer() throws Exception {
    bed = Bed.overHttp(folder);
    bed.deliver(
        GuardDutyFinding.first("16afba5c5c43e07c9e3e5e2e544e95df", Instant.now())
            .json(bed.account));
    card = bed.awaitMessage("Acknowledge");
    await()
        .atMost(Bed.PATIENCE)
        .untilAsserted(() -> assertThat(bed.ledger("card.posted")).hasSize(1));
    key = bed.ledger("card.posted").getFirst().path("case").asText();
    talk = new Conversation(bed);
  }

  @AfterEach
  void stop() {
    bed.close();
  }

  @Test
  void questionsAboutCordonAndItsPeople() throws Exception {
    help();
    whoami();
    onCall();
    show();
    status();
  }

  private void help() throws Exception {
    talk.says(SecurityTeam.ALICE, "/ir");
    talk.says(SecurityTeam.DAVE, "/ir HELP");
    for (var verb :
        List.of(
            "help",
            "status",
            "whoami",
            "oncall",
            "list",
            "show",
            "note",
            "assign",
            "snapshot",
            "isolate",
            "undo",
            "timeline",
            "verify")) {
      talk.says(SecurityTeam.ALICE, "/ir help " + verb);
    }
    talk.says(SecurityTeam.ALICE, "/ir help snapsot");
    talk.says(SecurityTeam.ALICE, "/ir help me please");
    talk.says(SecurityTeam.GRACE, "/ir help");
    talk.says(SecurityTeam.MALLORY, "/ir help");
    talk.says(SecurityTeam.ALICE, "/ir snapsot");
    talk.says(SecurityTeam.ALICE, "/ir frobnicate");
    talk.isGolden("ir-help.txt");
  }

  private void status() throws Exception {
    await()
        .atMost(Bed.PATIENCE)
        .until(() -> bed.get("/metrics").body().contains("cordon_outbox_letters 0.0"));
    talk.says(SecurityTeam.ALICE, "/ir status");
    talk.says(SecurityTeam.ALICE, "/ir status now");
    talk.says(SecurityTeam.DAVE, "/ir status");
    talk.isGolden("ir-status.txt");
  }

  private void whoami() throws Exception {
    for (var user :
        List.of(
            SecurityTeam.ALICE,
            SecurityTeam.BOB,
            SecurityTeam.CAROL,
            SecurityTeam.DAVE,
            SecurityTeam.GRACE,
            SecurityTeam.MALLORY)) {
      talk.says(user, "/ir whoami");
    }
    talk.says(SecurityTeam.ALICE, "/ir whoami as=root");
    talk.isGolden("ir-whoami.txt");
  }

  private void onCall() throws Exception {
    talk.says(SecurityTeam.ALICE, "/ir oncall");
    talk.says(SecurityTeam.DAVE, "/ir oncall");
    talk.says(SecurityTeam.ALICE, "/ir on-call");
    talk.isGolden("ir-oncall.txt");
  }

  @Test
  void list() throws Exception {
    talk.says(SecurityTeam.ALICE, "/ir list");
    talk.says(SecurityTeam.ALICE, "/ir list mine");
    talk.quietly(
        SecurityTeam.ALICE, () -> bed.slack.as(SecurityTeam.ALICE).click(card, "Acknowledge"));
    talk.says(SecurityTeam.ALICE, "/ir LIST Mine sev=HIGH,critical last=1h");
    talk.says(SecurityTeam.BOB, "/ir list mine");
    talk.says(SecurityTeam.BOB, "/ir list open sev=low");
    talk.says(SecurityTeam.BOB, "/ir list waiting");
    talk.says(SecurityTeam.BOB, "/ir list account=" + bed.account.account());
    talk.says(SecurityTeam.BOB, "/ir list sev=terrible");
    talk.says(SecurityTeam.BOB, "/ir list last=yesterday");
    talk.says(SecurityTeam.BOB, "/ir list last=0h");
    talk.says(SecurityTeam.BOB, "/ir list account=12");
    talk.says(SecurityTeam.BOB, "/ir list account=999900001111");
    talk.says(SecurityTeam.BOB, "/ir list colour=red");
    talk.says(SecurityTeam.BOB, "/ir list closed");
    talk.says(SecurityTeam.BOB, "/ir list source=guardduty");
    talk.says(SecurityTeam.BOB, "/ir list mine source=securityhub");
    talk.says(SecurityTeam.DAVE, "/ir list");
    talk.isGolden("ir-list.txt");
  }

  @Test
  void listOfSecurityHub() throws Exception {
    var hub = new SecurityHubFinding(bed.account);
    bed.aws
        .clients()
        .securityHub()
        .batchImportFindings(r ->
            r.findings(
                hub.about("bucket-1", "The bucket cordon-shop is public", "CRITICAL", "NEW"),
                hub.about("bucket-2", "Somebody is at it", "CRITICAL", "NOTIFIED"),
                hub.about("bucket-3", "Versioning is off", "LOW", "NEW")));

    talk.says(SecurityTeam.ALICE, "/ir list source=securityhub", 2);
    talk.says(SecurityTeam.ALICE, "/ir list source=SecurityHub sev=low last=7d", 2);
    talk.says(SecurityTeam.ALICE, "/ir list source=securityhub sev=high", 2);
    var offered = bed.slack.ephemerals(SecurityTeam.ALICE).get(1);
    talk.does(
        SecurityTeam.ALICE,
        "presses Open case",
        () -> bed.slack.as(SecurityTeam.ALICE).click(offered, "Open case"));
    talk.does(
        SecurityTeam.ALICE,
        "presses Open case again",
        () -> bed.slack.as(SecurityTeam.ALICE).click(offered, "Open case"));
    bed.awaitMessage("The bucket cordon-shop is public");
    bed.aws.inject(new Fault.AccessDenied(), FaultRule.on("securityhub", "GetFindings"));
    talk.says(SecurityTeam.ALICE, "/ir list source=securityhub", 2);
    talk.says(SecurityTeam.DAVE, "/ir list source=securityhub");
    talk.isGolden("ir-list-securityhub.txt");

    await()
        .atMost(Bed.PATIENCE)
        .untilAsserted(() ->
            assertThat(bed.ledger("finding.received"))
                .filteredOn(e -> e.at("/actor/id").asText().equals(SecurityTeam.ALICE))
                .hasSize(1));
    assertThat(bed.aws.calls())
        .extracting(AnsweredCall::call)
        .filteredOn(call -> call.operation().equals("GetFindings"))
        .first()
        .satisfies(call ->
            assertThat(call.parameters())
                .containsEntry("Filters.WorkflowStatus.1.Value", "NEW")
                .containsEntry("Filters.RecordState.1.Value", "ACTIVE")
                .containsEntry("Filters.SeverityLabel.1.Value", "CRITICAL"));
  }

  private void show() throws Exception {
    talk.says(SecurityTeam.ALICE, "/ir show " + key.toLowerCase(Locale.ROOT));
    talk.says(SecurityTeam.ALICE, "/ir show");
    talk.says(SecurityTeam.ALICE, "/ir show 042");
    talk.says(SecurityTeam.ALICE, "/ir show IR-2026-999");
    talk.says(SecurityTeam.ALICE, "/ir show " + key + " please");
    talk.says(SecurityTeam.DAVE, "/ir show " + key);
    talk.isGolden("ir-show.txt");
  }

  @Test
  void notesAndOwners() throws Exception {
    note();
    assign();
  }

  private void note() throws Exception {
    talk.says(SecurityTeam.ALICE, "/ir note " + key + " a 5\" disk & @bob says it's <fine> k=v");
    talk.says(SecurityTeam.ALICE, "/ir note " + key + " “in quotes”");
    talk.says(SecurityTeam.ALICE, "/ir note");
    talk.says(SecurityTeam.ALICE, "/ir note 042 hello");
    talk.says(SecurityTeam.ALICE, "/ir note " + key);
    talk.says(SecurityTeam.ALICE, "/ir note " + key + " " + "x".repeat(2001));
    talk.says(SecurityTeam.ALICE, "/ir note IR-2026-999 hello");
    talk.says(SecurityTeam.DAVE, "/ir note " + key + " let me in");
    bed.awaitThread(card, "in quotes");
    bed.awaitThread(card, "not a responder");
    talk.isGolden("ir-note.txt");

    await()
        .atMost(Bed.PATIENCE)
        .untilAsserted(() ->
            assertThat(bed.ledger("case.noted"))
                .extracting(e -> e.at("/data/text").asText())
                .containsExactly("a 5\" disk & @bob says it's <fine> k=v", "in quotes"));
  }

  private void assign() throws Exception {
    talk.says(SecurityTeam.ALICE, "/ir assign " + key + " @bob");
    talk.says(SecurityTeam.ALICE, "/ir assign " + key + " " + SecurityTeam.ALICE);
    talk.says(SecurityTeam.ALICE, "/ir assign " + key + " @dave");
    talk.says(SecurityTeam.ALICE, "/ir assign " + key + " @nobody");
    talk.says(SecurityTeam.ALICE, "/ir assign " + key);
    talk.says(SecurityTeam.ALICE, "/ir assign @bob");
    talk.says(SecurityTeam.ALICE, "/ir assign " + key + " @bob @alice");
    talk.says(SecurityTeam.DAVE, "/ir assign " + key + " @dave");
    bed.awaitThread(card, "gave the case to");
    talk.isGolden("ir-assign.txt");

    await()
        .atMost(Bed.PATIENCE)
        .untilAsserted(() -> assertThat(bed.ledger("action.refused")).hasSize(3));
    assertThat(bed.ledger("case.assigned")).hasSize(2);
  }

  @Test
  void snapshot() throws Exception {
    var server = bed.account.server().instance();
    talk.says(SecurityTeam.ALICE, "/ir snapshot " + server + REASON, 2);
    bed.awaitThread(card, "snapshots complete");
    talk.says(SecurityTeam.ALICE, "/snapshot " + bed.account.neighbour().instance() + REASON, 2);
    talk.says(SecurityTeam.ALICE, "/snapshot i-0fffffffffffffff0" + REASON, 2);
    talk.says(SecurityTeam.ALICE, "/ir snapshot");
    talk.says(SecurityTeam.ALICE, "/snapshot web-1" + REASON);
    talk.says(SecurityTeam.ALICE, "/snapshot " + server);
    talk.says(SecurityTeam.ALICE, "/snapshot " + server + " reason=soon");
    talk.says(SecurityTeam.ALICE, "/snapshot " + server + " reason=\"it never ends");
    talk.says(SecurityTeam.ALICE, "/snapshot " + server + " colour=red" + REASON);
    talk.says(SecurityTeam.ALICE, "/snapshot " + server + REASON + REASON);
    talk.says(SecurityTeam.ALICE, "/snapshot " + server + " region=mars-1" + REASON);
    talk.says(SecurityTeam.ALICE, "/snapshot " + server + " account=12" + REASON);
    talk.says(SecurityTeam.ALICE, "/ir snapshot " + server + " case=IR-2026-999" + REASON);
    talk.says(SecurityTeam.DAVE, "/ir snapshot " + server + " case=" + key + REASON);
    talk.isGolden("ir-snapshot.txt");
  }

  @Test
  void memdump() throws Exception {
    var server = bed.account.server().instance();
    var neighbour = bed.account.neighbour().instance();

    talk.says(SecurityTeam.ALICE, "/memdump " + neighbour + REASON, 2);
    talk.says(SecurityTeam.ALICE, "/ir memdump " + server + " case=" + key + REASON, 2);
    talk.says(SecurityTeam.ALICE, "/memdump web-1" + REASON);
    talk.isGolden("ir-memdump.txt");
    assertThat(bed.ledger("case.opened")).isEmpty();
  }

  @Test
  void isolate() throws Exception {
    var server = bed.account.server().instance();
    var neighbour = bed.account.neighbour().instance();
    talk.opens(SecurityTeam.ALICE, "/ir isolate " + server + REASON, "What will change");
    talk.closes(SecurityTeam.ALICE);
    talk.opens(SecurityTeam.ALICE, "/ir isolate " + neighbour, "What will change");
    talk.does(
        SecurityTeam.ALICE,
        "sends it off",
        () -> bed.submit(SecurityTeam.ALICE, "it may be hit as well"));
    bed.awaitMessage("🟢 Contained");
    talk.opens(SecurityTeam.ALICE, "/ir isolate " + neighbour, "did this already");
    talk.closes(SecurityTeam.ALICE);
    talk.opens(SecurityTeam.ALICE, "/ir isolate i-0fffffffffffffff0", "found nowhere");
    talk.closes(SecurityTeam.ALICE);
    talk.opens(SecurityTeam.ALICE, "/ir isolate " + neighbour + " case=" + key, "is not about");
    talk.closes(SecurityTeam.ALICE);
    talk.says(SecurityTeam.ALICE, "/ir isolate");
    talk.says(SecurityTeam.ALICE, "/ir isolate web-1");
    talk.says(SecurityTeam.ALICE, "/ir isolate " + server + " reason=soon");
    talk.says(SecurityTeam.ALICE, "/ir isolate " + server + " case=IR-2026-999");
    talk.says(SecurityTeam.DAVE, "/ir isolate " + server + " case=" + key);
    talk.isGolden("ir-isolate.txt");
  }

  @Test
  void undo() throws Exception {
    bed.slack.as(SecurityTeam.ALICE).click(card, "Isolate instance…").confirm();
    bed.submit(SecurityTeam.ALICE, "it talks to a known C2 domain");
    bed.awaitMessage("🟢 Contained");

    talk.opens(
        SecurityTeam.BOB,
        "/ir undo " + key + "/A-1 reason=\"a false alarm, says its owner\"",
        "What will change");
    bed.slack
        .as(SecurityTeam.BOB)
        .submit(
            bed.slack.modal(SecurityTeam.BOB).orElseThrow(), Map.of("checked", List.of("checked")));
    bed.awaitMessage("[Isolate instance…]");
    await()
        .atMost(Bed.PATIENCE)
        .untilAsserted(() -> assertThat(bed.ledger("action.undone")).hasSize(1));
    talk.forget(SecurityTeam.BOB);
    talk.says(SecurityTeam.BOB, "/ir undo " + key.toLowerCase(Locale.ROOT) + "/a-1");
    talk.says(SecurityTeam.BOB, "/ir undo " + key + "/A-9");
    talk.says(SecurityTeam.BOB, "/ir undo");
    talk.says(SecurityTeam.BOB, "/ir undo A-1");
    talk.says(SecurityTeam.BOB, "/ir undo IR-2026-999/A-1");
    talk.says(SecurityTeam.DAVE, "/ir undo " + key + "/A-1");
    talk.isGolden("ir-undo.txt");
  }

  @Test
  void timeline() throws Exception {
    talk.quietly(
        SecurityTeam.ALICE, () -> bed.slack.as(SecurityTeam.ALICE).click(card, "Acknowledge"));
    for (int n = 1; n <= 50; n++) {
      talk.quietly(SecurityTeam.ALICE, "/ir note " + key + " note number " + n);
    }
    talk.says(SecurityTeam.ALICE, "/ir timeline " + key);
    talk.says(SecurityTeam.ALICE, "/ir timeline " + key + " before=4");
    talk.says(SecurityTeam.ALICE, "/ir timeline " + key + " before=1");
    talk.says(SecurityTeam.ALICE, "/ir timeline " + key + " before=soon");
    talk.says(SecurityTeam.ALICE, "/ir timeline");
    talk.says(SecurityTeam.ALICE, "/ir timeline IR-2026-999");
    talk.says(SecurityTeam.DAVE, "/ir timeline " + key);
    talk.isGolden("ir-timeline.txt");
  }

  @Test
  void verify() throws Exception {
    bed.slack.as(SecurityTeam.ALICE).click(card, "Snapshot disks…");
    bed.submit(SecurityTeam.ALICE, "it talks to a known C2 domain");
    bed.awaitThread(card, "chain signed");
    await()
        .atMost(Bed.PATIENCE)
        .untilAsserted(() -> assertThat(bed.ledger("checkpoint")).hasSize(1));
    talk.forget(SecurityTeam.ALICE);
    talk.says(SecurityTeam.ALICE, "/ir verify " + key, 2);
    talk.says(SecurityTeam.ALICE, "/ir verify");
    talk.says(SecurityTeam.ALICE, "/ir verify everything");
    talk.says(SecurityTeam.ALICE, "/ir verify IR-2026-999");
    talk.says(SecurityTeam.DAVE, "/ir verify " + key);
    talk.isGolden("ir-verify.txt");
  }

  @Test
  void whatWasRefusedStaysRefusedWhenItIsDeliveredAgain() throws Exception {
    talk.says(SecurityTeam.DAVE, "/ir note " + key + " let me in");
    var sent = bed.slack.sentRequests().getLast();
    bed.slack.changeGroup("S0RESPOND", List.of(SecurityTeam.DAVE));
    bed.startAnother();

    var again = talk.told(SecurityTeam.DAVE) + 1;
    assertThat(
            bed.post(1, "/slack/events", sent.body().getBytes(UTF_8), sent.headers()).statusCode())
        .isEqualTo(200);
    talk.awaitTold(SecurityTeam.DAVE, again);

    assertThat(bed.slack.text(bed.slack.ephemerals(SecurityTeam.DAVE).getLast()))
        .contains("Only responders");
    talk.says(SecurityTeam.DAVE, "/ir note " + key + " now I may");
    await()
        .atMost(Bed.PATIENCE)
        .untilAsserted(() -> assertThat(bed.ledger("case.noted")).hasSize(1));
    assertThat(bed.ledger("action.refused")).hasSize(1);
  }

  @Test
  void whatIsDeliveredAgainIsDoneOnce() throws Exception {
    talk.says(SecurityTeam.ALICE, "/ir note " + key + " only once");
    var sent = bed.slack.sentRequests().getLast();
    bed.startAnother();

    var again = talk.told(SecurityTeam.ALICE) + 1;
    assertThat(
            bed.post(1, "/slack/events", sent.body().getBytes(UTF_8), sent.headers()).statusCode())
        .isEqualTo(200);
    talk.awaitTold(SecurityTeam.ALICE, again);

    await()
        .atMost(Bed.PATIENCE)
        .untilAsserted(() -> assertThat(bed.ledger("case.noted")).hasSize(1));
  }
}
