package io.cordon.bot.aws;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
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
 * @param endpoint an emulator's address, or null for AWS
 */
public record AwsHome(
    AwsCredentialsProvider credentials,
    SdkHttpClient http,
    Region region,
    Region evidenceRegion,
    @Nullable URI endpoint)
    implements AutoCloseable {
  private static final int CONNECTIONS = 100;
  private static final Duration ANSWER = Duration.ofSeconds(35);

  /** The home with an HTTP client of its own, which waits longer than SQS polls. */
  public static AwsHome of(
      AwsCredentialsProvider credentials,
      String region,
      String evidenceRegion,
      @Nullable URI endpoint) {
    var http = ApacheHttpClient.builder().maxConnections(CONNECTIONS).socketTimeout(ANSWER).build();
    return new AwsHome(credentials, http, Region.of(region), Region.of(evidenceRegion), endpoint);
  }

  /** DynamoDB. */
  public DynamoDbClient dynamo() {
    return built(DynamoDbClient.builder(), region).build();
  }

  /** SQS. */
  public SqsClient sqs() {
    return built(SqsClient.builder(), region).build();
  }

  /** SNS in a topic's region. */
  public SnsClient sns(Region ofTopic) {
    return built(SnsClient.builder(), ofTopic).build();
  }

  /** STS at the region's own endpoint. */
  public StsClient sts() {
    return built(StsClient.builder(), region).build();
  }

  /** S3 where the evidence is. */
  public S3Client s3() {
    return built(S3Client.builder(), evidenceRegion).forcePathStyle(endpoint != null).build();
  }

  /** KMS where the evidence is. */
  public KmsClient kms() {
    return built(KmsClient.builder(), evidenceRegion).build();
  }

  <B extends AwsClientBuilder<B, ?>> B pointed(B builder) {
    return endpoint == null ? builder : builder.endpointOverride(endpoint);
  }

  private <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B built(
      B builder, Region where) {
    return pointed(builder.region(where).credentialsProvider(credentials).httpClient(http));
  }

  @Override
  public void close() {
    http.close();
  }
}
