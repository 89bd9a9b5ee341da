package io.cordon.isolate;

import io.cordon.aws.Instances;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceIpv6Address;

/** An instance and its network interfaces, as AWS tells them now. */
record InstanceNetwork(Instance instance, List<NetworkInterface> all) {

  /** Looks the instance up; empty if there is none of that id. */
  static Optional<InstanceNetwork> of(Ec2Client ec2, String id) {
    return Instances.find(ec2, id)
        .map(instance -> new InstanceNetwork(instance, Instances.interfaces(ec2, id)));
  }

  /** The interfaces that may be changed: those that an AWS service manages are not ours. */
  List<NetworkInterface> ours() {
    return all.stream().filter(nic -> !Boolean.TRUE.equals(nic.requesterManaged())).toList();
  }

  /** The VPCs that they are in. */
  List<String> vpcs() {
    return ours().stream().map(NetworkInterface::vpcId).distinct().toList();
  }

  String state() {
    return instance.state().nameAsString();
  }

  boolean isGone() {
    var state = instance.state().name();
    return state == InstanceStateName.TERMINATED || state == InstanceStateName.SHUTTING_DOWN;
  }

  /** What is kept of it in the state before. */
  Facts facts() {
    return new Facts(
        instance.instanceId(),
        state(),
        Objects.toString(instance.launchTime(), ""),
        all.stream().map(Facts.Nic::of).toList());
  }

  /** The state that isolation changes, or that an undo may have to know. */
  record Facts(String instance, String state, String launched, List<Nic> interfaces) {
    /** One interface. */
    record Nic(
        String id,
        String vpc,
        String subnet,
        List<String> groups,
        @Nullable String address,
        @Nullable String publicAddress,
        List<String> v6,
        boolean managed) {
      static Nic of(NetworkInterface nic) {
        return new Nic(
            nic.networkInterfaceId(),
            nic.vpcId(),
            nic.subnetId(),
            IsolateInstance.groupIds(nic.groups()),
            nic.privateIpAddress(),
            nic.association() == null ? null : nic.association().publicIp(),
            nic.ipv6Addresses().stream().map(NetworkInterfaceIpv6Address::ipv6Address).toList(),
            Boolean.TRUE.equals(nic.requesterManaged()));
      }
    }
  }
}
