package io.cordon.isolate;

import io.cordon.aws.Instances;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/**
 * The one security group of a VPC that lets nothing in and nothing out. It has no rule at all: with
 * one that names itself, quarantined hosts could meet.
 */
final class QuarantineGroup {
  static final String NAME = "cordon-sealed";
  private static final Tag MARK = Tag.builder().key("cordon").value("quarantine").build();

  private final Ec2Client ec2;
  private final String vpc;

  QuarantineGroup(Ec2Client ec2, String vpc) {
    this.ec2 = ec2;
    this.vpc = vpc;
  }

  /** The group of that name, if the VPC has it, whoever made it. */
  Optional<SecurityGroup> find() {
    return ec2
        .describeSecurityGroups(
            r -> r.filters(Instances.where("vpc-id", vpc), Instances.where("group-name", NAME)))
        .securityGroups()
        .stream()
        .findFirst();
  }

  /** Whether Cordon made the group; somebody else's of the same name is left alone. */
  static boolean isOurs(SecurityGroup group) {
    return group.tags().contains(MARK);
  }

  /** The group, if the VPC has it and Cordon made it. */
  Optional<SecurityGroup> ours() {
    return find().filter(QuarantineGroup::isOurs);
  }

  /** Makes the group; one that another process of Cordon made at the same time will do. */
  String create() {
    try {
      return ec2.createSecurityGroup(r ->
              r.groupName(NAME)
                  .vpcId(vpc)
                  .description("Cordon quarantine: no rule in, no rule out")
                  .tagSpecifications(
                      TagSpecification.builder()
                          .resourceType(ResourceType.SECURITY_GROUP)
                          .tags(MARK)
                          .build()))
          .groupId();
    } catch (Ec2Exception e) {
      if ("InvalidGroup.Duplicate".equals(e.awsErrorDetails().errorCode())) {
        return ours().orElseThrow(() -> e).groupId();
      }
      throw e;
    }
  }

  /** The rules of a group, both ways and of both IP families. */
  List<SecurityGroupRule> rules(String groupId) {
    return ec2
        .describeSecurityGroupRulesPaginator(r -> r.filters(Instances.where("group-id", groupId)))
        .securityGroupRules()
        .stream()
        .toList();
  }

  /**
   * Takes every rule away. A new group has one that lets everything out, and a second one for IPv6
   * in a VPC that has it, so they are removed by id and not by what they say.
   */
  void empty(String groupId) {
    var egress = ids(groupId, true);
    if (!egress.isEmpty()) {
      ec2.revokeSecurityGroupEgress(r -> r.groupId(groupId).securityGroupRuleIds(egress));
    }
    var ingress = ids(groupId, false);
    if (!ingress.isEmpty()) {
      ec2.revokeSecurityGroupIngress(r -> r.groupId(groupId).securityGroupRuleIds(ingress));
    }
  }

  private List<String> ids(String groupId, boolean egress) {
    return rules(groupId).stream()
        .filter(rule -> rule.isEgress() == egress)
        .map(SecurityGroupRule::securityGroupRuleId)
        .toList();
  }
}
