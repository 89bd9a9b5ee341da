package io.cordon.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.model.Credentials;

class AwsEmulatorTest {
  private static final String ROLE = "arn:aws:iam::111122223333:role/CordonResponder";

  private final AwsEmulator aws = AwsEmulator.shared();
  private final AwsClients clients = aws.clients();

  @BeforeEach
  void reset() {
    aws.reset();
  }

  @AfterEach
  void forgetTheSetting() {
    System.clearProperty("aws.endpointUrl");
  }

  @Test
  void theJournalHoldsEachCallInOrderAndTellsChangesFromReads() {
    Ec2Client ec2 = clients.ec2();
    String vpc = ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId();
    ec2.describeVpcs();
    clients.sns().createTopic(r -> r.name("t"));
    clients.s3().createBucket(r -> r.bucket("cordon-staging"));
    clients
        .s3()
        .putObject(r -> r.bucket("cordon-staging").key("a/b c"), RequestBody.fromString("x"));
    clients.sqs().listQueues();
    ec2.deleteVpc(r -> r.vpcId(vpc));

    assertThat(aws.calls())
        .extracting(call -> call.call().name())
        .containsExactly(
            "ec2:CreateVpc",
            "ec2:DescribeVpcs",
            "sns:CreateTopic",
            "s3:CreateBucket",
            "s3:PutObject",
            "sqs:ListQueues",
            "ec2:DeleteVpc");
    assertThat(aws.calls())
        .extracting(AnsweredCall::number)
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
    assertThat(aws.changes())
        .extracting(call -> call.call().operation())
        .containsExactly("CreateVpc", "CreateTopic", "CreateBucket", "PutObject", "DeleteVpc");
    assertThat(aws.changes().getLast().call().parameter("VpcId")).isEqualTo(vpc);
    assertThat(aws.changes().get(3).call().parameter("Key")).isEqualTo("a/b c");
    assertThat(aws.calls())
        .allSatisfy(call -> {
          assertThat(call.status()).isEqualTo(200);
          assertThat(call.error()).isEmpty();
          assertThat(call.requestId()).isNotEmpty();
          assertThat(call.call().region()).isEqualTo(AwsEmulator.REGION);
        });
  }

  @Test
  void theRequestIdInTheJournalIsTheOneThatTheSdkGives() {
    var answer = clients.ec2().createVpc(r -> r.cidrBlock("10.0.0.0/16"));

    assertThat(aws.calls().getFirst().requestId()).isEqualTo(answer.responseMetadata().requestId());
  }

  @Test
  void aRefusedCallAndADryRunChangeNothing() {
    Ec2Client ec2 = clients.ec2();

    assertThatThrownBy(() -> ec2.deleteVpc(r -> r.vpcId("vpc-0123456789abcdef0")))
        .isInstanceOf(Ec2Exception.class);
    assertThatThrownBy(
            () -> ec2.createSecurityGroup(r -> r.groupName("g").description("d").dryRun(true)))
        .isInstanceOfSatisfying(
            Ec2Exception.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("DryRunOperation"));

    assertThat(aws.changes()).isEmpty();
    assertThat(aws.calls())
        .extracting(AnsweredCall::error)
        .containsExactly("InvalidVpcID.NotFound", "DryRunOperation");
  }

  @Test
  void theJournalKnowsTheRoleSessionAndWhoStandsBehindIt() {
    var assumed =
        clients
            .sts()
            .assumeRole(r ->
                r.roleArn(ROLE)
                    .roleSessionName("IR-2026-001")
                    .sourceIdentity("U0RESPOND1")
                    .policy("{\"Version\":\"2012-10-17\",\"Statement\":[]}"));
    session(assumed.credentials()).createVpc(r -> r.cidrBlock("10.0.0.0/16"));

    assertThat(assumed.sourceIdentity()).isEqualTo("U0RESPOND1");
    Caller caller = aws.changes().getLast().caller();
    assertThat(caller.role()).isEqualTo(ROLE);
    assertThat(caller.session()).isEqualTo("IR-2026-001");
    assertThat(caller.sourceIdentity()).isEqualTo("U0RESPOND1");
    assertThat(caller.sessionPolicy()).contains("Statement");
    assertThat(aws.calls().getFirst().caller().role()).isEmpty();
  }

  @Test
  void aRolesAccountIsAWorldOfItsOwn() {
    AwsClients there = clients.inAccount("111122223333");
    there.ec2().createVpc(r -> r.cidrBlock("10.77.0.0/16"));

    assertThat(there.sts().getCallerIdentity().account()).isEqualTo("111122223333");
    assertThat(clients.sts().getCallerIdentity().account()).isEqualTo(AwsEmulator.ACCOUNT);
    assertThat(clients.ec2().describeVpcs().vpcs())
        .noneSatisfy(vpc -> assertThat(vpc.cidrBlock()).isEqualTo("10.77.0.0/16"));
  }

  @Test
  void aResetForgetsResourcesFaultsAndJournal() {
    clients.sns().createTopic(r -> r.name("t"));
    aws.inject(new Fault.AccessDenied(), FaultRule.on("sns", "ListTopics"));

    aws.reset();

    assertThat(aws.calls()).isEmpty();
    assertThat(clients.sns().listTopics().topics()).isEmpty();
  }

  @Test
  void theJournalCanBeginAnewWithoutALossOfResources() {
    clients.sns().createTopic(r -> r.name("t"));

    aws.forgetCalls();

    assertThat(aws.calls()).isEmpty();
    assertThat(clients.sns().listTopics().topics()).hasSize(1);
  }

  @Test
  void theSdkFindsItByTheEndpointSettingAlone() {
    System.setProperty("aws.endpointUrl", aws.endpoint().toString());
    try (S3Client s3 =
        S3Client.builder()
            .region(Region.of(AwsEmulator.REGION))
            .httpClient(UrlConnectionHttpClient.create())
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAANY", "any")))
            .build()) {
      s3.createBucket(r -> r.bucket("cordon-evidence"));
      s3.putObject(r -> r.bucket("cordon-evidence").key("k"), RequestBody.fromString("x"));

      assertThat(s3.getObjectAsBytes(r -> r.bucket("cordon-evidence").key("k")).asUtf8String())
          .isEqualTo("x");
    }
  }

  private Ec2Client session(Credentials given) {
    var credentials =
        AwsSessionCredentials.create(
            given.accessKeyId(), given.secretAccessKey(), given.sessionToken());
    return Ec2Client.builder()
        .endpointOverride(aws.endpoint())
        .region(Region.of(AwsEmulator.REGION))
        .httpClient(UrlConnectionHttpClient.create())
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .build();
  }
}
