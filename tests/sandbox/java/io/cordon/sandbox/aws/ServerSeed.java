package io.cordon.sandbox.aws;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** Makes the shop's network, servers and load balancer. */
final class ServerSeed {
  private static final int HTTP = 80;

  private final AwsClients clients;
  private final Ec2Client ec2;
  private final Image image;

  ServerSeed(AwsClients clients) {
    this.clients = clients;
    this.ec2 = clients.ec2();
    this.image = ec2.describeImages(r -> r.owners("amazon")).images().getFirst();
  }

  SeededAccount.Network network() {
    String vpc = ec2.createVpc(r -> r.cidrBlock("10.20.0.0/16")).vpc().vpcId();
    List<String> subnets = List.of(subnet(vpc, "a", 1), subnet(vpc, "b", 2));
    String gateway = ec2.createInternetGateway(r -> {}).internetGateway().internetGatewayId();
    ec2.attachInternetGateway(r -> r.internetGatewayId(gateway).vpcId(vpc));
    String routes = ec2.createRouteTable(r -> r.vpcId(vpc)).routeTable().routeTableId();
    ec2.createRoute(
        r -> r.routeTableId(routes).destinationCidrBlock("0.0.0.0/0").gatewayId(gateway));
    subnets.forEach(s -> ec2.associateRouteTable(r -> r.routeTableId(routes).subnetId(s)));
    named("shop", Stream.concat(Stream.of(vpc, routes, gateway), subnets.stream()).toList());
    return new SeededAccount.Network(
        vpc,
        subnets,
        routes,
        gateway,
        group(vpc, "web", HTTP, "0.0.0.0/0"),
        group(vpc, "ssh", 22, "10.20.0.0/16"));
  }

  private String subnet(String vpc, String zone, int number) {
    return ec2.createSubnet(r ->
            r.vpcId(vpc)
                .availabilityZone(clients.region() + zone)
                .cidrBlock("10.20.%d.0/24".formatted(number)))
        .subnet()
        .subnetId();
  }

  private String group(String vpc, String name, int port, String from) {
    String group =
        ec2.createSecurityGroup(r -> r.groupName(name).description(name).vpcId(vpc)).groupId();
    IpPermission permission =
        IpPermission.builder()
            .ipProtocol("tcp")
            .fromPort(port)
            .toPort(port)
            .ipRanges(IpRange.builder().cidrIp(from).build())
            .build();
    ec2.authorizeSecurityGroupIngress(r -> r.groupId(group).ipPermissions(permission));
    named(name, List.of(group));
    return group;
  }

  private void named(String name, List<String> resources) {
    ec2.createTags(r -> r.resources(resources).tags(tags(name)));
  }

  /** A server with the groups {@code web} and {@code ssh} on an interface each. */
  SeededAccount.Server withTwoInterfaces(SeededAccount.Network network, String name) {
    String subnet = network.subnets().getFirst();
    return launched(
        name,
        List.of(
            networkInterface(0, subnet, network.webGroup()),
            networkInterface(1, subnet, network.sshGroup())));
  }

  /** A server with one interface in the second subnet. */
  SeededAccount.Server withOneInterface(SeededAccount.Network network, String name) {
    String subnet = network.subnets().getLast();
    return launched(name, List.of(networkInterface(0, subnet, network.webGroup())));
  }

  private SeededAccount.Server launched(
      String name, List<InstanceNetworkInterfaceSpecification> interfaces) {
    Instance instance =
        ec2.runInstances(r ->
                r.imageId(image.imageId())
                    .instanceType(InstanceType.T3_SMALL)
                    .minCount(1)
                    .maxCount(1)
                    .networkInterfaces(interfaces)
                    .blockDeviceMappings(
                        List.of(disk(image.rootDeviceName(), 8), disk("/dev/sdf", 20)))
                    .tagSpecifications(
                        List.of(
                            tagged(ResourceType.INSTANCE, name),
                            tagged(ResourceType.VOLUME, name))))
            .instances()
            .getFirst();
    return new SeededAccount.Server(
        instance.instanceId(),
        instance.imageId(),
        instance.launchTime(),
        instance.privateIpAddress(),
        instance.networkInterfaces().stream()
            .sorted(Comparator.comparing(i -> i.attachment().deviceIndex()))
            .map(i -> i.networkInterfaceId())
            .toList(),
        instance.blockDeviceMappings().stream().map(b -> b.ebs().volumeId()).toList());
  }

  private static InstanceNetworkInterfaceSpecification networkInterface(
      int index, String subnet, String group) {
    return InstanceNetworkInterfaceSpecification.builder()
        .deviceIndex(index)
        .subnetId(subnet)
        .groups(group)
        .build();
  }

  private static BlockDeviceMapping disk(String device, int gibibytes) {
    return BlockDeviceMapping.builder()
        .deviceName(device)
        .ebs(e -> e.volumeSize(gibibytes).deleteOnTermination(true))
        .build();
  }

  private static TagSpecification tagged(ResourceType type, String name) {
    return TagSpecification.builder().resourceType(type).tags(tags(name)).build();
  }

  private static List<Tag> tags(String name) {
    return List.of(
        Tag.builder().key("Name").value(name).build(),
        Tag.builder().key("Owner").value("shop-team").build());
  }

  SeededAccount.LoadBalancer loadBalancer(
      SeededAccount.Network network, List<SeededAccount.Server> servers) {
    var balancers = clients.loadBalancers();
    String balancer =
        balancers
            .createLoadBalancer(
                r -> r.name("shop").subnets(network.subnets()).securityGroups(network.webGroup()))
            .loadBalancers()
            .getFirst()
            .loadBalancerArn();
    String group =
        balancers
            .createTargetGroup(r ->
                r.name("shop-web")
                    .protocol(ProtocolEnum.HTTP)
                    .port(HTTP)
                    .vpcId(network.vpc())
                    .targetType(TargetTypeEnum.INSTANCE))
            .targetGroups()
            .getFirst()
            .targetGroupArn();
    Action forward = Action.builder().type(ActionTypeEnum.FORWARD).targetGroupArn(group).build();
    balancers.createListener(r ->
        r.loadBalancerArn(balancer).protocol(ProtocolEnum.HTTP).port(HTTP).defaultActions(forward));
    var targets =
        servers.stream()
            .map(s -> TargetDescription.builder().id(s.instance()).port(HTTP).build())
            .toList();
    balancers.registerTargets(r -> r.targetGroupArn(group).targets(targets));
    return new SeededAccount.LoadBalancer(balancer, group);
  }
}
