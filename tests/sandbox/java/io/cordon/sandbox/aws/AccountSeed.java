package io.cordon.sandbox.aws;

import java.net.URI;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.ObjectLockEnabled;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Puts a small shop and all that Cordon needs into an empty account. */
public final class AccountSeed {
  private static final String NAME = "cordon-findings";

  private final AwsClients clients;
  private final String bucketSuffix;

  /**
   * @param clients for the account and region to fill; in an account other than {@link
   *     AwsEmulator#ACCOUNT} as by {@link AwsClients#inAccount}
   */
  public AccountSeed(AwsClients clients) {
    this(clients, "");
  }

  /**
   * @param bucketSuffix follows the buckets' names, which are one for all accounts
   */
  public AccountSeed(AwsClients clients, String bucketSuffix) {
    this.clients = clients;
    this.bucketSuffix = bucketSuffix;
  }

  /** Makes everything and returns the ids. To be called once for an account and region. */
  public SeededAccount plant() {
    var servers = new ServerSeed(clients);
    SeededAccount.Network network = servers.network();
    SeededAccount.Server server = servers.withTwoInterfaces(network, "web-1");
    SeededAccount.Server neighbour = servers.withOneInterface(network, "web-2");
    return new SeededAccount(
        clients.sts().getCallerIdentity().account(),
        clients.region(),
        network,
        server,
        neighbour,
        servers.loadBalancer(network, List.of(server, neighbour)),
        user(),
        evidence(),
        findings(),
        signingKey());
  }

  /** Starts one more server in a planted account: two interfaces, two volumes. */
  public SeededAccount.Server server(SeededAccount planted, String name) {
    return new ServerSeed(clients).withTwoInterfaces(planted.network(), name);
  }

  /**
   * Subscribes an HTTP endpoint to the seeded topic. It is confirmed at once, since moto sends no
   * SubscriptionConfirmation.
   *
   * @return the subscription's ARN
   */
  public String deliverTo(SeededAccount seeded, URI endpoint) {
    return clients
        .sns()
        .subscribe(r ->
            r.topicArn(seeded.findings().topic())
                .protocol(endpoint.getScheme())
                .endpoint(endpoint.toString())
                .returnSubscriptionArn(true))
        .subscriptionArn();
  }

  private SeededAccount.User user() {
    IamClient iam = clients.iam();
    var user = iam.createUser(r -> r.userName("shop-deploy")).user();
    var key = iam.createAccessKey(r -> r.userName(user.userName())).accessKey();
    return new SeededAccount.User(
        user.userName(), user.arn(), key.accessKeyId(), key.secretAccessKey());
  }

  private SeededAccount.Evidence evidence() {
    String bucket = "cordon-evidence" + bucketSuffix;
    String staging = "cordon-staging" + bucketSuffix;
    var s3 = clients.s3();
    s3.createBucket(inRegion(bucket).objectLockEnabledForBucket(true).build());
    s3.putBucketVersioning(r ->
        r.bucket(bucket).versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
    s3.putObjectLockConfiguration(r ->
        r.bucket(bucket)
            .objectLockConfiguration(c ->
                c.objectLockEnabled(ObjectLockEnabled.ENABLED)
                    .rule(rule ->
                        rule.defaultRetention(
                            d -> d.mode(ObjectLockRetentionMode.GOVERNANCE).days(1)))));
    s3.createBucket(inRegion(staging).build());
    return new SeededAccount.Evidence(bucket, staging);
  }

  private CreateBucketRequest.Builder inRegion(String bucket) {
    var request = CreateBucketRequest.builder().bucket(bucket);
    // S3 refuses the name of its first region as a constraint.
    return clients.region().equals("us-east-1")
        ? request
        : request.createBucketConfiguration(c -> c.locationConstraint(clients.region()));
  }

  private SeededAccount.Findings findings() {
    SqsClient sqs = clients.sqs();
    SnsClient sns = clients.sns();
    String dead = sqs.createQueue(r -> r.queueName(NAME + "-dead")).queueUrl();
    String redrive =
        "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":\"5\"}".formatted(arn(sqs, dead));
    String queue =
        sqs.createQueue(r ->
                r.queueName(NAME).attributes(Map.of(QueueAttributeName.REDRIVE_POLICY, redrive)))
            .queueUrl();
    String topic = sns.createTopic(r -> r.name(NAME)).topicArn();
    sns.subscribe(r -> r.topicArn(topic).protocol("sqs").endpoint(arn(sqs, queue)));
    return new SeededAccount.Findings(topic, queue, dead);
  }

  private static String arn(SqsClient sqs, String queue) {
    var asked = QueueAttributeName.QUEUE_ARN;
    return sqs.getQueueAttributes(r -> r.queueUrl(queue).attributeNames(asked))
        .attributes()
        .getOrDefault(asked, "");
  }

  private String signingKey() {
    var kms = clients.kms();
    var key =
        kms.createKey(r -> r.keySpec(KeySpec.ECC_NIST_P256).keyUsage(KeyUsageType.SIGN_VERIFY))
            .keyMetadata();
    kms.createAlias(r -> r.aliasName("alias/cordon-ledger").targetKeyId(key.keyId()));
    return key.arn();
  }
}
