package io.cordon.snapshot;

import io.cordon.action.Order;
import io.cordon.aws.Attribution;
import io.cordon.aws.Permission;
import io.cordon.aws.Permissions;
import io.cordon.aws.SessionPolicy;
import java.util.List;
import java.util.Map;

/** What IAM must allow for snapshots of an instance's disks. */
final class SnapshotPermissions {
  static final String CREATE = "ec2:CreateSnapshots";

  /** The tag that tells which volume a snapshot is of. */
  static final String VOLUME = "cordon:volume";

  /** The tag that tells as which device that volume was attached. */
  static final String DEVICE = "cordon:device";

  private static final String ACCOUNTS = "arn:{partition}:ec2:{region}:{account}:";

  /** No account: snapshots can be public. */
  private static final String SNAPSHOT = "arn:{partition}:ec2:{region}::snapshot/*";

  /** The call takes an instance's volumes and no others, so that the instance narrows both. */
  private static final Permission TAKE =
      Permission.to(CREATE).on(ACCOUNTS + "instance/{instance}", ACCOUNTS + "volume/*");

  private static final Permission TAKE_MARKED =
      Permission.to(CREATE)
          .on(SNAPSHOT)
          .when("StringLike", "aws:RequestTag/" + Attribution.ACTION, "{token}");
  private static final Permission MARK =
      Permission.to("ec2:CreateTags")
          .on(SNAPSHOT)
          .when("StringEquals", "ec2:CreateAction", "CreateSnapshots");
  private static final Permission NAME_SOURCE =
      Permission.to("ec2:CreateTags")
          .on(SNAPSHOT)
          .when("StringLike", "aws:ResourceTag/" + Attribution.ACTION, "{token}")
          .when("ForAllValues:StringEquals", "aws:TagKeys", VOLUME, DEVICE);

  static final Permissions ALL =
      Permissions.toRead(
              "ec2:DescribeInstances", "ec2:DescribeInstanceTypes", "ec2:DescribeSnapshots")
          .andChange(TAKE, TAKE_MARKED, MARK, NAME_SOURCE);

  private SnapshotPermissions() {}

  /** To take the snapshots of one instance for one action, and to tag those and no others. */
  static SessionPolicy toTake(Order order) {
    return ALL.changing(
        order.target().scope(),
        Map.of("instance", List.of(order.target().id()), "token", List.of(order.token())),
        TAKE,
        TAKE_MARKED,
        MARK,
        NAME_SOURCE);
  }
}
