package io.cordon.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cordon.change.Scope;
import io.cordon.iam.AccessRequest;
import io.cordon.iam.PolicyDocument;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PermissionsTest {
  private static final Scope SCOPE = new Scope("111122223333", "eu-west-1");
  private static final Permission STOP =
      Permission.to("ec2:StopInstances")
          .on("arn:{partition}:ec2:{region}:{account}:instance/{instance}")
          .when("StringEquals", "aws:ResourceTag/team", "shop");
  private static final Permissions ALL =
      Permissions.toRead("ec2:DescribeInstances").andChange(STOP);

  @Test
  void aSessionThatLooksMayOnlyLookAndOnlyInItsRegion() {
    var policy = parsed(ALL.reading(SCOPE));

    assertThat(policy.allows(describing("eu-west-1"))).isTrue();
    assertThat(policy.allows(describing("us-east-1"))).isFalse();
    assertThat(policy.allows(stopping("111122223333", "i-1", "shop"))).isFalse();
  }

  @Test
  void aSessionThatChangesMayChangeItsTargetAndNoOther() {
    var policy = parsed(ALL.changing(SCOPE, Map.of("instance", List.of("i-1", "i-2")), STOP));

    assertThat(policy.allows(describing("eu-west-1"))).isTrue();
    assertThat(policy.allows(stopping("111122223333", "i-1", "shop"))).isTrue();
    assertThat(policy.allows(stopping("111122223333", "i-2", "shop"))).isTrue();
    assertThat(policy.allows(stopping("111122223333", "i-3", "shop"))).isFalse();
    assertThat(policy.allows(stopping("999900001111", "i-1", "shop"))).isFalse();
    assertThat(policy.allows(stopping("111122223333", "i-1", "bank"))).isFalse();
  }

  @Test
  void arnsAreOfTheRegionsPartition() {
    var china = new Scope("111122223333", "cn-north-1");

    assertThat(ALL.changing(china, Map.of("instance", List.of("i-1")), STOP).json())
        .contains("arn:aws-cn:ec2:cn-north-1:111122223333:instance/i-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "i-*", "i-?", "${aws:username}", "{account}"})
  void anIdThatWouldMeanMoreThanOneThingIsRefused(String id) {
    assertThatThrownBy(() -> ALL.changing(SCOPE, Map.of("instance", List.of("i-1", id)), STOP))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("{instance}");
  }

  @Test
  void aBlankThatNothingIsGivenForIsRefused() {
    assertThatThrownBy(() -> ALL.changing(SCOPE, Map.of(), STOP))
        .hasMessageContaining("{instance}");
    assertThatThrownBy(() -> ALL.changing(SCOPE, Map.of("instance", List.of()), STOP))
        .hasMessageContaining("{instance}");
  }

  @Test
  void aPolicyThatStsWouldRefuseForItsLengthDoesNotFit() {
    assertThat(new SessionPolicy("x".repeat(2_048)).fits()).isTrue();
    assertThat(new SessionPolicy("x".repeat(2_049)).fits()).isFalse();
  }

  private static PolicyDocument parsed(SessionPolicy policy) {
    return PolicyDocument.parse(policy.json());
  }

  private static AccessRequest describing(String region) {
    return new AccessRequest(
        "ec2:DescribeInstances", "*", Map.of("aws:RequestedRegion", List.of(region)));
  }

  private static AccessRequest stopping(String account, String instance, String team) {
    return new AccessRequest(
        "ec2:StopInstances",
        "arn:aws:ec2:eu-west-1:" + account + ":instance/" + instance,
        Map.of("aws:RequestedRegion", List.of("eu-west-1"), "aws:ResourceTag/team", List.of(team)));
  }
}
