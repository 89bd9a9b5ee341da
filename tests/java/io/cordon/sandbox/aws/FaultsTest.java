package io.cordon.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ElasticLoadBalancingV2Exception;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.KmsInternalException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sns.model.AuthorizationErrorException;
import software.amazon.awssdk.services.sqs.model.SqsException;
import software.amazon.awssdk.services.sts.model.StsException;

class FaultsTest {
  private final AwsEmulator aws = AwsEmulator.shared();
  private final AwsClients clients = aws.clients();

  /** Tries once, so that a test sees each answer. */
  private final ClientOverrideConfiguration once =
      ClientOverrideConfiguration.builder()
          .retryStrategy(DefaultRetryStrategy.doNotRetry())
          .build();

  private final Ec2Client ec2 = clients.build(Ec2Client.builder().overrideConfiguration(once));

  @BeforeEach
  void reset() {
    aws.reset();
  }

  @Test
  void ec2ThrottlesAsEc2Does() {
    aws.inject(new Fault.Throttled(), FaultRule.on("ec2", "DescribeRegions"));

    assertThatThrownBy(ec2::describeRegions)
        .isInstanceOfSatisfying(
            Ec2Exception.class,
            e -> {
              assertError(e, 503, "RequestLimitExceeded");
              assertThat(e.isThrottlingException()).isTrue();
            });
  }

  @Test
  void ec2DeniesAsEc2Does() {
    aws.inject(new Fault.AccessDenied(), FaultRule.on("ec2", "DescribeRegions"));

    assertThatThrownBy(ec2::describeRegions)
        .isInstanceOfSatisfying(
            Ec2Exception.class, e -> assertError(e, 403, "UnauthorizedOperation"))
        .hasMessageContaining("ec2:DescribeRegions");
  }

  @Test
  void anyErrorCodeCanBeGiven() {
    aws.inject(
        new Fault.Refused(400, "InvalidNetworkInterfaceID.NotFound", "The <id> does not exist"),
        FaultRule.on("ec2", "DescribeRegions"));

    assertThatThrownBy(ec2::describeRegions)
        .isInstanceOfSatisfying(
            Ec2Exception.class,
            e -> {
              assertError(e, 400, "InvalidNetworkInterfaceID.NotFound");
              assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("The <id> does not exist");
            });
  }

  @Test
  void dynamoDbThrottlesAndFailsWithItsOwnExceptions() {
    DynamoDbClient table = table();
    aws.inject(new Fault.Throttled(), FaultRule.on("dynamodb", "GetItem").nth(1));
    aws.inject(new Fault.ServerError(), FaultRule.on("dynamodb", "GetItem").nth(2));
    aws.inject(new Fault.AccessDenied(), FaultRule.on("dynamodb", "GetItem").nth(3));

    assertThatThrownBy(() -> get(table))
        .isInstanceOfSatisfying(
            ThrottlingException.class, e -> assertError(e, 400, "ThrottlingException"));
    assertThatThrownBy(() -> get(table))
        .isInstanceOfSatisfying(
            InternalServerErrorException.class, e -> assertError(e, 500, "InternalServerError"));
    assertThatThrownBy(() -> get(table))
        .isInstanceOfSatisfying(
            DynamoDbException.class, e -> assertError(e, 400, "AccessDeniedException"));
    assertThat(get(table)).isFalse();
  }

