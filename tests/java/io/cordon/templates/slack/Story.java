package io.cordon.templates.slack;

import io.cordon.action.Actions;
import io.cordon.action.Requests;
import io.cordon.change.Change;
import io.cordon.change.Danger;
import io.cordon.change.Failure;
import io.cordon.change.Remark;
import io.cordon.change.Scope;
import io.cordon.change.Target;
import io.cordon.findings.Finding;
import io.cordon.findings.Resource;
import io.cordon.findings.Severity;
import io.cordon.isolate.IsolateInstance;
import io.cordon.ledger.Actor;
import io.cordon.ledger.Case;
import io.cordon.ledger.CaseKey;
import io.cordon.ledger.Entries;
import io.cordon.ledger.Entry;
import io.cordon.ledger.Fact;
import io.cordon.ledger.StoredObject;
import io.cordon.snapshot.SnapshotDisks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A case as it might go, told step by step. */
final class Story {
  static final CaseKey KEY = new CaseKey("IR-2026-042");
  static final Instant START = Instant.parse("2026-11-24T10:02:00Z");
  static final Actor ANNA = Actor.person("U0ANNA", "anna");
  static final Actor BEN = Actor.person("U0BEN", "ben");
  static final Actor TOPIC = Actor.topic("arn:aws:sns:eu-west-1:111122223333:cordon-findings");
  static final Target TARGET =
      new Target.Instance("111122223333", "eu-west-1", "i-0ab12cd34ef567890");
  static final StoredObject BEFORE =
      new StoredObject("cases/IR-2026-042/actions/A-1/before.json", "v1", "ab".repeat(32), 512);
  static final StoredObject AFTER =
      new StoredObject("cases/IR-2026-042/actions/A-1/after.json", "v2", "cd".repeat(32), 600);
  static final Failure DENIED =
      new Failure(
          "ec2:ModifyNetworkInterfaceAttribute",
          "UnauthorizedOperation",
          "You are not authorized to perform this operation.",
          "5d1e0c3a-req",
          "7f3a");
  static final Accounts ACCOUNTS =
      new Accounts(List.of(new Scope("111122223333", "eu-west-1")), Map.of("111122223333", "prod"));

  final Entries entries;

  private Story(CaseKey key) {
    entries = new Entries(key, START);
  }

  static Story of(Finding finding) {
    var story = new Story(KEY);
    story.entries.add(TOPIC, new Fact.FindingReceived(1, "ee".repeat(32), "m-1", "t", finding));
    return story;
  }

  static Story ofAnInstance() {
    return of(finding());
  }

  static Story ofUnreadable(String reason) {
    var story = new Story(KEY);
    story.entries.add(TOPIC, new Fact.FindingUnreadable(1, "ee".repeat(32), "m-1", "t", reason));
    return story;
  }

  static Story ofUnproved(String deadLetters) {
    var story = new Story(KEY);
    story.entries.add(Actor.CORDON, unproved(1, deadLetters));
    return story;
  }

  static Fact unproved(int n, String deadLetters) {
    return new Fact.FindingUnreadable(
        n,
        "ee".repeat(32),
        "sqs m-" + n,
        "",
        "this is no message of SNS",
        new Fact.Unproved("cordon-findings", deadLetters, 5, 812));
  }

  static Story byHand(String title) {
    var story = new Story(KEY);
    story.entries.add(ANNA, new Fact.CaseOpened(title, TARGET));
    return story;
  }

  /** Opened by hand as somebody told in a dialog; the card is the first post. */
  static Story openedBy(Actor actor, Fact.CaseOpened told) {
    var story = new Story(KEY);
    story.entries.add(actor, told);
    return story;
  }

  static Story ofALead() {
    var story = new Story(new CaseKey("IR-2026-050"));
    story.entries.add(ANNA, gathered());
    return story;
  }

  static Fact gathered() {
    var member =
        new Fact.Member(
            KEY,
            Severity.HIGH,
            7,
            "EC2 instance queries a known C2 domain",
            TARGET.id(),
            "111122223333",
            "eu-west-1");
    return new Fact.CaseGathered(
        "One scan of the test team",
        "all from one source",
        List.of(KEY, new CaseKey("IR-2026-043")),
        9,
        Severity.HIGH,
        List.of(member));
  }

  /** The texts for these accounts and both actions. */
  static SlackText texts() {
    return texts("S0ONCALL");
  }

  static SlackText texts(@Nullable String onCall) {
    var actions =
        new Actions(
            List.of(
                new SnapshotDisks(ACCOUNTS, () -> "0000"),
                new IsolateInstance(ACCOUNTS, () -> "0000")));
    return new SlackText(
        new SlackText.Setting(ACCOUNTS, actions, Story::target, onCall, List.of("S0APPROVE")));
  }

  /** As {@link Requests#target} finds it. */
  private static Optional<Target> target(Case state) {
    var opened = state.openedByHand().map(Fact.CaseOpened::target);
    return opened.isPresent()
        ? opened
        : state
            .first()
            .flatMap(f ->
                f.primary()
                    .filter(r -> r.kind() == Resource.Kind.INSTANCE)
                    .map(r -> new Target.Instance(f.account(), f.region(), r.id())));
  }

  static Finding finding() {
    return finding(
        Severity.CRITICAL,
        List.of(
            new Resource(
                Resource.Kind.INSTANCE,
                "i-0ab12cd34ef567890",
                "Instance",
                "arn:aws:ec2:eu-west-1:111122223333:instance/i-0ab12cd34ef567890")));
  }

