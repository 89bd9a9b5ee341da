package io.cordon.sandbox;

import io.cordon.sandbox.aws.AnsweredCall;
import io.cordon.sandbox.slack.Message;
import io.cordon.sandbox.slack.SecurityTeam;
import io.cordon.sandbox.slack.View;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ec2.model.Filter;

/**
 * The sandbox's first steps without a person: acknowledge, snapshot, isolate with a second person's
 * approval, by the buttons that people would press. What came of it is asked of AWS and S3, not of
 * Cordon.
 */
final class Walkthrough {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String REASON = "walk-through: the server talks to a known C2 domain";

  private final Sandbox sandbox;
  private final List<String> wrong = new ArrayList<>();

  Walkthrough(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  /** Clicks through, prints the transcript, and answers whether all came out right. */
  boolean run() {
    try {
      act();
      check();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      wrong.add("interrupted");
    } catch (RuntimeException | AssertionError e) {
      wrong.add(e.toString());
    }
    print();
    return wrong.isEmpty();
  }

  private void act() throws InterruptedException {
    var slack = sandbox.slack();
    var alice = slack.as(SecurityTeam.ALICE);
    alice.click(card("Acknowledge"), "Acknowledge");
    awaitCard("Alice owns the case", text -> text.contains("owned by"));
    alice.click(card("Snapshot disks…"), "Snapshot disks…");
    submit();
    awaitThread("snapshots are completed", "snapshots complete");
    alice.click(card("Isolate instance…"), "Isolate instance…").confirm();
    submit();
    awaitCard("the card waits", text -> text.contains("Awaiting approval"));
    daveIsRefused();
    bobApproves();
    awaitCard("the card says contained", text -> text.contains("Contained"));
    awaitThread("the chain is signed", "chain signed");
  }

  /** The request as Bob has it from Cordon directly. */
  private Message request() throws InterruptedException {
    var slack = sandbox.slack();
    return slack.awaitSome(
        "Bob's copy of the request",
        () ->
            slack.directMessages(SecurityTeam.BOB).stream()
                .filter(m -> slack.text(m).contains("Approval needed"))
                .findFirst(),
        PATIENCE);
  }

  private void bobApproves() throws InterruptedException {
    var slack = sandbox.slack();
    var bob = slack.as(SecurityTeam.BOB);
    bob.click(request(), "Review…");
    View modal = slack.awaitSome("the request", () -> slack.modal(SecurityTeam.BOB), PATIENCE);
    bob.submit(modal, Map.of("choice", List.of("Approve")));
  }

  private void daveIsRefused() throws InterruptedException {
    var slack = sandbox.slack();
    var copy =
        slack.awaitSome(
            "the request in the thread",
            () -> thread().stream().filter(m -> slack.text(m).contains("Review…")).findFirst(),
            PATIENCE);
    slack.as(SecurityTeam.DAVE).click(copy, "Review…");
    slack.await(
        "Dave is refused",
        () ->
            slack.ephemerals(SecurityTeam.DAVE).stream()
                .anyMatch(m -> slack.text(m).contains("you are not one of them")),
        PATIENCE);
  }

  private void submit() throws InterruptedException {
    var slack = sandbox.slack();
    View modal = slack.awaitSome("the modal", () -> slack.modal(SecurityTeam.ALICE), PATIENCE);
    slack.as(SecurityTeam.ALICE).submit(modal, RequestForm.words(modal, REASON));
  }

  private Message card(String button) throws InterruptedException {
    var slack = sandbox.slack();
    return slack.awaitSome(
        "a card with " + button,
        () ->
            slack.messages(SecurityTeam.CHANNEL).stream()
                .filter(m -> slack.text(m).contains(button))
                .findFirst(),
        PATIENCE);
  }

  private void awaitCard(String what, Predicate<String> isSo) throws InterruptedException {
    var slack = sandbox.slack();
    slack.await(
        what,
        () -> slack.messages(SecurityTeam.CHANNEL).stream().map(slack::text).anyMatch(isSo),
        PATIENCE);
  }

  private void awaitThread(String what, String words) throws InterruptedException {
    var slack = sandbox.slack();
    slack.await(
        what,
        () -> thread().stream().map(slack::text).anyMatch(text -> text.contains(words)),
        PATIENCE);
  }

  private List<Message> thread() {
    var slack = sandbox.slack();
    return slack.messages(SecurityTeam.CHANNEL).stream()
        .flatMap(m -> slack.thread(SecurityTeam.CHANNEL, m.ts()).stream())
        .toList();
  }

  private void check() {
    var account = sandbox.account();
    var ec2 = sandbox.aws().clients().ec2();
    var interfaces =
        ec2.describeNetworkInterfaces(r -> r.networkInterfaceIds(account.server().interfaces()))
            .networkInterfaces();
    var groups = interfaces.stream().flatMap(n -> n.groups().stream()).toList();
    expect(
        "every interface is in the quarantine group alone",
        groups.size() == 2 && groups.stream().allMatch(g -> g.groupName().equals("cordon-sealed")));
    var rules =
        ec2.describeSecurityGroupRules(r ->
                r.filters(
                    Filter.builder().name("group-id").values(groups.getFirst().groupId()).build()))
            .securityGroupRules();
    expect("the quarantine group has no rule", rules.isEmpty());
    var snapshots =
        ec2.describeSnapshots(
                r -> r.filters(Filter.builder().name("tag:evidence").values("true").build()))
            .snapshots();
    expect(
        "there is a snapshot of each volume",
        snapshots.stream()
            .map(s -> s.volumeId())
            .sorted()
            .toList()
            .equals(account.server().volumes().stream().sorted().toList()));
    expect("the ledger's chain is whole", HashChain.isWhole(ledger()));
  }

  private void expect(String what, boolean isSo) {
    if (!isSo) {
      wrong.add("not so: " + what);
    }
  }

  /** The ledger's lines as they are in S3. */
  private List<String> ledger() {
    var s3 = sandbox.aws().clients().s3();
    var bucket = sandbox.account().evidence().bucket();
    return s3.listObjectsV2(r -> r.bucket(bucket).prefix("cases/")).contents().stream()
        .map(o -> o.key())
        .filter(key -> key.contains("/ledger/"))
        .sorted()
        .flatMap(key -> s3.getObjectAsBytes(r -> r.bucket(bucket).key(key)).asUtf8String().lines())
        .toList();
  }

  private void print() {
    var slack = sandbox.slack();
    System.out.println("\n== The channel and its threads\n");
    System.out.println(slack.transcript(SecurityTeam.CHANNEL));
    System.out.println("\n== What only Alice saw\n");
    slack.ephemerals(SecurityTeam.ALICE).forEach(m -> System.out.println(slack.text(m)));
    System.out.println("\n== What Bob had from Cordon directly\n");
    slack.directMessages(SecurityTeam.BOB).forEach(m -> System.out.println(slack.text(m)));
    System.out.println("\n== What only Dave saw\n");
    slack.ephemerals(SecurityTeam.DAVE).forEach(m -> System.out.println(slack.text(m)));
    System.out.println("\n== What Cordon changed in AWS, in order\n");
    sandbox.aws().changes().stream()
        .filter(Walkthrough::isByTheRole)
        .forEach(call -> System.out.println(line(call)));
    System.out.println("\n== The ledger in S3, line by line\n");
    ledger().forEach(System.out::println);
    System.out.println(
        wrong.isEmpty() ? "\nAll came out right." : "\nWrong: " + String.join("; ", wrong));
  }

  private static boolean isByTheRole(AnsweredCall call) {
    return call.caller().role().endsWith(CordonConfig.ROLE);
  }

  private static String line(AnsweredCall call) {
    return call.at()
        + " "
        + call.call().name()
        + " "
        + call.call().parameters()
        + " -> "
        + call.status()
        + " requestId "
        + call.requestId();
  }
}