  @Test
  void s3AnswersInXmlAndWithoutABodyToHead() {
    var s3 = clients.build(S3Client.builder().overrideConfiguration(once));
    s3.createBucket(r -> r.bucket("cordon-evidence"));
    aws.inject(new Fault.AccessDenied(), FaultRule.on("s3", "PutObject").nth(1));
    aws.inject(new Fault.Throttled(), FaultRule.on("s3", "PutObject").nth(2));
    aws.inject(new Fault.ServerError(), FaultRule.on("s3", "HeadObject"));

    assertThatThrownBy(() -> s3.putObject(r -> r.bucket("cordon-evidence").key("k"), body()))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertError(e, 403, "AccessDenied"));
    assertThatThrownBy(() -> s3.putObject(r -> r.bucket("cordon-evidence").key("k"), body()))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertError(e, 503, "SlowDown"));
    assertThatThrownBy(() -> s3.headObject(r -> r.bucket("cordon-evidence").key("k")))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(500));
  }

  @Test
  void theOtherServicesFailInTheirOwnWireFormats() {
    aws.inject(new Fault.ServerError(), FaultRule.on("kms", "ListKeys").times(9));
    aws.inject(new Fault.AccessDenied(), FaultRule.on("kms", "ListAliases"));
    aws.inject(new Fault.AccessDenied(), FaultRule.on("iam", "ListUsers"));
    aws.inject(new Fault.AccessDenied(), FaultRule.on("sts", "AssumeRole"));
    aws.inject(new Fault.AccessDenied(), FaultRule.on("sns", "ListTopics"));
    aws.inject(new Fault.AccessDenied(), FaultRule.on("sqs", "ListQueues"));
    aws.inject(
        new Fault.AccessDenied(), FaultRule.on("elasticloadbalancing", "DescribeTargetGroups"));

    assertThatThrownBy(() -> clients.kms().listKeys())
        .isInstanceOfSatisfying(
            KmsInternalException.class, e -> assertError(e, 500, "KMSInternalException"));
    assertThatThrownBy(() -> clients.kms().listAliases())
        .isInstanceOfSatisfying(
            KmsException.class, e -> assertError(e, 400, "AccessDeniedException"));
    assertThatThrownBy(() -> clients.iam().listUsers())
        .isInstanceOfSatisfying(IamException.class, e -> assertError(e, 403, "AccessDenied"));
    assertThatThrownBy(() -> clients.inAccount("111122223333"))
        .isInstanceOfSatisfying(StsException.class, e -> assertError(e, 403, "AccessDenied"));
    assertThatThrownBy(() -> clients.sns().listTopics())
        .isInstanceOfSatisfying(
            AuthorizationErrorException.class, e -> assertError(e, 403, "AuthorizationError"));
    assertThatThrownBy(() -> clients.sqs().listQueues())
        .isInstanceOfSatisfying(
            SqsException.class, e -> assertError(e, 400, "AccessDeniedException"));
    assertThatThrownBy(() -> clients.loadBalancers().describeTargetGroups())
        .isInstanceOfSatisfying(
            ElasticLoadBalancingV2Exception.class, e -> assertError(e, 403, "AccessDenied"));
  }

  @Test
  void theSdkRetriesAThrottledCallToItsEnd() {
    aws.inject(new Fault.Throttled(), FaultRule.on("ec2", "DescribeRegions").times(2));

    assertThat(clients.ec2().describeRegions().regions()).isNotEmpty();

    assertThat(aws.calls()).extracting(AnsweredCall::status).containsExactly(503, 503, 200);
  }

  @Test
  void aFaultHitsOnlyTheNthCallWithSuchParameters() {
    String vpc = ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId();
    aws.inject(
        new Fault.ServerError(),
        FaultRule.on("ec2", "CreateTags").when(p -> vpc.equals(p.get("ResourceId.1"))).nth(2));
    String other = ec2.createVpc(r -> r.cidrBlock("10.1.0.0/16")).vpc().vpcId();

    tagged(vpc);
    tagged(other);
    assertThatThrownBy(() -> tagged(vpc)).isInstanceOf(Ec2Exception.class);
    tagged(vpc);
  }

  @Test
  void aTimeoutAfterTheChangeLeavesTheChangeMade() {
    ec2.describeRegions();
    var impatient =
        clients.build(
            Ec2Client.builder()
                .overrideConfiguration(o ->
                    o.retryStrategy(DefaultRetryStrategy.doNotRetry())
                        .apiCallAttemptTimeout(Duration.ofSeconds(3))));
    aws.inject(
        new Fault.TimeoutAfterChange(Duration.ofSeconds(6)), FaultRule.on("ec2", "CreateVpc"));

    assertThatThrownBy(() -> impatient.createVpc(r -> r.cidrBlock("10.9.0.0/16")))
        .isInstanceOf(ApiCallAttemptTimeoutException.class);

    assertThat(cidrs()).contains("10.9.0.0/16");
    assertThat(aws.changes())
        .singleElement()
        .satisfies(change -> {
          assertThat(change.call().operation()).isEqualTo("CreateVpc");
          assertThat(change.fault()).isInstanceOf(Fault.TimeoutAfterChange.class);
        });
  }

  @Test
  void aConnectionLostAfterTheChangeLeavesTheChangeMade() {
    aws.inject(new Fault.ConnectionLostAfterChange(), FaultRule.on("ec2", "CreateVpc"));

    assertThatThrownBy(() -> ec2.createVpc(r -> r.cidrBlock("10.9.0.0/16")))
        .isInstanceOf(SdkClientException.class);

    assertThat(cidrs()).contains("10.9.0.0/16");
  }

  @Test
  void anUnreachableAwsHasChangedNothing() {
    aws.inject(new Fault.Unreachable(), FaultRule.on("ec2", "CreateVpc"));

    assertThatThrownBy(() -> ec2.createVpc(r -> r.cidrBlock("10.9.0.0/16")))
        .isInstanceOf(SdkClientException.class);

    assertThat(cidrs()).doesNotContain("10.9.0.0/16");
    assertThat(aws.changes()).isEmpty();
    assertThat(aws.calls().getFirst().status()).isZero();
  }

  @Test
  void whatMotoLacksIsSaidPlainlyAndNotRetried() {
    assertThatThrownBy(
            () -> clients.ec2().lockSnapshot(r -> r.snapshotId("snap-1").lockMode("governance")))
        .isInstanceOfSatisfying(Ec2Exception.class, e -> assertThat(e.statusCode()).isEqualTo(501))
        .hasMessageContaining("The sandbox's AWS has no ec2:LockSnapshot");
    assertThat(aws.calls()).hasSize(1);
  }

  private static void assertError(AwsServiceException e, int status, String code) {
    assertThat(e.statusCode()).isEqualTo(status);
    assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
    assertThat(e.requestId()).matches("[0-9a-f-]{36}");
  }

  private void tagged(String resource) {
    ec2.createTags(r -> r.resources(resource).tags(Tag.builder().key("case").value("x").build()));
  }

  private Iterable<String> cidrs() {
    return ec2.describeVpcs().vpcs().stream().map(Vpc::cidrBlock).toList();
  }

  private DynamoDbClient table() {
    var dynamo = clients.build(DynamoDbClient.builder().overrideConfiguration(once));
    dynamo.createTable(r ->
        r.tableName("cordon")
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .keySchema(KeySchemaElement.builder().attributeName("pk").keyType(KeyType.HASH).build())
            .attributeDefinitions(
                AttributeDefinition.builder()
                    .attributeName("pk")
                    .attributeType(ScalarAttributeType.S)
                    .build()));
    return dynamo;
  }

  private static boolean get(DynamoDbClient table) {
    return table
        .getItem(r -> r.tableName("cordon").key(Map.of("pk", AttributeValue.fromS("1"))))
        .hasItem();
  }

  private static RequestBody body() {
    return RequestBody.fromString("evidence");
  }
}
