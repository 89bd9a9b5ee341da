package io.cordon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.cordon.iam.AccessRequest;
import io.cordon.iam.Ec2Questions;
import io.cordon.iam.PolicyDocument;
import io.cordon.iam.ResponderRole;
import io.cordon.sandbox.aws.AnsweredCall;
import io.cordon.sandbox.aws.GuardDutyFinding;
import io.cordon.sandbox.aws.SeededAccount;
import io.cordon.sandbox.slack.Message;
import io.cordon.sandbox.slack.SecurityTeam;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who called AWS, for what, and whether they might: read off the wire. */
class AttributionTest {
  private static final String REASON = "it talks to a known C2 domain";

  @TempDir Path folder;
  private Bed bed;
  private Ec2Questions questions;
  private ResponderRole role;

  @BeforeEach
  void start() throws Exception {
    bed = Bed.overHttp(folder);
    questions = new Ec2Questions(bed.account.account(), bed.aws.clients().ec2());
    role = ResponderRole.in(bed.account.account());
    bed.aws.forgetCalls();
  }

  @AfterEach
  void stop() {
    bed.close();
  }

  @Test
  void anIsolationAndItsUndoAreDoneInTheNamesOfThoseWhoAskedForThem() throws Exception {
    var card = card(bed.account);
    isolate(card, SecurityTeam.ALICE);
    bed.awaitMessage("Contained");
    bed.slack.as(SecurityTeam.BOB).click(card, "Undo isolation…").confirm();
    bed.submit(SecurityTeam.BOB, "false alarm, the owner confirmed it");
    bed.awaitMessage("[Isolate instance…]");

    var calls = calls();
    assertEachIsAttributedAndAllowed(calls);
    var key = keyOfTheCase();
    assertThat(changes(calls))
        .extracting(c -> c.call().operation(), c -> action(c), c -> c.caller().sourceIdentity())
        .contains(
            tuple("CreateSecurityGroup", key + "/A-1", SecurityTeam.ALICE),
            tuple("RevokeSecurityGroupEgress", key + "/A-1", SecurityTeam.ALICE),
            tuple("ModifyNetworkInterfaceAttribute", key + "/A-1", SecurityTeam.ALICE),
            tuple("ModifyNetworkInterfaceAttribute", key + "/A-2", SecurityTeam.BOB));
  }

  @Test
  void aSnapshotIsTakenInTheNameOfWhoAskedForItAndLookedForInItToo() throws Exception {
    var card = card(bed.account);
    bed.slack
        .as(SecurityTeam.ALICE)
        .command("/snapshot " + bed.account.server().instance() + " reason=\"look at the disks\"");
    bed.awaitThread(card, "snapshots complete");

    var calls = calls();
    assertEachIsAttributedAndAllowed(calls);
    assertThat(changes(calls))
        .extracting(c -> c.call().operation())
        .containsOnly("CreateSnapshots", "CreateTags")
        .hasSize(3);
    assertThat(calls)
        .extracting(c -> c.caller().session())
        .containsOnly("lookup", keyOfTheCase())
        .contains("lookup", keyOfTheCase());
  }

  @Test
  void twoPeopleOnOneCaseNeverShareASession() throws Exception {
    var card = card(bed.account);
    isolate(card, SecurityTeam.ALICE);
    bed.slack
        .as(SecurityTeam.BOB)
        .command("/snapshot " + bed.account.server().instance() + " reason=\"look at the disks\"");
    bed.awaitMessage("Contained");
    bed.awaitThread(card, "snapshots complete");

    var people = new HashMap<String, String>();
    for (var call : calls()) {
      var person = call.caller().sourceIdentity();
      assertThat(people.putIfAbsent(call.caller().accessKey(), person)).isIn(null, person);
    }
    assertThat(people.values()).contains(SecurityTeam.ALICE, SecurityTeam.BOB);
    assertThat(calls())
        .filteredOn(c -> c.call().changes())
        .allSatisfy(c -> assertThat(c.caller().session()).isEqualTo(keyOfTheCase()));
  }

  @Test
  void noSessionMayMakeAChangeThatAnotherWasHadFor() throws Exception {
    isolateAndSnapshot(bed.account, 2);
    isolateAndSnapshot(bed.account.about(bed.account.neighbour()), 4);

    var sessions = calls();
    var changes = changes(sessions);
    assertThat(changes)
        .extracting(c -> c.call().operation())
        .contains("ModifyNetworkInterfaceAttribute", "CreateSnapshots", "CreateTags");
    for (var change : changes) {
      var asked = questions.of(change.call());
      assertThat(sessions)
          .filteredOn(s -> asked.stream().allMatch(policy(s)::allows))
          .as("%s", change.call())
          .isNotEmpty()
          .allSatisfy(s -> assertThat(s.caller().tags()).isEqualTo(change.caller().tags()))
          .allSatisfy(s -> assertThat(policy(s)).isEqualTo(policy(change)));
    }
  }

