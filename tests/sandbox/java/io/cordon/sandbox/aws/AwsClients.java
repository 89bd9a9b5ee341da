package io.cordon.sandbox.aws;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Official SDK clients for one caller and one region of an emulator. Each call makes a client; they
 * share one HTTP client and need no closing.
 */
public final class AwsClients {
  private static final SdkHttpClient HTTP = UrlConnectionHttpClient.create();

  private final URI endpoint;
  private final String region;
  private final AwsCredentials credentials;

  private AwsClients(URI endpoint, String region, AwsCredentials credentials) {
    this.endpoint = endpoint;
    this.region = region;
    this.credentials = credentials;
  }

  static AwsClients withKey(URI endpoint, String region) {
    return new AwsClients(
        endpoint, region, AwsBasicCredentials.create("AKIACORDONSANDBOX000", "sandbox"));
  }

  /** The same caller in another region. */
  public AwsClients in(String otherRegion) {
    return new AwsClients(endpoint, otherRegion, credentials);
  }

  /**
   * The same region in another account, as a session of a role there. The role need not exist.
   *
   * @param account twelve digits
   */
  public AwsClients inAccount(String account) {
    var given =
        sts()
            .assumeRole(r ->
                r.roleArn("arn:aws:iam::%s:role/Seed".formatted(account)).roleSessionName("seed"))
            .credentials();
    return new AwsClients(
        endpoint,
        region,
        AwsSessionCredentials.create(
            given.accessKeyId(), given.secretAccessKey(), given.sessionToken()));
  }

  /** The region's name. */
  public String region() {
    return region;
  }

  /** Points a client's builder at the emulator, and builds it. */
  public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C build(B builder) {
    return builder
        .endpointOverride(endpoint)
        .region(Region.of(region))
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .httpClient(HTTP)
        .build();
  }

  /** EC2. */
  public Ec2Client ec2() {
    return build(Ec2Client.builder());
  }

  /** Load balancers. */
  public ElasticLoadBalancingV2Client loadBalancers() {
    return build(ElasticLoadBalancingV2Client.builder());
  }

  /** IAM. */
  public IamClient iam() {
    return build(IamClient.builder());
  }

  /** STS. */
  public StsClient sts() {
    return build(StsClient.builder());
  }

  /** S3. */
  public S3Client s3() {
    return build(S3Client.builder());
  }

  /** DynamoDB. */
  public DynamoDbClient dynamoDb() {
    return build(DynamoDbClient.builder());
  }

  /** KMS. */
  public KmsClient kms() {
    return build(KmsClient.builder());
  }

  /** SNS. */
  public SnsClient sns() {
    return build(SnsClient.builder());
  }

  /** SQS. */
  public SqsClient sqs() {
    return build(SqsClient.builder());
  }

  /** Security Hub. */
  public SecurityHubClient securityHub() {
    return build(SecurityHubClient.builder());
  }
}
