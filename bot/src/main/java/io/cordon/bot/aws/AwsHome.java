package io.cordon.bot.aws;

import io.cordon.aws.CallNames;
import io.cordon.bot.config.Endpoints;
import io.cordon.bot.parts.AwsPulse;
import io.cordon.bot.parts.Parts;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
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
 * @param parts hears which services answer
 */
public record AwsHome(
    AwsCredentialsProvider credentials,
    SdkHttpClient http,
    Region region,
    Region evidenceRegion,
    Endpoints endpoints,
    Parts parts)
    implements AutoCloseable {
  private static final int CONNECTIONS = 100;
  private static final Duration ANSWER = Duration.ofSeconds(35);

  /** The home with an HTTP client of its own, which waits longer than SQS polls. */
  public static AwsHome of(
      AwsCredentialsProvider credentials,
      String region,
      String evidenceRegion,
      Endpoints endpoints,
      Parts parts) {
    var http = ApacheHttpClient.builder().maxConnections(CONNECTIONS).socketTimeout(ANSWER).build();
    return new AwsHome(
        credentials, http, Region.of(region), Region.of(evidenceRegion), endpoints, parts);
  }

  /** DynamoDB. */
  public DynamoDbClient dynamo() {
    return built("ledger", "DYNAMODB", DynamoDbClient.builder(), region).build();
  }

  /** SQS. */
  public SqsClient sqs() {
    return built("queue", "SQS", SqsClient.builder(), region).build();
  }

  /** SNS in a topic's region. */
  public SnsClient sns(Region ofTopic) {
    return built("sns", "SNS", SnsClient.builder(), ofTopic).build();
  }

  /** STS at the region's own endpoint. */
  public StsClient sts() {
    return built("sts", "STS", StsClient.builder(), region).build();
  }

  /** S3 where the evidence is. */
  public S3Client s3() {
    return built("evidence", "S3", S3Client.builder(), evidenceRegion)
        .forcePathStyle(endpoints.of("S3") != null)
        .build();
  }

  /** KMS where the evidence is. */
  public KmsClient kms() {
    return built("signing", "KMS", KmsClient.builder(), evidenceRegion).build();
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

  /** Has the calls of a client tell how its part is, and failures which call they are of. */
  <B extends AwsClientBuilder<B, ?>> B watched(
      String part, B builder, List<ExecutionInterceptor> others) {
    return builder.overrideConfiguration(c -> {
      c.addExecutionInterceptor(new AwsPulse(parts.named(part)))
          .addExecutionInterceptor(new CallNames());
      others.forEach(c::addExecutionInterceptor);
    });
  }

  private <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B built(
      String part, String service, B builder, Region where) {
    return watched(
        part,
        pointed(service, builder.region(where).credentialsProvider(credentials).httpClient(http)),
        List.of());
  }

  @Override
  public void close() {
    http.close();
  }
}