  private void isolateAndSnapshot(SeededAccount account, int doneInAll) throws Exception {
    isolate(card(account), SecurityTeam.ALICE);
    bed.slack
        .as(SecurityTeam.ALICE)
        .command("/snapshot " + account.server().instance() + " reason=\"look at the disks\"");
    bed.slack.await(
        "both are done", () -> bed.ledger("action.done").size() == doneInAll, Bed.PATIENCE);
  }

  @Test
  void whoeverOnlyLooksMayOnlyLook() throws Exception {
    var card = card(bed.account);
    bed.slack.as(SecurityTeam.ALICE).click(card, "Isolate instance…").confirm();
    bed.slack.await("AWS is asked", () -> !calls().isEmpty(), Bed.PATIENCE);

    assertThat(calls())
        .allSatisfy(c -> {
          assertThat(action(c)).isEqualTo(keyOfTheCase() + "/preview");
          assertThat(policy(c).statements())
              .flatExtracting(PolicyDocument.Statement::actions)
              .allMatch(a -> a.startsWith("ec2:Describe"));
        });
  }

  /** By its session: for a person and a case, and by the policy and the role that it goes with. */
  private void assertEachIsAttributedAndAllowed(List<AnsweredCall> calls) {
    assertThat(calls)
        .isNotEmpty()
        .allSatisfy(c -> {
          var caller = c.caller();
          assertThat(caller.role()).endsWith("role/CordonResponder");
          assertThat(caller.session()).isIn("lookup", keyOfTheCase());
          assertThat(caller.sourceIdentity()).isIn(SecurityTeam.ALICE, SecurityTeam.BOB);
          assertThat(caller.tags())
              .containsEntry("cordon:case", caller.session())
              .containsEntry("cordon:analyst", caller.sourceIdentity());
          assertThat(caller.sessionPolicy()).hasSizeLessThanOrEqualTo(2_048);
          assertThat(questions.of(c.call()))
              .isNotEmpty()
              .allSatisfy(q -> assertThat(policy(c).allows(q)).as(q + " by " + policy(c)).isTrue())
              .allSatisfy(q -> assertThat(role.permissions().allows(q)).as("%s", q).isTrue());
        });
    assertThat(assumed()).allSatisfy(c -> assertThat(trusts(c)).isTrue());
  }

  private boolean trusts(AnsweredCall assumed) {
    var call = assumed.call();
    var context = new HashMap<String, List<String>>();
    context.put("sts:RoleSessionName", List.of(call.parameter("RoleSessionName")));
    context.put("sts:SourceIdentity", List.of(call.parameter("SourceIdentity")));
    var keys = new ArrayList<String>();
    for (int n = 1; !call.parameter("Tags.member." + n + ".Key").isEmpty(); n++) {
      var key = call.parameter("Tags.member." + n + ".Key");
      keys.add(key);
      context.put("aws:RequestTag/" + key, List.of(call.parameter("Tags.member." + n + ".Value")));
    }
    context.put("aws:TagKeys", keys);
    return Stream.of("sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession")
        .allMatch(a -> role.trust().allows(new AccessRequest(a, "*", context)));
  }

  private Message card(SeededAccount account) throws InterruptedException {
    bed.deliver(GuardDutyFinding.first(UUID.randomUUID().toString(), Instant.now()).json(account));
    return bed.awaitMessage(account.server().instance());
  }

  private void isolate(Message card, String who) throws InterruptedException {
    bed.slack.as(who).click(card, "Isolate instance…").confirm();
    bed.submit(who, REASON);
  }

  private String keyOfTheCase() {
    return bed.ledger("finding.received").getFirst().path("case").asText();
  }

  private static String action(AnsweredCall call) {
    return call.caller().tags().getOrDefault("cordon:action", "");
  }

  private static PolicyDocument policy(AnsweredCall call) {
    return PolicyDocument.parse(call.caller().sessionPolicy());
  }

  /** What Cordon asked of EC2; the test itself asks with a key that no role gave out. */
  private List<AnsweredCall> calls() {
    return bed.aws.calls().stream()
        .filter(c -> c.call().service().equals("ec2") && !c.caller().role().isEmpty())
        .toList();
  }

  private List<AnsweredCall> assumed() {
    return bed.aws.calls().stream().filter(c -> c.call().name().equals("sts:AssumeRole")).toList();
  }

  private static List<AnsweredCall> changes(List<AnsweredCall> calls) {
    return calls.stream().filter(c -> c.call().changes()).toList();
  }
}
