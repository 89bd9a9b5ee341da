package io.cordon.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.MessageType;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;

class LedgerStoresTest {
  private final AwsEmulator aws = AwsEmulator.shared();
  private final DynamoDbClient dynamo = aws.clients().dynamoDb();

  @BeforeEach
  void aTable() {
    aws.reset();
    dynamo.createTable(r ->
        r.tableName("cordon")
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE))
            .attributeDefinitions(
                attribute("pk", ScalarAttributeType.S), attribute("sk", ScalarAttributeType.N)));
  }

  @Test
  void aCancelledTransactionSaysWhichConditionFailedAndWritesNothing() {
    write(put("IR-1", 1), put("IR-1", 2));

    assertThatThrownBy(() -> write(put("IR-1", 3), put("IR-1", 2)))
        .isInstanceOfSatisfying(
            TransactionCanceledException.class,
            e -> {
              assertThat(e.cancellationReasons())
                  .extracting(CancellationReason::code)
                  .containsExactly("None", "ConditionalCheckFailed");
              assertThat(e.cancellationReasons().getLast().item()).containsEntry("sk", number(2));
            });
    assertThat(query(10).items()).hasSize(2);
  }

  @Test
  void theSameTransactionWithTheSameTokenIsCarriedOutOnce() {
    dynamo.transactWriteItems(r -> r.transactItems(put("IR-1", 1)).clientRequestToken("t1"));
    dynamo.transactWriteItems(r -> r.transactItems(put("IR-1", 1)).clientRequestToken("t1"));

    assertThat(query(10).items()).hasSize(1);
    assertThatThrownBy(() ->
            dynamo.transactWriteItems(
                r -> r.transactItems(put("IR-1", 2)).clientRequestToken("t1")))
        .isInstanceOf(IdempotentParameterMismatchException.class);
  }

  @Test
  void aTransactionWhoseAnswerWasLostIsRetriedByTheSdkWithoutHarm() {
    aws.inject(
        new Fault.ConnectionLostAfterChange(),
        FaultRule.on("dynamodb", "TransactWriteItems").nth(1));

    write(put("IR-1", 1));

    assertThat(aws.calls())
        .filteredOn(call -> call.call().operation().equals("TransactWriteItems"))
        .hasSize(2);
    assertThat(query(10).items()).hasSize(1);
  }

  @Test
  void aTransactionThatWasCancelledMayBeTriedAgainWithItsToken() {
    write(put("IR-1", 1));
    assertThatThrownBy(() ->
            dynamo.transactWriteItems(
                r -> r.transactItems(put("IR-1", 1)).clientRequestToken("t1")))
        .isInstanceOf(TransactionCanceledException.class);
    dynamo.deleteItem(r ->
        r.tableName("cordon").key(Map.of("pk", AttributeValue.fromS("IR-1"), "sk", number(1))));

    dynamo.transactWriteItems(r -> r.transactItems(put("IR-1", 1)).clientRequestToken("t1"));

    assertThat(query(10).items()).hasSize(1);
  }

  @Test
  void ofManyWritersAtOnceOneWinsEachPlace() throws Exception {
    var once =
        aws.clients()
            .build(
                DynamoDbClient.builder()
                    .overrideConfiguration(
                        ClientOverrideConfiguration.builder()
                            .retryStrategy(DefaultRetryStrategy.doNotRetry())
                            .build()));
    Callable<Boolean> writer =
        () -> {
          try {
            once.putItem(r ->
                r.tableName("cordon")
                    .item(Map.of("pk", AttributeValue.fromS("race"), "sk", number(1)))
                    .conditionExpression("attribute_not_exists(pk)"));
            return true;
          } catch (ConditionalCheckFailedException _) {
            return false;
          }
        };

    var won = new ArrayList<Boolean>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> all =
          threads.invokeAll(IntStream.range(0, 40).mapToObj(_ -> writer).toList());
      for (Future<Boolean> each : all) {
        won.add(each.get());
      }
    }

    assertThat(won).containsOnlyOnce(true);
  }

  @Test
  void aQueryIsReadPageByPageInOrder() {
    for (int i = 1; i <= 5; i++) {
      write(put("IR-1", i));
    }

    QueryResponse first = query(2);
    assertThat(first.items()).extracting(i -> i.get("sk")).containsExactly(number(1), number(2));
    assertThat(first.lastEvaluatedKey()).containsEntry("sk", number(2));

    var all =
        dynamo
            .queryPaginator(r ->
                r.tableName("cordon")
                    .keyConditionExpression("pk = :p")
                    .expressionAttributeValues(Map.of(":p", AttributeValue.fromS("IR-1")))
                    .consistentRead(true)
                    .limit(2))
            .items();
    assertThat(all.stream().map(i -> i.get("sk")))
        .containsExactly(number(1), number(2), number(3), number(4), number(5));
  }

  @Test
  void aTimeToLiveCanBeSetAndAnExpiredItemIsStillThere() {
    dynamo.updateTimeToLive(r ->
        r.tableName("cordon").timeToLiveSpecification(t -> t.attributeName("ttl").enabled(true)));

    assertThat(
            dynamo
                .describeTimeToLive(r -> r.tableName("cordon"))
                .timeToLiveDescription()
                .timeToLiveStatus())
        .isEqualTo(TimeToLiveStatus.ENABLED);
    dynamo.putItem(r ->
        r.tableName("cordon")
            .item(Map.of("pk", AttributeValue.fromS("IR-1"), "sk", number(1), "ttl", number(1))));
    assertThat(query(10).items()).hasSize(1);
  }

  @Test
  void aKmsSignatureOverARawMessageVerifiesWithOpenssl(@TempDir Path folder) throws Exception {
    KmsClient kms = aws.clients().kms();
    String key =
        kms.createKey(r -> r.keySpec(KeySpec.ECC_NIST_P256).keyUsage(KeyUsageType.SIGN_VERIFY))
            .keyMetadata()
            .keyId();
    kms.createAlias(r -> r.aliasName("alias/cordon-ledger").targetKeyId(key));
    String head = "3f".repeat(32);

    var signed =
        kms.sign(r ->
            r.keyId("alias/cordon-ledger")
                .message(SdkBytes.fromUtf8String(head))
                .messageType(MessageType.RAW)
                .signingAlgorithm(SigningAlgorithmSpec.ECDSA_SHA_256));

    Files.write(folder.resolve("sig"), signed.signature().asByteArray());
    Files.writeString(folder.resolve("head"), head);
    var publicKey = kms.getPublicKey(r -> r.keyId("alias/cordon-ledger"));
    assertThat(publicKey.keyId()).isEqualTo(signed.keyId()).startsWith("arn:aws:kms:");
    assertThat(publicKey.keySpec()).isEqualTo(KeySpec.ECC_NIST_P256);
    String base64 =
        Base64.getMimeEncoder(64, new byte[] {'\n'})
            .encodeToString(publicKey.publicKey().asByteArray());
    Files.writeString(
        folder.resolve("key.pem"),
        "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n");
    Process openssl =
        new ProcessBuilder(
                "openssl", "dgst", "-sha256", "-verify", "key.pem", "-signature", "sig", "head")
            .directory(folder.toFile())
            .start();
    assertThat(new String(openssl.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip())
        .isEqualTo("Verified OK");
  }

  private void write(TransactWriteItem... items) {
    dynamo.transactWriteItems(r -> r.transactItems(items));
  }

  private QueryResponse query(int limit) {
    return dynamo.query(r ->
        r.tableName("cordon")
            .keyConditionExpression("pk = :p")
            .expressionAttributeValues(Map.of(":p", AttributeValue.fromS("IR-1")))
            .consistentRead(true)
            .limit(limit));
  }

  private static TransactWriteItem put(String partition, int sort) {
    Put put =
        Put.builder()
            .tableName("cordon")
            .item(Map.of("pk", AttributeValue.fromS(partition), "sk", number(sort)))
            .conditionExpression("attribute_not_exists(pk)")
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
            .build();
    return TransactWriteItem.builder().put(put).build();
  }

  private static AttributeValue number(int n) {
    return AttributeValue.fromN(String.valueOf(n));
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
    return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
  }
}
