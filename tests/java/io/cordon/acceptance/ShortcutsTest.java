package io.cordon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cordon.sandbox.aws.Fault;
import io.cordon.sandbox.aws.FaultRule;
import io.cordon.sandbox.aws.GuardDutyFinding;
import io.cordon.sandbox.slack.Hand;
import io.cordon.sandbox.slack.Message;
import io.cordon.sandbox.slack.Parcel;
import io.cordon.sandbox.slack.SecurityTeam;
import io.cordon.sandbox.slack.Submission;
import io.cordon.sandbox.slack.View;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people do from the menu of a message, and from anywhere in Slack. */
class ShortcutsTest {
  private static final String ADD = "cordon:add-to-timeline";
  private static final String NEW = "cordon:new-case";
  private static final String GENERAL = "C0GENERAL";

  @TempDir Path folder;
  private Bed bed;
  private Hand alice;
  private Hand bob;

  @BeforeEach
  void start() throws Exception {
    use(Bed.overHttp(folder));
  }

  private void use(Bed started) {
    bed = started;
    alice = bed.slack.as(SecurityTeam.ALICE);
    bob = bed.slack.as(SecurityTeam.BOB);
  }

  @AfterEach
  void stop() {
    bed.close();
  }

  private Message card() throws Exception {
    bed.deliver(
        GuardDutyFinding.first("16afba5c5c43e07c9e3e5e2e544e95df", Instant.now())
            .json(bed.account));
    var card = bed.awaitMessage("Acknowledge");
    awaitLedger("card.posted", 1);
    return card;
  }

  private void awaitLedger(String kind, int times) {
    await().atMost(Bed.PATIENCE).untilAsserted(() -> assertThat(bed.ledger(kind)).hasSize(times));
  }

  private View dialog(String user) throws InterruptedException {
    return bed.slack.awaitSome("a dialog", () -> bed.slack.modal(user), Bed.PATIENCE);
  }

  private View add(Hand hand, String user, Message message) throws InterruptedException {
    assertThat(hand.shortcut(message, ADD).error()).isEmpty();
    return dialog(user);
  }

  private View wanted() throws InterruptedException {
    assertThat(alice.shortcut(NEW).error()).isEmpty();
    return dialog(SecurityTeam.ALICE);
  }

  private void awaitDirectly(String user, String words) throws InterruptedException {
    bed.slack.await(
        user + " is told directly: " + words,
        () ->
            bed.slack.directMessages(user).stream()
                .anyMatch(m -> bed.slack.text(m).contains(words)),
        Bed.PATIENCE);
  }

  private static JsonNode data(JsonNode entry) {
    return entry.path("data");
  }

  private static Submission closed() {
    return new Submission.Closed();
  }

  @Test
  void aMessageIsAddedToTheTimelineOfACaseOnce() throws Exception {
    var card = card();
    var said = bob.in(GENERAL).say("the deploy of <web> & \"db\" is ours");
    var modal = add(alice.in(GENERAL), SecurityTeam.ALICE, said);
    assertThat(bed.slack.text(modal)).contains("the deploy of", "@bob");
    assertThat(modal.content().findPath("initial_option").isMissingNode()).isTrue();
    var key = key(card);
    assertThat(alice.submit(modal, Map.of("case", List.of(key)))).isEqualTo(closed());

    bed.awaitEphemeral(SecurityTeam.ALICE, "is in the timeline of");
    bed.awaitThread(card, "@alice added a message of @bob");
    bed.awaitThread(card, "the deploy of <web> & \"db\" is ours");
    bed.awaitThread(card, "Open the message");
    awaitLedger("case.quoted", 1);
    var quoted = data(bed.ledger("case.quoted").getFirst());
    assertThat(quoted.path("text").asText()).isEqualTo("the deploy of <web> & \"db\" is ours");
    assertThat(quoted.path("author").asText()).isEqualTo(SecurityTeam.BOB);
    assertThat(quoted.path("channel").asText()).isEqualTo(GENERAL);
    assertThat(quoted.path("ts").asText()).isEqualTo(said.ts());
    assertThat(quoted.path("link").asText()).contains("/archives/" + GENERAL + "/p");
    assertThat(Instant.parse(quoted.path("at").asText()).toEpochMilli())
        .isEqualTo((long) (Double.parseDouble(said.ts()) * 1000));

    bob.submit(add(bob.in(GENERAL), SecurityTeam.BOB, said), Map.of("case", List.of(key)));
    bed.awaitEphemeral(SecurityTeam.BOB, "@alice added this message");
    awaitLedger("action.refused", 1);
    alice.command("/ir timeline " + key);
    bed.awaitEphemeral(SecurityTeam.ALICE, "@alice added a message of @bob");
    assertThat(bed.ledger("case.quoted")).hasSize(1);
  }

