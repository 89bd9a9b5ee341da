package io.cordon.isolate;

import io.cordon.action.Applied;
import io.cordon.action.Observation;
import io.cordon.action.Order;
import io.cordon.action.Plan;
import io.cordon.action.ResponseAction;
import io.cordon.aws.Aws;
import io.cordon.aws.Instances;
import io.cordon.aws.Permissions;
import io.cordon.aws.SessionPolicy;
import io.cordon.change.Change;
import io.cordon.change.Danger;
import io.cordon.change.Failure;
import io.cordon.change.Target;
import io.cordon.ledger.CanonicalJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;

/**
 * Cuts an instance off the network: every interface of it that is ours to change moves into its
 * VPC's quarantine group.
 *
 * <p>Never through ModifyInstanceAttribute, which refuses an instance with more than one interface
 * (EC2 API reference).
 */
public final class IsolateInstance implements ResponseAction {
  /** The action's name. */
  public static final String NAME = "isolate";

  private static final String GROUPS = "groups";
  private static final String GROUP = "quarantine group";
  private static final String RULES = "rules";
  private static final String MODIFY = IsolatePermissions.MODIFY;

  private final Aws aws;
  private final Supplier<String> ids;

  /**
   * The action.
   *
   * @param ids gives short ids for failures
   */
  public IsolateInstance(Aws aws, Supplier<String> ids) {
    this.aws = aws;
    this.ids = ids;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Danger danger() {
    return Danger.C;
  }

  @Override
  public Permissions permissions() {
    return IsolatePermissions.ALL;
  }

  @Override
  public SessionPolicy policy(Order order, Change change) {
    var scope = order.target().scope();
    return switch (change.attribute()) {
      case GROUP -> IsolatePermissions.toMakeGroup(scope, change.resource());
      case RULES -> IsolatePermissions.toEmptyGroup(scope, change.resource());
      case GROUPS -> IsolatePermissions.toMove(scope, order.target().id(), change);
      default -> throw notOurs(change);
    };
  }

  @Override
  public boolean accepts(Target target) {
    return switch (target) {
      case Target.Instance _ -> true;
    };
  }

  @Override
  public Plan plan(Order order) {
    var ec2 = reading(order);
    var view = InstanceNetwork.of(ec2, order.target().id());
    if (view.isEmpty()) {
      return impossible("ec2:DescribeInstances", "NoInstance", order.target().id());
    }
    var network = view.get();
    if (network.isGone()) {
      return impossible("ec2:DescribeInstances", "InstanceGone", network.state());
    }
    if (network.ours().isEmpty()) {
      return impossible("ec2:DescribeNetworkInterfaces", "NoInterface", order.target().id());
    }
    var changes = new ArrayList<Change>();
    var groups = new LinkedHashMap<String, Quarantine>();
    for (var vpc : network.vpcs()) {
      var found = new QuarantineGroup(ec2, vpc).find();
      if (found.isPresent() && !QuarantineGroup.isOurs(found.get())) {
        return impossible("ec2:DescribeSecurityGroups", "NotOurGroup", found.get().groupId());
      }
      groups.put(vpc, prepare(ec2, vpc, found.map(g -> g.groupId()), changes));
    }
    for (var nic : network.ours()) {
      move(nic, groups.get(nic.vpcId())).map(c -> numbered(c, changes)).ifPresent(changes::add);
    }
    return changes.isEmpty()
        ? new Plan.Needless(order.target().id())
        : new Plan.Ready(
            changes, List.of(), Residual.of(ec2, network), CanonicalJson.tree(network.facts()));
  }

  /**
   * The group that interfaces of a VPC go into.
   *
   * @param name its id, or its name in braces while it does not exist
   * @param madeBy ids of the changes that make it fit for use
   */
  private record Quarantine(String name, List<String> madeBy) {}

  private static Quarantine prepare(
      Ec2Client ec2, String vpc, Optional<String> found, List<Change> changes) {
    if (found.isEmpty()) {
      var create =
          change(vpc, GROUP, List.of(), List.of("{cordon-sealed}"), "ec2:CreateSecurityGroup");
      changes.add(numbered(create, changes));
      return new Quarantine("{cordon-sealed}", List.of(changes.getLast().id()));
    }
    var group = found.get();
    var rules =
        new QuarantineGroup(ec2, vpc)
            .rules(group).stream().map(r -> r.securityGroupRuleId()).sorted().toList();
    if (rules.isEmpty()) {
      return new Quarantine(group, List.of());
    }
    var empty = change(group, RULES, rules, List.of(), "ec2:RevokeSecurityGroupEgress");
    changes.add(numbered(empty, changes));
    return new Quarantine(group, List.of(changes.getLast().id()));
  }

  private static Optional<Change> move(NetworkInterface nic, @Nullable Quarantine group) {
    if (group == null) {
      throw new IllegalStateException("no quarantine group was planned for " + nic.vpcId());
    }
    var before = groupIds(nic.groups());
    var after = List.of(group.name());
    return before.equals(after)
        ? Optional.empty()
        : Optional.of(
            new Change(
                "", nic.networkInterfaceId(), GROUPS, before, after, MODIFY, true, group.madeBy()));
  }

  private static Change change(
      String resource, String attribute, List<String> before, List<String> after, String call) {
    return new Change("", resource, attribute, before, after, call, false, List.of());
  }

  private static Change numbered(Change c, List<Change> before) {
    return new Change(
        "c" + (before.size() + 1),
        c.resource(),
        c.attribute(),
        c.before(),
        c.after(),
        c.call(),
        c.reversible(),
        c.needs());
  }

  @Override
  public Applied apply(Order order, Change change) {
    var ec2 = ec2(order, policy(order, change));
    return switch (change.attribute()) {
      case GROUP -> makeGroup(new QuarantineGroup(ec2, change.resource()));
      case RULES -> {
        var group = new QuarantineGroup(ec2, "");
        group.empty(change.resource());
        yield new Applied(List.of(), "");
      }
      case GROUPS -> moveInto(ec2, change);
      default -> throw notOurs(change);
    };
  }

  private static Applied makeGroup(QuarantineGroup group) {
    var id = group.ours().map(g -> g.groupId()).orElseGet(group::create);
    group.empty(id);
    return new Applied(List.of(id), "");
  }

  private static Applied moveInto(Ec2Client ec2, Change change) {
    var nic = find(ec2, change.resource());
    var groups = nic.map(n -> resolved(ec2, n.vpcId(), change.after())).orElse(change.after());
    if (nic.isPresent() && groupIds(nic.get().groups()).equals(groups)) {
      return new Applied(groups, "");
    }
    var answer =
        ec2.modifyNetworkInterfaceAttribute(
            r -> r.networkInterfaceId(change.resource()).groups(groups));
    return new Applied(groups, answer.responseMetadata().requestId());
  }

  /** Whether a name stands for a group that the plan did not find. */
  static boolean isToBeMade(String group) {
    return group.startsWith("{");
  }

  private static List<String> resolved(Ec2Client ec2, String vpc, List<String> names) {
    return names.stream()
        .map(name ->
            isToBeMade(name) ? new QuarantineGroup(ec2, vpc).ours().orElseThrow().groupId() : name)
        .toList();
  }

  @Override
  public Observation observe(Order order, Change change, List<String> expected) {
    var ec2 = reading(order);
    return switch (change.attribute()) {
      case GROUP -> observeGroup(new QuarantineGroup(ec2, change.resource()));
      case RULES ->
          new Observation.Is(
              new QuarantineGroup(ec2, "")
                  .rules(change.resource()).stream().map(r -> r.securityGroupRuleId()).toList());
      case GROUPS ->
          find(ec2, change.resource())
              .<Observation>map(n -> new Observation.Is(groupIds(n.groups())))
              .orElseGet(() -> new Observation.Lost(change.resource()));
      default -> throw notOurs(change);
    };
  }

  private static Observation observeGroup(QuarantineGroup group) {
    var found = group.ours();
    if (found.isEmpty()) {
      return new Observation.Is(List.of());
    }
    var id = found.get().groupId();
    var rules = group.rules(id);
    return rules.isEmpty()
        ? new Observation.Is(List.of(id))
        : new Observation.Lost(id + " has " + rules.size() + " rules");
  }

  /** The instance may have got another interface meanwhile, or the group a rule. */
  @Override
  public Optional<Failure> confirm(Order order) {
    return switch (plan(order)) {
      case Plan.Needless _ -> Optional.empty();
      case Plan.Impossible impossible -> Optional.of(impossible.failure());
      case Plan.Ready left ->
          Optional.of(
              failure(
                  "ec2:DescribeNetworkInterfaces",
                  "NotAllIsolated",
                  String.join(", ", left.changes().stream().map(Change::resource).toList())));
    };
  }

  private Ec2Client reading(Order order) {
    return ec2(order, permissions().reading(order.target().scope()));
  }

  private Ec2Client ec2(Order order, SessionPolicy policy) {
    return aws.ec2(order.target().scope(), order.attribution(policy));
  }

  private static IllegalArgumentException notOurs(Change change) {
    return new IllegalArgumentException("not a change of ours: " + change);
  }

  private static Optional<NetworkInterface> find(Ec2Client ec2, String id) {
    return ec2
        .describeNetworkInterfaces(r -> r.filters(Instances.where("network-interface-id", id)))
        .networkInterfaces()
        .stream()
        .findFirst();
  }

  static List<String> groupIds(List<GroupIdentifier> groups) {
    return groups.stream().map(GroupIdentifier::groupId).sorted().toList();
  }

  private Plan impossible(String call, String error, String detail) {
    return new Plan.Impossible(failure(call, error, detail));
  }

  private Failure failure(String call, String error, String detail) {
    return new Failure(call, error, detail, "", ids.get());
  }
}
