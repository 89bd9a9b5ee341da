package io.cordon.bot.config;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Answers in the shape of the services' API references. */
class AwsSecretsTest {
  private static final String SECRET =
      "arn:aws:secretsmanager:eu-central-1:111122223333:secret:cordon/bot-AbCdEf";
  private static final String PARAMETER = "arn:aws:ssm:eu-west-1:111122223333:parameter/cordon/bot";

  @RegisterExtension
  static final WireMockExtension aws =
      WireMockExtension.newInstance().options(options().dynamicPort()).build();

  /** The SDK takes credentials from the environment, which a test cannot set, or from here. */
  @BeforeAll
  static void giveCredentials() {
    System.setProperty("aws.accessKeyId", "AKIAMADEUP");
    System.setProperty("aws.secretAccessKey", "made-up");
  }

  @AfterAll
  static void takeCredentialsAway() {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
  }

  @Test
  void readsASecretInTheRegionOfItsArn() throws Exception {
    aws.stubFor(
        call("secretsmanager.GetSecretValue")
            .withHeader("Authorization", containing("/eu-central-1/"))
            .withRequestBody(matchingJsonPath("$.SecretId", equalTo(SECRET)))
            .willReturn(okJson("{\"SecretString\": \"xoxb-made-up\\n\"}")));

    assertThat(secrets().resolve(SECRET)).isEqualTo("xoxb-made-up");
  }

  @Test
  void asksTheEndpointOfTheServiceBeforeTheOneOfAll() throws Exception {
    aws.stubFor(
        call("secretsmanager.GetSecretValue").willReturn(okJson("{\"SecretString\": \"own\"}")));
    var secrets =
        new AwsSecrets(
            Map.of(
                "AWS_ENDPOINT_URL",
                "http://127.0.0.1:1",
                "AWS_ENDPOINT_URL_SECRETS_MANAGER",
                aws.baseUrl()));

    assertThat(secrets.resolve(SECRET)).isEqualTo("own");
  }

  @Test
  void readsAParameterDecrypted() throws Exception {
    aws.stubFor(
        call("AmazonSSM.GetParameter")
            .withRequestBody(matchingJsonPath("$.Name", equalTo(PARAMETER)))
            .withRequestBody(matchingJsonPath("$.WithDecryption", equalTo("true")))
            .willReturn(okJson("{\"Parameter\": {\"Value\": \"xoxb-made-up\"}}")));

    assertThat(secrets().resolve(PARAMETER)).isEqualTo("xoxb-made-up");
  }

  @Test
  void readsAParameterByNameWhereArnsAreNotKnown() throws Exception {
    aws.stubFor(
        call("AmazonSSM.GetParameter")
            .atPriority(2)
            .willReturn(refusal("ParameterNotFound", "no such parameter")));
    aws.stubFor(
        call("AmazonSSM.GetParameter")
            .atPriority(1)
            .withRequestBody(matchingJsonPath("$.Name", equalTo("/cordon/bot")))
            .willReturn(okJson("{\"Parameter\": {\"Value\": \"by-path\"}}")));
    aws.stubFor(
        call("AmazonSSM.GetParameter")
            .atPriority(1)
            .withRequestBody(matchingJsonPath("$.Name", equalTo("bot")))
            .willReturn(okJson("{\"Parameter\": {\"Value\": \"by-name\"}}")));

    assertThat(secrets().resolve(PARAMETER)).isEqualTo("by-path");
    assertThat(secrets().resolve("arn:aws:ssm:eu-west-1:111122223333:parameter/bot"))
        .isEqualTo("by-name");
  }

  @Test
  void namesTheErrorAndNothingElse() {
    aws.stubFor(
        call("secretsmanager.GetSecretValue")
            .willReturn(refusal("AccessDeniedException", "User xoxb-1 is not authorized")));

    assertThatThrownBy(() -> secrets().resolve(SECRET))
        .isInstanceOf(SecretResolver.Unresolved.class)
        .hasMessage("AccessDeniedException");
  }

  @Test
  void refusesABinarySecret() {
    aws.stubFor(
        call("secretsmanager.GetSecretValue").willReturn(okJson("{\"SecretBinary\": \"AAEC\"}")));

    assertThatThrownBy(() -> secrets().resolve(SECRET))
        .isInstanceOf(SecretResolver.Unresolved.class)
        .hasMessage("the secret is binary, wants text");
  }

  private static MappingBuilder call(String target) {
    return post("/").withHeader("X-Amz-Target", equalTo(target));
  }

  private static ResponseDefinitionBuilder refusal(String type, String message) {
    return aResponse()
        .withStatus(400)
        .withBody("{\"__type\": \"%s\", \"message\": \"%s\"}".formatted(type, message));
  }

  private static AwsSecrets secrets() {
    return new AwsSecrets(Map.of("AWS_ENDPOINT_URL", aws.baseUrl()));
  }
}
