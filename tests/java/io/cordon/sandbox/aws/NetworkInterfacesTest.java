package io.cordon.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;

class NetworkInterfacesTest {
  private final AwsEmulator aws = AwsEmulator.shared();
  private final Ec2Client ec2 = aws.clients().ec2();
  private String subnet = "";
  private String vpc = "";
  private String instance = "";
  private String primary = "";
  private String secondary = "";

  @BeforeEach
  void anInstanceWithASecondInterfaceAttachedLater() {
    aws.reset();
    vpc = ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId();
    subnet = ec2.createSubnet(r -> r.vpcId(vpc).cidrBlock("10.0.1.0/24")).subnet().subnetId();
    Instance launched = launched(group("web"));
    instance = launched.instanceId();
    primary = launched.networkInterfaces().getFirst().networkInterfaceId();
    secondary =
        ec2.createNetworkInterface(r -> r.subnetId(subnet).groups(group("ssh")))
            .networkInterface()
            .networkInterfaceId();
    ec2.attachNetworkInterface(
        r -> r.instanceId(instance).networkInterfaceId(secondary).deviceIndex(1));
  }

  @Test
  void eachInterfaceListsItsOwnGroupsOnly() {
    assertThat(groupsByInterface()).containsExactly(List.of("web"), List.of("ssh"));
    assertThat(groupsByInstance()).containsExactly(List.of("web"), List.of("ssh"));
    assertThat(names(instance().securityGroups())).containsExactly("web");
  }

  @Test
  void afterAChangeAnInterfaceListsExactlyTheNewGroups() {
    String sealed = group("sealed");

    ec2.modifyNetworkInterfaceAttribute(r -> r.networkInterfaceId(primary).groups(sealed));
    ec2.modifyNetworkInterfaceAttribute(r -> r.networkInterfaceId(secondary).groups(sealed));

    assertThat(groupsByInterface()).containsExactly(List.of("sealed"), List.of("sealed"));
    assertThat(groupsByInstance()).containsExactly(List.of("sealed"), List.of("sealed"));
    assertThat(names(instance().securityGroups())).containsExactly("sealed");
  }

  @Test
  void oneInterfaceCanBeChangedAndTheOtherLeft() {
    String sealed = group("sealed");

    ec2.modifyNetworkInterfaceAttribute(r -> r.networkInterfaceId(secondary).groups(sealed));

    assertThat(groupsByInterface()).containsExactly(List.of("web"), List.of("sealed"));
    assertThat(names(instance().securityGroups())).containsExactly("web");
  }

  @Test
  void anInterfaceRefusesAGroupThatDoesNotExist() {
    assertThatThrownBy(() ->
            ec2.modifyNetworkInterfaceAttribute(
                r -> r.networkInterfaceId(primary).groups("sg-0123456789abcdef0")))
        .isInstanceOfSatisfying(
            Ec2Exception.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidGroup.NotFound"));
    assertThat(groupsByInterface()).containsExactly(List.of("web"), List.of("ssh"));
  }

  @Test
  void theGroupsOfAnInstanceWithTwoInterfacesCannotBeSet() {
    String sealed = group("sealed");

    assertThatThrownBy(
            () -> ec2.modifyInstanceAttribute(r -> r.instanceId(instance).groups(sealed)))
        .isInstanceOfSatisfying(
            Ec2Exception.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidInstanceID"))
        .hasMessageContaining("There are multiple interfaces attached to instance");
    assertThat(groupsByInterface()).containsExactly(List.of("web"), List.of("ssh"));
  }

  @Test
  void theGroupsOfAnInstanceWithOneInterfaceAreThoseOfTheInterface() {
    instance = launched(group("db")).instanceId();
    String sealed = group("sealed");

    ec2.modifyInstanceAttribute(r -> r.instanceId(instance).groups(sealed));

    assertThat(groupsByInterface()).containsExactly(List.of("sealed"));
    assertThat(names(instance().securityGroups())).containsExactly("sealed");
  }

  private Instance launched(String group) {
    String image = ec2.describeImages(r -> r.owners("amazon")).images().getFirst().imageId();
    return ec2.runInstances(
            r -> r.imageId(image).minCount(1).maxCount(1).subnetId(subnet).securityGroupIds(group))
        .instances()
        .getFirst();
  }

  private String group(String name) {
    return ec2.createSecurityGroup(r -> r.groupName(name).description(name).vpcId(vpc)).groupId();
  }

  private Instance instance() {
    return ec2.describeInstances(r -> r.instanceIds(instance))
        .reservations()
        .getFirst()
        .instances()
        .getFirst();
  }

  private List<List<String>> groupsByInstance() {
    return instance().networkInterfaces().stream()
        .sorted(Comparator.comparing(i -> i.attachment().deviceIndex()))
        .map(i -> names(i.groups()))
        .toList();
  }

  private List<List<String>> groupsByInterface() {
    Filter attached = Filter.builder().name("attachment.instance-id").values(instance).build();
    return ec2.describeNetworkInterfaces(r -> r.filters(attached)).networkInterfaces().stream()
        .sorted(Comparator.comparing((NetworkInterface i) -> i.attachment().deviceIndex()))
        .map(i -> names(i.groups()))
        .toList();
  }

  private static List<String> names(List<GroupIdentifier> groups) {
    return groups.stream().map(GroupIdentifier::groupName).toList();
  }
}
