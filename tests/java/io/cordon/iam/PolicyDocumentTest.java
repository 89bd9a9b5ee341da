package io.cordon.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PolicyDocumentTest {
  private static final String GROUP = "arn:aws:ec2:eu-west-1:111122223333:security-group/sg-1";

  @Test
  void nothingIsAllowedThatNoStatementAllows() {
    var policy = allowing("ec2:Describe*", "*", "");

    assertThat(policy.allows(asked("ec2:describeinstances", "*", Map.of()))).isTrue();
    assertThat(policy.allows(asked("ec2:RunInstances", "*", Map.of()))).isFalse();
  }

  @Test
  void aStarInAnArnStaysInItsPart() {
    var policy = allowing("ec2:X", "arn:aws:ec2:*:111122223333:security-group/*", "");

    assertThat(policy.allows(asked("ec2:X", GROUP, Map.of()))).isTrue();
    assertThat(policy.allows(asked("ec2:X", GROUP.replace("111122223333", "9"), Map.of())))
        .isFalse();
    assertThat(policy.allows(asked("ec2:X", GROUP.replace("security-group", "vpc"), Map.of())))
        .isFalse();
  }

  @Test
  void aKeyThatTheRequestLacksHoldsOnlyWhereAllValuesAreAsked() {
    var equal = "\"StringEquals\": {\"aws:ResourceTag/cordon\": \"quarantine\"}";
    var all = "\"ForAllValues:StringEquals\": {\"aws:TagKeys\": [\"a\", \"b\"]}";

    assertThat(allowing("ec2:X", "*", equal).allows(asked("ec2:X", "*", Map.of()))).isFalse();
    assertThat(allowing("ec2:X", "*", all).allows(asked("ec2:X", "*", Map.of()))).isTrue();
    assertThat(
            allowing("ec2:X", "*", all)
                .allows(asked("ec2:X", "*", Map.of("aws:TagKeys", List.of("a", "c")))))
        .isFalse();
  }

  @Test
  void everyConditionMustHoldAndTheNamesOfKeysKnowNoCase() {
    var policy =
        allowing(
            "ec2:X",
            "*",
            "\"StringEquals\": {\"AWS:resourcetag/cordon\": \"quarantine\"},"
                + "\"StringLike\": {\"aws:RequestedRegion\": \"eu-*\"}");
    var context = Map.of("aws:ResourceTag/cordon", List.of("quarantine"));

    assertThat(policy.allows(asked("ec2:X", "*", context))).isFalse();
    assertThat(
            policy.allows(
                asked(
                    "ec2:X",
                    "*",
                    Map.of(
                        "aws:ResourceTag/cordon",
                        List.of("quarantine"),
                        "aws:RequestedRegion",
                        List.of("eu-west-1")))))
        .isTrue();
  }

  @Test
  void aDenialWins() {
    var policy =
        PolicyDocument.parse(
            """
            {"Statement": [
              {"Effect": "Allow", "Action": "*", "Resource": "*"},
              {"Effect": "Deny", "Action": ["ec2:X"], "Resource": "*"}]}
            """);

    assertThat(policy.allows(asked("ec2:X", "*", Map.of()))).isFalse();
    assertThat(policy.allows(asked("ec2:Y", "*", Map.of()))).isTrue();
  }

  @Test
  void whatItDoesNotKnowIsNotPassedOver() {
    var policy = allowing("ec2:X", "*", "\"NumericLessThan\": {\"a\": \"1\"}");

    assertThatThrownBy(() -> policy.allows(asked("ec2:X", "*", Map.of())))
        .hasMessageContaining("NumericLessThan");
    assertThatThrownBy(() ->
            PolicyDocument.parse("{\"Statement\": {\"Effect\": \"Allow\", \"NotAction\": 1}}"))
        .hasMessageContaining("NotAction");
  }

  private static PolicyDocument allowing(String action, String resource, String conditions) {
    return PolicyDocument.parse(
        """
        {"Statement": {"Effect": "Allow", "Action": "%s", "Resource": "%s", "Condition": {%s}}}
        """
            .formatted(action, resource, conditions));
  }

  private static AccessRequest asked(
      String action, String resource, Map<String, List<String>> context) {
    return new AccessRequest(action, resource, context);
  }
}
