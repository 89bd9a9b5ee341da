package io.cordon.templates.slack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacesTest {
  private static final String ID = "i-0ab12cd34ef567890";

  @ParameterizedTest
  @CsvSource({
    "eu-west-1, https://eu-west-1.console.aws.amazon.com/ec2/home",
    "us-gov-west-1, https://us-gov-west-1.console.amazonaws-us-gov.com/ec2/home",
    "cn-north-1, https://cn-north-1.console.amazonaws.cn/ec2/home",
  })
  void anInstanceIsLinkedInTheConsoleOfItsPartition(String region, String address) {
    assertThat(Places.instance(region, ID).map(Shown::text).orElse(""))
        .isEqualTo(
            "<%s?region=%s#InstanceDetails:instanceId=%s|%s>".formatted(address, region, ID, ID));
  }

  @ParameterizedTest
  @CsvSource({
    "us-iso-east-1, i-0ab12cd34ef567890",
    "us-isob-east-1, i-0ab12cd34ef567890",
    "eu-isoe-west-1, i-0ab12cd34ef567890",
    "eu-west-1.evil.example/, i-0ab12cd34ef567890",
    "eu-west-1, i-0ab12cd34ef567890|x",
    "eu-west-1, web-1",
    "'', i-0ab12cd34ef567890",
  })
  void whatIsNotOfAwsFormIsNoLink(String region, String id) {
    assertThat(Places.instance(region, id)).isEmpty();
  }

  @Test
  void aRegionOfAnyLengthIsNoLink() {
    assertThat(Places.instance("eu" + "-a".repeat(50_000) + "-1", ID)).isEmpty();
  }
}
