package io.cordon.bot.dynamo;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Looks whether the table is there, and makes it if it may. */
public final class TableSetup {
  private static final Logger log = LoggerFactory.getLogger(TableSetup.class);

  private final DynamoDbClient dynamo;
  private final String name;

  /** The set-up of the table of this name. */
  public TableSetup(DynamoDbClient dynamo, String name) {
    this.dynamo = dynamo;
    this.name = name;
  }

  /** Whether the table is there. */
  public boolean exists() {
    try {
      dynamo.describeTable(r -> r.tableName(name));
      return true;
    } catch (ResourceNotFoundException _) {
      return false;
    }
  }

  /** Makes the table, on demand and without backups of its own, and waits until it can be used. */
  public void create() {
    log.info("making the table {}", name);
    try {
      dynamo.createTable(r ->
          r.tableName(name)
              .billingMode(BillingMode.PAY_PER_REQUEST)
              .attributeDefinitions(definition(DynamoTable.PARTITION), definition(DynamoTable.SORT))
              .keySchema(
                  key(DynamoTable.PARTITION, KeyType.HASH), key(DynamoTable.SORT, KeyType.RANGE)));
    } catch (ResourceInUseException _) {
      log.info("another process is making the table {}", name);
    }
    try (var waiter = dynamo.waiter()) {
      waiter.waitUntilTableExists(r -> r.tableName(name));
    }
    dynamo.updateTimeToLive(r ->
        r.tableName(name)
            .timeToLiveSpecification(t -> t.attributeName(DynamoTable.TTL).enabled(true)));
  }

  private static AttributeDefinition definition(String attribute) {
    return AttributeDefinition.builder()
        .attributeName(attribute)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement key(String attribute, KeyType type) {
    return KeySchemaElement.builder().attributeName(attribute).keyType(type).build();
  }
}
