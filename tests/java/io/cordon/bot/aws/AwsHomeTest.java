package io.cordon.bot.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.bot.config.Endpoints;
import io.cordon.bot.parts.Parts;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;

class AwsHomeTest {
  private static final URI ALL = URI.create("http://127.0.0.1:5000");
  private static final URI OWN = URI.create("http://127.0.0.1:8000");

  @Test
  void callsAServiceAtItsOwnEndpointAndTheOthersAtTheOneOfAll() {
    try (var home = home(new Endpoints(ALL, Map.of("DYNAMODB", OWN)));
        var dynamo = home.dynamo();
        var s3 = home.s3()) {
      assertThat(dynamo.serviceClientConfiguration().endpointOverride()).hasValue(OWN);
      assertThat(s3.serviceClientConfiguration().endpointOverride()).hasValue(ALL);
    }
  }

  @Test
  void callsAwsItselfWhereNothingElseIsSaid() {
    try (var home = home(new Endpoints(null, Map.of("DYNAMODB", OWN)));
        var kms = home.kms()) {
      assertThat(kms.serviceClientConfiguration().endpointOverride()).isEmpty();
    }
  }

  private static AwsHome home(Endpoints endpoints) {
    return AwsHome.of(
        AnonymousCredentialsProvider.create(),
        "eu-west-1",
        "eu-central-1",
        endpoints,
        new Parts(new SimpleMeterRegistry()));
  }
}