  private String key(Message card) {
    return bed.ledger("card.posted").stream()
        .filter(e -> data(e).path("ts").asText().equals(card.ts()))
        .findFirst()
        .orElseThrow()
        .path("case")
        .asText();
  }

  @Test
  void aMessageInTheThreadOfACaseIsMeantForThatCase() throws Exception {
    var card = card();
    wantedWith(Map.of("title", List.of("a lost laptop"), "severity", List.of("CRITICAL")));
    awaitDirectly(SecurityTeam.ALICE, "is opened");

    var line = bed.slack.thread(card.channel(), card.ts()).getFirst();
    var modal = add(bob, SecurityTeam.BOB, line);

    assertThat(modal.content().findPath("initial_option").path("value").asText())
        .isEqualTo(key(card));
    assertThat(bob.submit(modal, Map.of())).isEqualTo(closed());
    bed.awaitThread(card, "added a message of @cordon");
  }

  @Test
  void aSubmissionThatComesTwiceWritesOnceAndIsAnsweredAsTheFirstTime() throws Exception {
    var card = card();
    var said = bob.in(GENERAL).say("seen");
    var modal = add(alice.in(GENERAL), SecurityTeam.ALICE, said);
    alice.submit(modal, Map.of("case", List.of(key(card))));
    bed.awaitEphemeral(SecurityTeam.ALICE, "is in the timeline");

    redeliver();

    bed.slack.await(
        "told so twice",
        () ->
            bed.slack.ephemerals(SecurityTeam.ALICE).stream()
                    .filter(m -> bed.slack.text(m).contains("is in the timeline"))
                    .count()
                == 2,
        Bed.PATIENCE);
    awaitLedger("case.quoted", 1);
    assertThat(bed.ledger("action.refused")).isEmpty();
  }

  /** The last submission once more, signed anew, as by somebody who recorded it. */
  private void redeliver() throws Exception {
    var last =
        bed.slack.deliveries().stream()
            .map(delivery -> delivery.parcel())
            .filter(p -> p.payload().path("type").asText().equals("view_submission"))
            .reduce((_, later) -> later)
            .orElseThrow();
    var again = last.payload().deepCopy().put("again", true);
    var forgery = bed.slack.forgery();
    var answer =
        forgery.post(
            forgery.signed(
                bed.address("/slack/events"), new Parcel(Parcel.Kind.INTERACTIVE, again)));
    assertThat(answer.statusCode()).isEqualTo(200);
  }

  @Test
  void whereNoCaseIsOpenTheDialogSaysWhatToDo() throws Exception {
    var modal = add(alice.in(GENERAL), SecurityTeam.ALICE, bob.in(GENERAL).say("hm"));

    assertThat(bed.slack.text(modal)).contains("No case is open", "New IR case");
    assertThat(modal.content().has("submit")).isFalse();
  }

  @Test
  void aStrangerAddsNothingAndOpensNothing() throws Exception {
    var card = card();
    var dave = bed.slack.as(SecurityTeam.DAVE);

    dave.shortcut(card, ADD);
    bed.awaitEphemeral(SecurityTeam.DAVE, "Only responders");
    awaitLedger("action.refused", 1);
    assertThat(data(bed.ledger("action.refused").getFirst()).path("attempt").asText())
        .isEqualTo("quote");
    dave.shortcut(NEW);
    awaitDirectly(SecurityTeam.DAVE, "Only responders");
    assertThat(bed.slack.modal(SecurityTeam.DAVE)).isEmpty();
  }

  @Test
  void whoeverLeftTheRespondersMeanwhileIsRefusedWhenTheySendItOff() throws Exception {
    var card = card();
    var modal = add(alice, SecurityTeam.ALICE, card);
    var other = bed.slack.as(SecurityTeam.BOB);
    other.shortcut(NEW);
    var wanted = dialog(SecurityTeam.BOB);
    bed.slack.changeGroup("S0RESPOND", List.of(SecurityTeam.CAROL));

    assertThat(alice.submit(modal, Map.of())).isEqualTo(closed());
    bed.awaitEphemeral(SecurityTeam.ALICE, "Only responders");
    awaitLedger("action.refused", 1);
    other.submit(
        wanted, Map.of("title", List.of("a lost laptop"), "severity", List.of("🟡 MEDIUM")));
    awaitDirectly(SecurityTeam.BOB, "Only responders");
    assertThat(bed.ledger("case.quoted")).isEmpty();
    assertThat(bed.ledger("case.opened")).isEmpty();
  }

  private Submission wantedWith(Map<String, List<String>> fields) throws InterruptedException {
    return alice.submit(wanted(), fields);
  }

