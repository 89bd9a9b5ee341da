package io.cordon.iam;

import io.cordon.sandbox.aws.AwsCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * What EC2 asks IAM about a call that was seen on the wire: which resources the call touches, and
 * what is known of them (Service Authorization Reference, "Actions, resources, and condition keys
 * for Amazon EC2").
 *
 * @param account the account that was called
 * @param ec2 tells what the resources are like
 */
public record Ec2Questions(String account, Ec2Client ec2) {

  /** Every question; a call of which it is not known what EC2 asks is an error. */
  public List<AccessRequest> of(AwsCall call) {
    if (call.operation().startsWith("Describe")) {
      return List.of(question(call, call.name(), "*", Map.of()));
    }
    return switch (call.operation()) {
      case "CreateSnapshots" -> createSnapshots(call);
      case "CreateSecurityGroup" -> createGroup(call);
      case "CreateTags" -> list(call, "ResourceId").map(id -> createTags(call, id)).toList();
      case "RevokeSecurityGroupEgress", "RevokeSecurityGroupIngress" ->
          List.of(aboutGroup(call, call.parameter("GroupId")));
      case "ModifyNetworkInterfaceAttribute" -> modifyInterface(call);
      default -> throw new IllegalArgumentException("what EC2 asks about " + call.name());
    };
  }

  private List<AccessRequest> createSnapshots(AwsCall call) {
    var instance = call.parameter("InstanceSpecification.InstanceId");
    var tags = requestTags(call, "TagSpecification.1.Tag");
    var all = new ArrayList<AccessRequest>();
    all.add(question(call, call.name(), arn(call, "instance/" + instance), Map.of()));
    volumes(instance)
        .map(volume -> question(call, call.name(), arn(call, "volume/" + volume), Map.of()))
        .forEach(all::add);
    var made = "arn:aws:ec2:" + call.region() + "::snapshot/*";
    all.add(question(call, call.name(), made, tags));
    all.add(question(call, "ec2:CreateTags", made, onCreation(call, tags)));
    return all;
  }

  private Stream<String> volumes(String instance) {
    return ec2.describeInstances(r -> r.instanceIds(instance)).reservations().stream()
        .flatMap(r -> r.instances().stream())
        .flatMap(i -> i.blockDeviceMappings().stream())
        .map(m -> m.ebs().volumeId());
  }

  private List<AccessRequest> createGroup(AwsCall call) {
    var tags = requestTags(call, "TagSpecification.1.Tag");
    var made = arn(call, "security-group/*");
    return List.of(
        question(call, call.name(), arn(call, "vpc/" + call.parameter("VpcId")), Map.of()),
        question(call, call.name(), made, tags),
        question(call, "ec2:CreateTags", made, onCreation(call, tags)));
  }

  private AccessRequest createTags(AwsCall call, String snapshot) {
    var context = new HashMap<>(requestTags(call, "Tag"));
    var tags = ec2.describeSnapshots(r -> r.snapshotIds(snapshot)).snapshots().getFirst().tags();
    context.putAll(resourceTags(tags));
    return question(
        call, call.name(), "arn:aws:ec2:" + call.region() + "::snapshot/" + snapshot, context);
  }

  private List<AccessRequest> modifyInterface(AwsCall call) {
    var all = new ArrayList<AccessRequest>();
    var id = call.parameter("NetworkInterfaceId");
    all.add(question(call, call.name(), arn(call, "network-interface/" + id), Map.of()));
    list(call, "SecurityGroupId").map(group -> aboutGroup(call, group)).forEach(all::add);
    return all;
  }

  private AccessRequest aboutGroup(AwsCall call, String id) {
    var group = ec2.describeSecurityGroups(r -> r.groupIds(id)).securityGroups().getFirst();
    var context = new HashMap<>(resourceTags(group.tags()));
    context.put("ec2:Vpc", List.of(arn(call, "vpc/" + group.vpcId())));
    return question(call, call.name(), arn(call, "security-group/" + id), context);
  }

  private String arn(AwsCall call, String resource) {
    return "arn:aws:ec2:" + call.region() + ":" + account + ":" + resource;
  }

  private static AccessRequest question(
      AwsCall call, String action, String resource, Map<String, List<String>> context) {
    var all = new HashMap<>(context);
    all.put("aws:RequestedRegion", List.of(call.region()));
    return new AccessRequest(action, resource, all);
  }

  private static Map<String, List<String>> onCreation(
      AwsCall call, Map<String, List<String>> tags) {
    var context = new HashMap<>(tags);
    context.put("ec2:CreateAction", List.of(call.operation()));
    return context;
  }

  private static Map<String, List<String>> resourceTags(List<Tag> tags) {
    var context = new HashMap<String, List<String>>();
    tags.forEach(t -> context.put("aws:ResourceTag/" + t.key(), List.of(t.value())));
    return context;
  }

  private static Map<String, List<String>> requestTags(AwsCall call, String prefix) {
    var context = new HashMap<String, List<String>>();
    var keys = list(call, prefix, ".Key").toList();
    var values = list(call, prefix, ".Value").toList();
    for (int i = 0; i < keys.size(); i++) {
      context.put("aws:RequestTag/" + keys.get(i), List.of(values.get(i)));
    }
    context.put("aws:TagKeys", keys);
    return context;
  }

  private static Stream<String> list(AwsCall call, String name) {
    return list(call, name, "");
  }

  private static Stream<String> list(AwsCall call, String prefix, String suffix) {
    return IntStream.iterate(1, n -> n + 1)
        .mapToObj(n -> call.parameters().get(prefix + "." + n + suffix))
        .takeWhile(value -> value != null);
  }
}
