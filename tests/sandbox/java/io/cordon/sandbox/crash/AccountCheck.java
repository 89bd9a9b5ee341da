package io.cordon.sandbox.crash;

import io.cordon.ledger.Entry;
import io.cordon.sandbox.CordonConfig;
import io.cordon.sandbox.aws.AnsweredCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.Snapshot;

/** Whether AWS was changed once, and is as the ledger says. */
final class AccountCheck {
  private final World world;
  private final List<Entry> entries;

  AccountCheck(World world, List<Entry> entries) {
    this.world = world;
    this.entries = entries;
  }

  /** The calls with which Cordon changed something in the account, in order. */
  static List<AnsweredCall> changes(World world) {
    return world.aws().changes().stream()
        .filter(call -> call.call().service().equals("ec2"))
        .filter(call -> call.caller().role().endsWith(CordonConfig.ROLE))
        .toList();
  }

  /** What is not as promised. */
  List<String> wrong(Scenario scenario) {
    var wrong = new ArrayList<String>();
    var made = new HashMap<String, Integer>();
    changes(world).forEach(call -> made.merge(call.call().operation(), 1, Integer::sum));
    // The same tag on the same snapshot: the second time changes nothing.
    made.remove("CreateTags");
    if (!made.equals(scenario.changes())) {
      wrong.add("AWS was called " + made + " instead of " + scenario.changes());
    }
    checkIsolation(wrong);
    checkSnapshots(wrong);
    return wrong;
  }

  private boolean isDone(Scenario scenario) {
    return entries.stream()
        .anyMatch(entry ->
            entry.fact().kind().equals("action.done")
                && scenario.entries().containsKey("action.done"));
  }

  private void checkIsolation(List<String> wrong) {
    var ec2 = world.aws().clients().ec2();
    var sealed =
        ec2.describeSecurityGroups(r -> r.filters(filter("group-name", "cordon-sealed")))
            .securityGroups();
    var isolated =
        ec2
            .describeNetworkInterfaces(
                r -> r.networkInterfaceIds(world.account().server().interfaces()))
            .networkInterfaces()
            .stream()
            .allMatch(nic ->
                nic.groups().stream()
                    .map(GroupIdentifier::groupId)
                    .toList()
                    .equals(sealed.stream().map(g -> g.groupId()).toList()));
    if (sealed.size() > 1) {
      wrong.add("there are " + sealed.size() + " quarantine groups");
    }
    if (isolated != saysIsolated()) {
      wrong.add(isolated ? "isolated, and nobody said so" : "said to be isolated, and is not");
    }
    sealed.forEach(group -> {
      if (hasRules(ec2, group.groupId())) {
        wrong.add("the quarantine group has rules");
      }
    });
  }

  private boolean saysIsolated() {
    return isDone(Scenario.ISOLATE)
        && entries.stream().anyMatch(e -> e.line().contains("\"name\":\"isolate\""));
  }

  private static boolean hasRules(Ec2Client ec2, String group) {
    return !ec2.describeSecurityGroupRules(r -> r.filters(filter("group-id", group)))
        .securityGroupRules()
        .isEmpty();
  }

  private void checkSnapshots(List<String> wrong) {
    var taken =
        world
            .aws()
            .clients()
            .ec2()
            .describeSnapshots(r -> r.filters(filter("tag:evidence", "true")))
            .snapshots()
            .stream()
            .map(Snapshot::volumeId)
            .sorted()
            .toList();
    var said = entries.stream().anyMatch(e -> e.line().contains("\"name\":\"snapshot\""));
    var expected =
        said ? world.account().server().volumes().stream().sorted().toList() : List.<String>of();
    if (!taken.equals(expected)) {
      wrong.add("there are snapshots of " + taken + " instead of " + expected);
    }
  }

  private static Filter filter(String name, String value) {
    return Filter.builder().name(name).values(value).build();
  }
}
