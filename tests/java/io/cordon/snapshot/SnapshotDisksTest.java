package io.cordon.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.action.Observation;
import io.cordon.action.Order;
import io.cordon.action.Plan;
import io.cordon.change.Change;
import io.cordon.change.Target;
import io.cordon.ledger.Actor;
import io.cordon.ledger.CaseKey;
import io.cordon.sandbox.aws.AccountSeed;
import io.cordon.sandbox.aws.AwsEmulator;
import io.cordon.sandbox.aws.Fault;
import io.cordon.sandbox.aws.FaultRule;
import io.cordon.sandbox.aws.SeededAccount;
import io.cordon.sandbox.aws.SeededScope;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;

class SnapshotDisksTest {
  private final AwsEmulator aws = AwsEmulator.shared();
  private final SeededAccount account = planted();
  private final Ec2Client ec2 = aws.clients().ec2();
  private final SnapshotDisks snapshot =
      new SnapshotDisks(new SeededScope(aws, account), () -> "err1");

  private SeededAccount planted() {
    aws.reset();
    return new AccountSeed(aws.clients()).plant();
  }

  @Test
  void takesEveryVolumeInOneSetWithTheTagsOfEvidence() {
    var order = order(account.server().instance());

    var taken = snapshot.apply(order, change(order)).after();

    assertThat(taken).hasSameSizeAs(account.server().volumes());
    for (var id : taken) {
      assertThat(tags(id))
          .containsEntry("evidence", "true")
          .containsEntry("investigation", "InProgress")
          .containsEntry("cordon:case", "IR-2026-001")
          .containsEntry("cordon:analyst", "U0ALICE")
          .containsEntry("cordon:acquired", "2026-11-24T10:00:00Z")
          .containsKeys("cordon:volume", "cordon:device");
    }
  }

  @Test
  void aSetThatWasTakenAlreadyIsTakenOverAfterACrash() {
    var order = order(account.server().instance());
    var first = snapshot.apply(order, change(order));

    var again = snapshot.apply(order, change(order));

    assertThat(again.after()).isEqualTo(first.after());
    assertThat(again.requestId()).isEmpty();
  }

  @Test
  void isPendingWithItsProgressUntilAwsHasCompletedIt() {
    aws.snapshots().completeAfter(2);
    var order = order(account.server().instance());
    var taken = snapshot.apply(order, change(order)).after();

    assertThat(snapshot.observe(order, change(order), taken))
        .isInstanceOf(Observation.Pending.class);
    snapshot.observe(order, change(order), taken);
    assertThat(snapshot.observe(order, change(order), taken)).isEqualTo(new Observation.Is(taken));
  }

  @Test
  void aSnapshotThatAwsGaveUpIsLostWithAwssWords() {
    aws.snapshots().completeAfter(0);
    aws.snapshots().fail(account.server().volumes().getFirst(), "Client.InternalError");
    var order = order(account.server().instance());
    var taken = snapshot.apply(order, change(order)).after();

    assertThat(snapshot.observe(order, change(order), taken))
        .isInstanceOfSatisfying(
            Observation.Lost.class, l -> assertThat(l.detail()).contains("Client.InternalError"));
  }

  @Test
  void aTypeThatCannotBeReadKeepsNoSnapshotFromBeingTaken() {
    aws.inject(new Fault.AccessDenied(), FaultRule.on("ec2", "DescribeInstanceTypes"));

    var plan = snapshot.plan(order(account.server().instance()));

    assertThat(plan)
        .isInstanceOfSatisfying(
            Plan.Ready.class,
            r ->
                assertThat(r.impact())
                    .extracting(i -> i.code())
                    .containsExactly("instance-store-unknown"));
    aws.clearFaults();
  }

  @Test
  void anInstanceThatDoesNotExistIsImpossible() {
    assertThat(snapshot.plan(order("i-0fffffffffffffff0"))).isInstanceOf(Plan.Impossible.class);
  }

  private Change change(Order order) {
    var plan = snapshot.plan(order);
    assertThat(plan).isInstanceOf(Plan.Ready.class);
    return ((Plan.Ready) plan).changes().getFirst();
  }

  private Map<String, String> tags(String snapshotId) {
    var tags = new HashMap<String, String>();
    ec2.describeSnapshots(r -> r.snapshotIds(List.of(snapshotId)))
        .snapshots()
        .getFirst()
        .tags()
        .forEach(t -> tags.put(t.key(), t.value()));
    return tags;
  }

  private Order order(String instance) {
    return new Order(
        new CaseKey("IR-2026-001"),
        "A-1",
        new Target.Instance(account.account(), account.region(), instance),
        Actor.person("U0ALICE", "alice"),
        "it talks to a known C2 domain",
        Instant.parse("2026-11-24T10:00:00Z"));
  }
}
