package io.cordon.aws;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;

/**
 * Looks instances up by their ids, and by nothing else: EC2 takes {@code *} and {@code ?} in a
 * filter for any characters, so whatever comes back is compared with what was asked for.
 */
public final class Instances {
  /** What finding an instance takes. */
  public static final Permissions TO_FIND = Permissions.toRead("ec2:DescribeInstances");

  private Instances() {}

  /** The instance of this id; empty if there is none. */
  public static Optional<Instance> find(Ec2Client ec2, String id) {
    return ec2.describeInstances(r -> r.filters(where("instance-id", id))).reservations().stream()
        .flatMap(r -> r.instances().stream())
        .filter(instance -> instance.instanceId().equals(id))
        .findFirst();
  }

  /** The network interfaces that are attached to an instance. */
  public static List<NetworkInterface> interfaces(Ec2Client ec2, String id) {
    return ec2
        .describeNetworkInterfacesPaginator(r -> r.filters(where("attachment.instance-id", id)))
        .networkInterfaces()
        .stream()
        .filter(nic -> nic.attachment() != null && id.equals(nic.attachment().instanceId()))
        .toList();
  }

  /** A filter on one value. */
  public static Filter where(String name, String value) {
    return Filter.builder().name(name).values(value).build();
  }
}
