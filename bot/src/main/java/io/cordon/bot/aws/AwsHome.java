package io.cordon.bot.aws;

import io.cordon.bot.config.Endpoints;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Clients for what belongs to Cordon itself: its table, queue, bucket and key. All calls of the
 * process share one pool of connections.
 *
 * @param region the home region
 * @param evidenceRegion where the bucket and the signing key are
 * @param endpoints where AWS is called
 */
public record AwsHome(
    AwsCredentialsProvider credentials,
    SdkHttpClient http,
    Region region,
    Region evidenceRegion,
    Endpoints endpoints)
    implements AutoCloseable {
  private static final int CONNECTIONS = 100;
  private static final Duration ANSWER = Duration.ofSeconds(35);

  /** The home with an HTTP client of its own, which waits longer than SQS polls. */
  public static AwsHome of(
      AwsCredentialsProvider credentials,
      String region,
      String evidenceRegion,
      Endpoints endpoints) {
    var http = ApacheHttpClient.builder().maxConnections(CONNECTIONS).socketTimeout(ANSWER).build();
    return new AwsHome(credentials, http, Region.of(region), Region.of(evidenceRegion), endpoints);
  }

  /** DynamoDB. */
  public DynamoDbClient dynamo() {
    return built("DYNAMODB", DynamoDbClient.builder(), region).build();
  }

  /** SQS. */
  public SqsClient sqs() {
    return built("SQS", SqsClient.builder(), region).build();
  }

  /** SNS in a topic's region. */
  public SnsClient sns(Region ofTopic) {
    return built("SNS", SnsClient.builder(), ofTopic).build();
  }

  /** STS at the region's own endpoint. */
  public StsClient sts() {
    return built("STS", StsClient.builder(), region).build();
  }

  /** S3 where the evidence is. */
  public S3Client s3() {
    return built("S3", S3Client.builder(), evidenceRegion)
        .forcePathStyle(endpoints.of("S3") != null)
        .build();
  }

  /** KMS where the evidence is. */
  public KmsClient kms() {
    return built("KMS", KmsClient.builder(), evidenceRegion).build();
  }

  /**
   * Sends a service's client where it is to call.
   *
   * @param service as it ends its variable, AWS_ENDPOINT_URL_…
   */
  <B extends AwsClientBuilder<B, ?>> B pointed(String service, B builder) {
    var endpoint = endpoints.of(service);
    return endpoint == null ? builder : builder.endpointOverride(endpoint);
  }

  private <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B built(
      String service, B builder, Region where) {
    return pointed(
        service, builder.region(where).credentialsProvider(credentials).httpClient(http));
  }

  @Override
  public void close() {
    http.close();
  }
}
