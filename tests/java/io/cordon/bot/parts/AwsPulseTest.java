package io.cordon.bot.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cordon.aws.CallNames;
import io.cordon.sandbox.aws.AwsEmulator;
import io.cordon.sandbox.aws.Fault;
import io.cordon.sandbox.aws.FaultRule;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class AwsPulseTest {
  private final AwsEmulator aws = AwsEmulator.shared();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final DynamoDbClient dynamo =
      DynamoDbClient.builder()
          .endpointOverride(aws.endpoint())
          .region(Region.of(AwsEmulator.REGION))
          .credentialsProvider(
              StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIA", "made-up")))
          .overrideConfiguration(c ->
              c.retryStrategy(AwsRetryStrategy.doNotRetry())
                  .addExecutionInterceptor(new AwsPulse(new Parts(meters).named("ledger")))
                  .addExecutionInterceptor(new CallNames()))
          .build();

  @BeforeEach
  void empty() {
    aws.reset();
  }

  @AfterEach
  void mend() {
    aws.clearFaults();
    dynamo.close();
  }

  private double down() {
    return meters.get("cordon.part.down").tag("part", "ledger").gauge().value();
  }

  @Test
  void aPartIsUpUntilACallFailsAndAgainWhenOneIsAnswered() {
    assertThat(down()).isZero();
    for (var fault :
        new Fault[] {
          new Fault.Unreachable(),
          new Fault.ServerError(),
          new Fault.Throttled(),
          new Fault.AccessDenied()
        }) {
      aws.inject(fault, FaultRule.on("dynamodb", "ListTables"));
      assertThatThrownBy(dynamo::listTables).isInstanceOf(SdkException.class);
      assertThat(down()).as("%s", fault).isEqualTo(1);

      aws.clearFaults();
      dynamo.listTables();
      assertThat(down()).isZero();
    }
  }

  @Test
  void aRefusalOfWhatWasAskedForIsAnAnswer() {
    assertThatThrownBy(() -> dynamo.describeTable(r -> r.tableName("none")))
        .isInstanceOf(SdkException.class);

    assertThat(down()).isZero();
  }

  @Test
  void anExceptionTellsWhichCallItIsOf() {
    assertThatThrownBy(() -> dynamo.describeTable(r -> r.tableName("none")))
        .satisfies(e -> assertThat(CallNames.of(e)).contains("dynamodb:DescribeTable"));
    assertThat(CallNames.of(new IllegalStateException())).isEmpty();
  }
}
