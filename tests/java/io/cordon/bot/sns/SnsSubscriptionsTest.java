package io.cordon.bot.sns;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.okXml;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;

/** Answers in the shape of SNS's API reference. */
class SnsSubscriptionsTest {
  private static final String TOPIC = "arn:aws:sns:ap-south-1:111122223333:cordon-findings";

  @RegisterExtension
  static final WireMockExtension aws =
      WireMockExtension.newInstance().options(options().dynamicPort()).build();

  private final SnsSubscriptions subscriptions = new SnsSubscriptions(SnsSubscriptionsTest::client);

  @Test
  void confirmsInTheTopicsRegionSoThatNobodyElseCanUnsubscribe() {
    aws.stubFor(
        post("/")
            .willReturn(
                okXml(
                    """
                    <ConfirmSubscriptionResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">
                      <ConfirmSubscriptionResult>
                        <SubscriptionArn>%s:1</SubscriptionArn>
                      </ConfirmSubscriptionResult>
                    </ConfirmSubscriptionResponse>
                    """
                        .formatted(TOPIC))));

    subscriptions.confirm(TOPIC, "t0ken");

    aws.verify(
        postRequestedFor(urlEqualTo("/"))
            .withHeader("Authorization", containing("/ap-south-1/sns/"))
            .withRequestBody(containing("Action=ConfirmSubscription"))
            .withRequestBody(containing("TopicArn=arn%3Aaws%3Asns%3Aap-south-1%3A111122223333"))
            .withRequestBody(containing("Token=t0ken"))
            .withRequestBody(containing("AuthenticateOnUnsubscribe=true")));
  }

  @Test
  void failsWhenSnsDoesNotKnowTheToken() {
    aws.stubFor(
        post("/")
            .willReturn(
                aResponse()
                    .withStatus(400)
                    .withBody(
                        """
                        <ErrorResponse><Error><Code>InvalidParameter</Code>
                        <Message>Invalid token</Message></Error></ErrorResponse>
                        """)));

    assertThatThrownBy(() -> subscriptions.confirm(TOPIC, "old"))
        .hasMessageContaining("Invalid token");
  }

  private static SnsClient client(Region region) {
    return SnsClient.builder()
        .region(region)
        .endpointOverride(URI.create(aws.baseUrl()))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAMADEUP", "made-up")))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }
}
