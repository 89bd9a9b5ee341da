package io.cordon.isolate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;

class IsolateInstanceTest {
  private final AwsEmulator aws = AwsEmulator.shared();
  private final SeededAccount account = planted();
  private final Ec2Client ec2 = aws.clients().ec2();
  private final IsolateInstance isolate =
      new IsolateInstance(new SeededScope(aws, account), () -> "err1");

  private SeededAccount planted() {
    aws.reset();
    return new AccountSeed(aws.clients()).plant();
  }

  @BeforeEach
  void forgetTheSeeding() {
    aws.forgetCalls();
  }

  @Test
  void planningChangesNothing() {
    isolate.plan(order(account.server().instance()));

    assertThat(aws.changes()).isEmpty();
  }

  @Test
  void plansOneGroupAndEveryInterfaceThatNeedsIt() {
    var plan = ready(isolate.plan(order(account.server().instance())));

    assertThat(plan.changes())
        .extracting(Change::resource)
        .containsExactlyInAnyOrder(
            account.network().vpc(),
            account.server().interfaces().get(0),
            account.server().interfaces().get(1));
    assertThat(plan.changes().getFirst().resource()).isEqualTo(account.network().vpc());
    assertThat(plan.residual())
        .extracting(r -> r.code())
        .contains("tracked-connections", "resolver-dns");
  }

  @Test
  void neverUsesTheCallThatOnlyWorksWithOneInterface() {
    run(order(account.server().instance()));

    assertThat(aws.changes())
        .extracting(c -> c.call().operation())
        .contains("ModifyNetworkInterfaceAttribute")
        .doesNotContain("ModifyInstanceAttribute");
  }

  @Test
  void whatIsIsolatedNeedsNothingMore() {
    var order = order(account.server().instance());
    run(order);

    assertThat(isolate.plan(order)).isInstanceOf(Plan.Needless.class);
    assertThat(isolate.confirm(order)).isEmpty();
  }

  @Test
  void applyingAChangeASecondTimeChangesNothing() {
    var order = order(account.server().instance());
    var changes = run(order);
    aws.forgetCalls();

    changes.forEach(c -> isolate.apply(order, c));

    assertThat(aws.changes()).isEmpty();
  }

  @Test
  void aRuleThatSomebodyPutIntoTheGroupIsTakenAwayFirst() {
    run(order(account.server().instance()));
    var group = quarantine();
    ec2.authorizeSecurityGroupIngress(
        r -> r.groupId(group).ipProtocol("tcp").fromPort(22).toPort(22).cidrIp("0.0.0.0/0"));

    assertThat(isolate.confirm(order(account.server().instance()))).isPresent();
    run(order(account.neighbour().instance()));

    assertThat(isolate.confirm(order(account.server().instance()))).isEmpty();
  }

  @Test
  void aGroupOfTheSameNameThatSomebodyMadeAfterThePlanIsLeftAlone() {
    var order = order(account.server().instance());
    var plan = (Plan.Ready) isolate.plan(order);
    var theirs =
        ec2.createSecurityGroup(r ->
                r.groupName(QuarantineGroup.NAME)
                    .vpcId(account.network().vpc())
                    .description("somebody else's"))
            .groupId();
    aws.forgetCalls();

    assertThatThrownBy(() -> plan.changes().forEach(c -> isolate.apply(order, c)))
        .hasMessageContaining("already exists");

    assertThat(aws.changes()).isEmpty();
    assertThat(new QuarantineGroup(ec2, "").rules(theirs)).isNotEmpty();
  }

  @Test
  void aGroupOfTheSameNameThatIsNotOursIsLeftAlone() {
    ec2.createSecurityGroup(r ->
        r.groupName(QuarantineGroup.NAME)
            .vpcId(account.network().vpc())
            .description("somebody else's"));

    var plan = isolate.plan(order(account.server().instance()));

    assertThat(plan)
        .isInstanceOfSatisfying(
            Plan.Impossible.class, i -> assertThat(i.failure().error()).isEqualTo("NotOurGroup"));
  }

  @Test
  void anInterfaceThatWasAttachedMeanwhileIsNoticed() {
    var order = order(account.server().instance());
    run(order);
    var late =
        ec2.createNetworkInterface(r ->
                r.subnetId(account.network().subnets().getFirst())
                    .groups(account.network().webGroup()))
            .networkInterface()
            .networkInterfaceId();
    ec2.attachNetworkInterface(
        r -> r.networkInterfaceId(late).instanceId(account.server().instance()).deviceIndex(2));

    assertThat(isolate.confirm(order))
        .hasValueSatisfying(f -> assertThat(f.message()).contains(late));
  }

  @Test
  void routesThatCannotBeReadKeepNoInstanceConnected() {
    aws.inject(new Fault.AccessDenied(), FaultRule.on("ec2", "DescribeRouteTables"));

    var plan = ready(isolate.plan(order(account.server().instance())));

    assertThat(plan.changes()).hasSize(3);
    assertThat(plan.residual()).extracting(r -> r.code()).contains("routes-unread");
    aws.clearFaults();
  }

  @Test
  void anInstanceThatDoesNotExistOrIsGoneIsImpossible() {
    assertThat(isolate.plan(order("i-0fffffffffffffff0"))).isInstanceOf(Plan.Impossible.class);
    ec2.terminateInstances(r -> r.instanceIds(account.neighbour().instance()));
    assertThat(isolate.plan(order(account.neighbour().instance())))
        .isInstanceOf(Plan.Impossible.class);
  }

  @Test
  void aWayBackIntoAsManyGroupsAsAnInterfaceMayHaveFitsIntoOneSession() {
    var groups = IntStream.range(10, 26).mapToObj(n -> "sg-0ab12cd34ef5678" + n).toList();
    var back =
        new Change("c2", "eni-0ab12cd34ef567890", "groups", List.of(), groups, "", true, List.of());
    var longest = new Target.Instance(account.account(), "us-gov-west-1", "i-0ab12cd34ef567890");

    assertThat(isolate.policy(order(longest), back).fits()).isTrue();
  }

  private List<Change> run(Order order) {
    var changes = ready(isolate.plan(order)).changes();
    for (var change : changes) {
      var applied = isolate.apply(order, change);
      assertThat(isolate.observe(order, change, applied.after()))
          .isEqualTo(new Observation.Is(applied.after()));
    }
    return changes;
  }

  private String quarantine() {
    return new QuarantineGroup(ec2, account.network().vpc()).find().orElseThrow().groupId();
  }

  private static Plan.Ready ready(Plan plan) {
    assertThat(plan).isInstanceOf(Plan.Ready.class);
    return (Plan.Ready) plan;
  }

  private Order order(String instance) {
    return order(new Target.Instance(account.account(), account.region(), instance));
  }

  private static Order order(Target target) {
    return new Order(
        new CaseKey("IR-2026-001"),
        "A-1",
        target,
        Actor.person("U0ALICE", "alice"),
        "it talks to a known C2 domain",
        Instant.parse("2026-11-24T10:00:00Z"));
  }
}
