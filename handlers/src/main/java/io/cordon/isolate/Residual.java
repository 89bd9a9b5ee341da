package io.cordon.isolate;

import io.cordon.aws.Instances;
import io.cordon.change.Remark;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteTable;

/**
 * What a change of security groups does not cut, for this instance: said before and after, so that
 * nobody takes "isolated" for more than it is.
 */
final class Residual {
  private static final Logger log = LoggerFactory.getLogger(Residual.class);

  private Residual() {}

  static List<Remark> of(Ec2Client ec2, InstanceNetwork network) {
    var remarks = new ArrayList<Remark>();
    // Tracked connections live on until they are idle for long (EC2 user guide, connection
    // tracking).
    remarks.add(new Remark("tracked-connections", ""));
    remarks.addAll(alwaysTracked(ec2, network));
    // Neither groups nor network ACLs filter the VPC's resolver (VPC user guide).
    remarks.add(new Remark("resolver-dns", ""));
    network.all().stream()
        .filter(nic -> Boolean.TRUE.equals(nic.requesterManaged()))
        .forEach(nic -> remarks.add(new Remark("managed-interface", nic.networkInterfaceId())));
    return remarks;
  }

  /** That the routes cannot be read is worth a remark, and no reason to leave a host connected. */
  private static List<Remark> alwaysTracked(Ec2Client ec2, InstanceNetwork network) {
    try {
      return network.ours().stream()
          .map(NetworkInterface::subnetId)
          .distinct()
          .flatMap(subnet -> gateways(ec2, network, subnet).stream())
          .distinct()
          .map(gateway -> new Remark("always-tracked", gateway))
          .toList();
    } catch (SdkException e) {
      log.warn("the routes of {} cannot be read", network.instance().instanceId(), e);
      return List.of(new Remark("routes-unread", ""));
    }
  }

  /** The gateways of a subnet whose flows are tracked whatever the rules say. */
  private static List<String> gateways(Ec2Client ec2, InstanceNetwork network, String subnet) {
    var tables =
        ec2.describeRouteTables(r -> r.filters(Instances.where("association.subnet-id", subnet)))
            .routeTables();
    var effective = tables.isEmpty() ? mainTable(ec2, network) : tables;
    return effective.stream()
        .flatMap(table -> table.routes().stream())
        .map(Residual::gateway)
        .filter(Objects::nonNull)
        .toList();
  }

  private static List<RouteTable> mainTable(Ec2Client ec2, InstanceNetwork network) {
    return network.vpcs().stream()
        .flatMap(vpc ->
            ec2
                .describeRouteTables(r ->
                    r.filters(
                        Instances.where("vpc-id", vpc),
                        Instances.where("association.main", "true")))
                .routeTables()
                .stream())
        .toList();
  }

  private static @Nullable String gateway(Route route) {
    return route.natGatewayId() != null
        ? route.natGatewayId()
        : route.egressOnlyInternetGatewayId();
  }
}