  @Test
  void aCaseIsOpenedFromAnywhereOnce() throws Exception {
    var where = "shop (" + bed.account.account() + "), " + bed.account.region();
    var answer =
        wantedWith(
            Map.of(
                "title", List.of("<!here> a lost laptop"),
                "severity", List.of("🟠 HIGH"),
                "place", List.of(where),
                "note", List.of("it was on a train")));

    assertThat(answer).isEqualTo(closed());
    awaitDirectly(SecurityTeam.ALICE, "is opened");
    var card = bed.awaitMessage("Opened by hand · ‹!here> a lost laptop");
    assertThat(bed.slack.text(card)).contains("🟠 HIGH", "@ir-oncall please look", "shop");
    bed.awaitThread(card, "it was on a train");
    redeliver();
    bed.slack.await(
        "told so twice",
        () ->
            bed.slack.directMessages(SecurityTeam.ALICE).stream()
                    .filter(m -> bed.slack.text(m).contains("is opened"))
                    .count()
                == 2,
        Bed.PATIENCE);
    awaitLedger("case.opened", 1);
    assertThat(data(bed.ledger("case.opened").getFirst()).path("severity").asText())
        .isEqualTo("HIGH");
    alice.command("/ir list");
    bed.awaitEphemeral(SecurityTeam.ALICE, "a lost laptop");
  }

  @Test
  void aCaseAboutAnInstanceIsOpenedWhereThatIsFoundAndNoSecondOne() throws Exception {
    var server = bed.account.server().instance();
    var fields =
        Map.of(
            "title", List.of("it is slow"),
            "severity", List.of("🔵 LOW"),
            "instance", List.of(server));
    assertThat(wantedWith(fields)).isEqualTo(closed());
    awaitDirectly(SecurityTeam.ALICE, "is opened");
    var card = bed.awaitMessage("Isolate instance…");
    assertThat(bed.slack.text(card)).contains(server, bed.account.region());
    awaitLedger("card.posted", 1);
    assertThat(bed.ledger("card.posted").getFirst().path("case").asText()).isEqualTo(key(card));

    assertThat(wantedWith(fields)).isEqualTo(closed());
    awaitDirectly(SecurityTeam.ALICE, "is open and about the same instance");
    awaitLedger("action.refused", 1);
    assertThat(bed.ledger("case.opened")).hasSize(1);
  }

  @Test
  void whatIsWrongIsToldOnItsField() throws Exception {
    var modal = wanted();
    var title = Map.of("title", List.of("a     "), "severity", List.of("🔵 LOW"));
    assertWrong(alice.submit(modal, title), "title", "5 to 150 characters");
    var good = Map.of("title", List.of("it is slow"), "severity", List.of("🔵 LOW"));
    assertWrong(alice.submit(modal, with(good, "web-1")), "instance", "An instance id looks like");
    assertWrong(
        alice.submit(modal, with(good, "i-0fffffffffffffff0")),
        "instance",
        "none of the configured");
    bed.aws.inject(
        new Fault.TimeoutAfterChange(Duration.ofSeconds(4)),
        FaultRule.on("ec2", "DescribeInstances"));
    assertWrong(
        alice.submit(modal, with(good, bed.account.server().instance())),
        "instance",
        "AWS did not tell in time");
    bed.aws.clearFaults();

    assertThat(alice.submit(modal, with(good, bed.account.server().instance())))
        .isEqualTo(closed());
    awaitLedger("case.opened", 1);
  }

  private static Map<String, List<String>> with(Map<String, List<String>> fields, String instance) {
    var all = new HashMap<>(fields);
    all.put("instance", List.of(instance));
    return all;
  }

  private static void assertWrong(Submission submission, String field, String words) {
    assertThat(submission)
        .isInstanceOfSatisfying(
            Submission.Invalid.class,
            i ->
                assertThat(i.errors())
                    .containsOnlyKeys(field)
                    .extracting(field)
                    .asString()
                    .contains(words));
  }

  @Test
  void bothWorkWhereNoPortIsOpen() throws Exception {
    bed.close();
    use(Bed.overSocketAndQueue(Files.createDirectory(folder.resolve("socket"))));
    bed.slack.await("Cordon listens", () -> bed.slack.socketCount() > 0, Bed.PATIENCE);

    wantedWith(Map.of("title", List.of("a lost laptop"), "severity", List.of("CRITICAL")));
    awaitDirectly(SecurityTeam.ALICE, "is opened");
    var card = bed.awaitMessage("a lost laptop");
    awaitLedger("card.posted", 1);
    alice.submit(add(alice, SecurityTeam.ALICE, card), Map.of());
    bed.awaitThread(card, "added a message of @cordon");
  }
}
