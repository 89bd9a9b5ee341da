package io.cordon.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;
import software.amazon.awssdk.services.sns.model.Subscription;

class SeededAccountTest {
  private static final AwsEmulator aws = AwsEmulator.shared();
  private static final AwsClients clients = aws.clients();

  private static SeededAccount seeded;

  @BeforeAll
  static void plant() {
    aws.reset();
    seeded = new AccountSeed(clients).plant();
  }

  @Test
  void theServerHasTwoInterfacesInOwnGroupsAndTwoVolumes() {
    Instance server = instance(seeded.server());

    assertThat(server.state().name()).isEqualTo(InstanceStateName.RUNNING);
    assertThat(server.tags()).contains(tag("Name", "web-1"), tag("Owner", "shop-team"));
    assertThat(seeded.server().interfaces()).hasSize(2);
    assertThat(seeded.server().volumes()).hasSize(2).doesNotHaveDuplicates();
    assertThat(server.networkInterfaces())
        .extracting(i -> i.groups().stream().map(GroupIdentifier::groupId).toList())
        .containsExactlyInAnyOrder(
            List.of(seeded.network().webGroup()), List.of(seeded.network().sshGroup()));
    assertThat(server.blockDeviceMappings().getFirst().deviceName())
        .isEqualTo(server.rootDeviceName());
  }

  @Test
  void bothServersAreHealthyBehindTheLoadBalancer() {
    assertThat(health())
        .extracting(h -> h.target().id())
        .containsExactlyInAnyOrder(seeded.server().instance(), seeded.neighbour().instance());
    assertThat(health())
        .extracting(h -> h.targetHealth().state())
        .containsOnly(TargetHealthStateEnum.HEALTHY);
  }

  @Test
  void aSubnetLeadsToTheInternet() {
    var routes =
        clients
            .ec2()
            .describeRouteTables(r -> r.routeTableIds(seeded.network().routeTable()))
            .routeTables()
            .getFirst()
            .routes();

    assertThat(routes)
        .anySatisfy(route -> {
          assertThat(route.destinationCidrBlock()).isEqualTo("0.0.0.0/0");
          assertThat(route.gatewayId()).isEqualTo(seeded.network().internetGateway());
        });
  }

  @Test
  void theEvidenceBucketIsLockedAndTheStagingBucketIsNot() {
    var s3 = clients.s3();

    var retention =
        s3.getObjectLockConfiguration(r -> r.bucket(seeded.evidence().bucket()))
            .objectLockConfiguration()
            .rule()
            .defaultRetention();
    assertThat(retention.mode()).isEqualTo(ObjectLockRetentionMode.GOVERNANCE);
    assertThat(retention.days()).isEqualTo(1);
    assertThat(s3.getBucketVersioning(r -> r.bucket(seeded.evidence().staging())).status())
        .isNull();
  }

  @Test
  void theUserHasAnActiveKeyThatLeadsBackToIt() {
    var iam = clients.iam();

    assertThat(iam.listAccessKeys(r -> r.userName(seeded.user().name())).accessKeyMetadata())
        .singleElement()
        .satisfies(key -> assertThat(key.accessKeyId()).isEqualTo(seeded.user().accessKey()));
    assertThat(iam.getAccessKeyLastUsed(r -> r.accessKeyId(seeded.user().accessKey())).userName())
        .isEqualTo(seeded.user().name());
  }

  @Test
  void theTopicFeedsTheQueueAndTheKeySigns() {
    assertThat(
            clients
                .sns()
                .listSubscriptionsByTopic(r -> r.topicArn(seeded.findings().topic()))
                .subscriptions())
        .extracting(Subscription::protocol)
        .containsExactly("sqs");
    assertThat(seeded.findings().queue()).startsWith(aws.endpoint().toString());
    var key = clients.kms().describeKey(r -> r.keyId("alias/cordon-ledger")).keyMetadata();
    assertThat(key.arn()).isEqualTo(seeded.signingKey());
    assertThat(key.keySpec()).isEqualTo(KeySpec.ECC_NIST_P256);
  }

  @Test
  void anotherAccountAndRegionCanBeSeededBesideIt() {
    var elsewhere = clients.inAccount("111122223333").in("us-east-1");

    SeededAccount other = new AccountSeed(elsewhere, "-b").plant();

    assertThat(other.account()).isEqualTo("111122223333");
    assertThat(elsewhere.ec2().describeInstances().reservations()).hasSize(2);
    assertThat(clients.ec2().describeInstances().reservations()).hasSize(2);
    assertThat(clients.in("us-east-1").ec2().describeInstances().reservations()).isEmpty();
  }

  private Instance instance(SeededAccount.Server server) {
    return clients
        .ec2()
        .describeInstances(r -> r.instanceIds(server.instance()))
        .reservations()
        .getFirst()
        .instances()
        .getFirst();
  }

  private List<TargetHealthDescription> health() {
    return clients
        .loadBalancers()
        .describeTargetHealth(r -> r.targetGroupArn(seeded.loadBalancer().targetGroup()))
        .targetHealthDescriptions();
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }
}