  static Finding finding(Severity severity, List<Resource> resources) {
    return new Finding(
        "GuardDuty",
        "f-1",
        "Backdoor:EC2/C&CActivity.B!DNS",
        "EC2 instance queries a known C2 domain",
        "The instance i-0ab12cd34ef567890 queries c2.example.net,\nwhich is known for <malware>.",
        severity,
        "8.5",
        "111122223333",
        "eu-west-1",
        resources,
        Instant.parse("2026-11-24T09:40:00Z"),
        Instant.parse("2026-11-24T10:01:30Z"),
        Instant.parse("2026-11-24T10:01:40Z"),
        3,
        Finding.Status.ACTIVE,
        false,
        "c2.example.net",
        "https://console.example/finding",
        List.of());
  }

  static Change group() {
    return new Change(
        "c1",
        "vpc-0a1b2c3d",
        "quarantine group",
        List.of(),
        List.of("{cordon-sealed}"),
        "ec2:CreateSecurityGroup",
        false,
        List.of());
  }

  static Change nic(String id, String eni) {
    return new Change(
        id,
        eni,
        "groups",
        List.of("sg-0web", "sg-0ssh"),
        List.of("{cordon-sealed}"),
        "ec2:ModifyNetworkInterfaceAttribute",
        true,
        List.of("c1"));
  }

  static Change snapshots() {
    return new Change(
        "c1",
        TARGET.id(),
        "snapshots",
        List.of(),
        List.of("vol-01", "vol-02"),
        "ec2:CreateSnapshots",
        false,
        List.of());
  }

  static final List<Change> ISOLATION =
      List.of(group(), nic("c2", "eni-0c1"), nic("c3", "eni-0c2"));

  static final List<Remark> RESIDUAL =
      List.of(
          new Remark("tracked-connections", ""),
          new Remark("always-tracked", "nat-0a1"),
          new Remark("resolver-dns", ""),
          new Remark("managed-interface", "eni-0managed"));

  Story then(Actor actor, Fact... facts) {
    entries.add(actor, facts);
    return this;
  }

  Story waiting(Duration pause) {
    entries.after(pause);
    return this;
  }

  Story acknowledged() {
    return then(BEN, new Fact.CaseAcknowledged());
  }

  Story requested(String id, String name, @Nullable String undoes) {
    return then(
        ANNA,
        new Fact.ActionRequested(
            id,
            name,
            name.equals("snapshot") ? Danger.E : Danger.C,
            TARGET,
            "C2 traffic is confirmed",
            Map.of(),
            0,
            undoes));
  }

  /** An action that others must agree to was asked for and planned. */
  Story pending(String id, Danger danger, int approvals) {
    return then(
            ANNA,
            new Fact.ActionRequested(
                id,
                danger == Danger.E ? "snapshot" : "isolate",
                danger,
                TARGET,
                "C2 traffic is confirmed",
                Map.of(),
                approvals,
                null,
                START.plus(Duration.ofMinutes(15))))
        .then(
            Actor.CORDON,
            new Fact.ActionPlanned(
                id, ISOLATION, List.of(), RESIDUAL, List.of(), "a1b2c3d4e5f60718"));
  }

  Story started(String id, List<Change> changes) {
    return then(Actor.CORDON, new Fact.ActionStarted(id, changes, BEFORE, RESIDUAL));
  }

  Story made(String id, Change change, String... after) {
    return then(
        Actor.CORDON,
        new Fact.ChangeApplied(id, change.id(), List.of(after), "5d1e0c3a-req"),
        new Fact.ChangeVerified(id, change.id(), List.of(after)));
  }

  Story failed(String id, Change change) {
    return then(Actor.CORDON, new Fact.ChangeFailed(id, change.id(), DENIED));
  }

  /** An isolation, from the click to the last read-back. */
  Story isolated(String id) {
    return requested(id, "isolate", null)
        .waiting(Duration.ofMinutes(3))
        .started(id, ISOLATION)
        .made(id, ISOLATION.get(0), "sg-0sealed")
        .made(id, ISOLATION.get(1), "sg-0sealed")
        .made(id, ISOLATION.get(2), "sg-0sealed")
        .then(Actor.CORDON, new Fact.ActionDone(id, AFTER));
  }

  Story partlyIsolated(String id) {
    return requested(id, "isolate", null)
        .started(id, ISOLATION)
        .made(id, ISOLATION.get(0), "sg-0sealed")
        .made(id, ISOLATION.get(1), "sg-0sealed")
        .failed(id, ISOLATION.get(2))
        .then(Actor.CORDON, new Fact.ActionPartial(id, 2, 3, DENIED, AFTER));
  }

  Story undone(String id, String undoes) {
    var back = ISOLATION.get(1).reversed(List.of("sg-0sealed"));
    return requested(id, "isolate", undoes)
        .then(Actor.CORDON, new Fact.ActionStarted(id, List.of(back), BEFORE, List.of()))
        .made(id, back, "sg-0web", "sg-0ssh")
        .then(Actor.CORDON, new Fact.ActionDone(id, AFTER), new Fact.ActionUndone(undoes, id));
  }

  Case state() {
    return entries.state();
  }

  List<Entry> all() {
    return entries.all();
  }

  Message card() {
    return texts().card(state());
  }
}
