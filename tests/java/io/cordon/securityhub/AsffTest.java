package io.cordon.securityhub;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.findings.FindingReader;
import io.cordon.findings.Reading;
import io.cordon.findings.Severity;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.securityhub.model.AwsSecurityFinding;
import software.amazon.awssdk.services.securityhub.model.Resource;

class AsffTest {
  private static final AwsSecurityFinding FINDING =
      AwsSecurityFinding.builder()
          .id("arn:aws:securityhub:eu-west-1:111122223333:finding/1")
          .productArn("arn:aws:securityhub:eu-west-1::product/aws/guardduty")
          .awsAccountId("111122223333")
          .region("eu-west-1")
          .title("It \"talks\"")
          .types("TTPs/Command and Control")
          .severity(s -> s.label("CRITICAL").normalized(90).product(8.9))
          .productFields(Map.of("aws/guardduty/service/count", "3"))
          .sample(false)
          .resources(Resource.builder().type("AwsEc2Instance").id("i-0ab12cd34ef567890").build())
          .build();

  @Test
  void writesEachFieldThatHasAValueUnderItsOwnName() {
    var json = Asff.json(FINDING);

    assertThat(json.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "Id",
            "ProductArn",
            "AwsAccountId",
            "Region",
            "Title",
            "Types",
            "Severity",
            "ProductFields",
            "Sample",
            "Resources");
    assertThat(json.at("/Title").textValue()).isEqualTo("It \"talks\"");
    assertThat(json.at("/Severity/Product").isNumber()).isTrue();
    assertThat(json.at("/Severity/Normalized").intValue()).isEqualTo(90);
    assertThat(json.at("/Sample").isBoolean()).isTrue();
    assertThat(json.at("/ProductFields/aws~1guardduty~1service~1count").textValue()).isEqualTo("3");
    assertThat(json.at("/Resources/0/Id").textValue()).isEqualTo("i-0ab12cd34ef567890");
  }

  @Test
  void theReaderOfSecurityHubsFormatReadsIt() {
    assertThat(new FindingReader().read(Asff.json(FINDING).toString()))
        .singleElement()
        .isInstanceOfSatisfying(
            Reading.Read.class,
            read -> {
              assertThat(read.finding().severity()).isEqualTo(Severity.CRITICAL);
              assertThat(read.finding().product()).isEqualTo("GuardDuty");
              assertThat(read.finding().count()).isEqualTo(3);
              assertThat(read.finding().primary().orElseThrow().id())
                  .isEqualTo("i-0ab12cd34ef567890");
            });
  }
}
