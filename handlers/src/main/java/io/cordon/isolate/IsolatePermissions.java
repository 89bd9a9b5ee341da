package io.cordon.isolate;

import static io.cordon.aws.Permission.ANY;

import io.cordon.aws.Permission;
import io.cordon.aws.Permissions;
import io.cordon.aws.SessionPolicy;
import io.cordon.change.Change;
import io.cordon.change.Scope;
import java.util.List;
import java.util.Map;

/** What IAM must allow for an isolation, and of it, for each change. */
final class IsolatePermissions {
  static final String MODIFY = "ec2:ModifyNetworkInterfaceAttribute";

  private static final String ACCOUNTS = "arn:{partition}:ec2:{region}:{account}:";
  private static final String GROUP = ACCOUNTS + "security-group/{group}";
  private static final String NEW_GROUP = ACCOUNTS + "security-group/*";

  /** A shared VPC belongs to another account. */
  private static final String VPC = "arn:{partition}:ec2:{region}:*:vpc/{vpc}";

  private static final Permission MAKE_IN_VPC = Permission.to("ec2:CreateSecurityGroup").on(VPC);
  private static final Permission MAKE_MARKED =
      Permission.to("ec2:CreateSecurityGroup")
          .on(NEW_GROUP)
          .when("StringEquals", "aws:RequestTag/cordon", "quarantine");
  private static final Permission MARK =
      Permission.to("ec2:CreateTags")
          .on(NEW_GROUP)
          .when("StringEquals", "ec2:CreateAction", "CreateSecurityGroup");
  private static final Permission EMPTY =
      Permission.to("ec2:RevokeSecurityGroupEgress", "ec2:RevokeSecurityGroupIngress")
          .on(GROUP)
          .when("StringEquals", "aws:ResourceTag/cordon", "quarantine")
          .when("ArnLike", "ec2:Vpc", VPC);

  /** EC2 asks for the interface and each group, and may ask for the instance. */
  private static final Permission MOVE =
      Permission.to(MODIFY)
          .on(ACCOUNTS + "network-interface/{interface}", ACCOUNTS + "instance/{instance}");

  private static final Permission INTO_NAMED = Permission.to(MODIFY).on(GROUP);
  private static final Permission INTO_QUARANTINE =
      INTO_NAMED.when("StringEquals", "aws:ResourceTag/cordon", "quarantine");

  static final Permissions ALL =
      Permissions.toRead(
              "ec2:DescribeInstances",
              "ec2:DescribeNetworkInterfaces",
              "ec2:DescribeRouteTables",
              "ec2:DescribeSecurityGroups",
              "ec2:DescribeSecurityGroupRules")
          .andChange(MAKE_IN_VPC, MAKE_MARKED, MARK, EMPTY, MOVE, INTO_NAMED, INTO_QUARANTINE);

  private IsolatePermissions() {}

  /** To make the quarantine group of a VPC, whose id nobody knows yet, and take its rules away. */
  static SessionPolicy toMakeGroup(Scope scope, String vpc) {
    return ALL.changing(
        scope, Map.of("vpc", List.of(vpc), "group", ANY), MAKE_IN_VPC, MAKE_MARKED, MARK, EMPTY);
  }

  /** To take the rules of a quarantine group away. */
  static SessionPolicy toEmptyGroup(Scope scope, String group) {
    return ALL.changing(scope, Map.of("group", List.of(group), "vpc", ANY), EMPTY);
  }

  /**
   * To move an interface into groups: those that the change names, or a quarantine group where one
   * was still to be made.
   */
  static SessionPolicy toMove(Scope scope, String instance, Change change) {
    var unknown = change.after().stream().anyMatch(IsolateInstance::isToBeMade);
    return ALL.changing(
        scope,
        Map.of(
            "instance",
            List.of(instance),
            "interface",
            List.of(change.resource()),
            "group",
            unknown ? ANY : change.after()),
        MOVE,
        unknown ? INTO_QUARANTINE : INTO_NAMED);
  }
}
