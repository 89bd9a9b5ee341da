package io.cordon.bot.dynamo;

import io.cordon.table.Conflict;
import io.cordon.table.Item;
import io.cordon.table.Key;
import io.cordon.table.Table;
import io.cordon.table.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/**
 * The table in DynamoDB: partition key {@code pk}, sort key {@code sk}, both strings; {@code v}
 * counts the writes of an item, {@code body} holds its bytes, {@code ttl} when it may go.
 */
public final class DynamoTable implements Table {
  static final String PARTITION = "pk";
  static final String SORT = "sk";
  static final String TTL = "ttl";
  private static final String VERSION = "v";
  private static final String BODY = "body";

  private final DynamoDbClient dynamo;
  private final String name;

  /** The table of this name; {@link TableSetup} looks whether it is there. */
  public DynamoTable(DynamoDbClient dynamo, String name) {
    this.dynamo = dynamo;
    this.name = name;
  }

  @Override
  public Optional<Item> get(Key key) {
    try {
      var found = dynamo.getItem(r -> r.tableName(name).key(attributes(key)).consistentRead(true));
      return found.hasItem() ? Optional.of(item(found.item())) : Optional.empty();
    } catch (SdkException e) {
      throw unavailable("read", e);
    }
  }

  @Override
  public List<Item> query(String partition, String prefix, String from) {
    try {
      return dynamo.queryPaginator(request(partition, prefix, from)).items().stream()
          .map(DynamoTable::item)
          .toList();
    } catch (SdkException e) {
      throw unavailable("query", e);
    }
  }

  private QueryRequest request(String partition, String prefix, String from) {
    var values = new HashMap<String, AttributeValue>();
    values.put(":pk", text(partition));
    var condition = "pk = :pk";
    if (!prefix.isEmpty() || !from.isEmpty()) {
      condition += " AND sk BETWEEN :from AND :to";
      values.put(":from", text(from.compareTo(prefix) > 0 ? from : prefix));
      values.put(":to", text(prefix + "\uffff"));
    }
    return QueryRequest.builder()
        .tableName(name)
        .consistentRead(true)
        .keyConditionExpression(condition)
        .expressionAttributeValues(values)
        .build();
  }

  @Override
  public void write(List<Write> writes) {
    if (writes.size() > MOST_WRITES) {
      throw new IllegalArgumentException(writes.size() + " writes do not fit one transaction");
    }
    try {
      dynamo.transactWriteItems(r -> r.transactItems(writes.stream().map(this::write).toList()));
    } catch (TransactionCanceledException e) {
      throw canceled(writes, e);
    } catch (TransactionConflictException | ConditionalCheckFailedException e) {
      throw conflict(List.of(), e);
    } catch (SdkException e) {
      throw unavailable("write", e);
    }
  }

  private static RuntimeException canceled(List<Write> writes, TransactionCanceledException e) {
    var keys = new ArrayList<Key>();
    var reasons = e.cancellationReasons();
    for (int i = 0; i < reasons.size(); i++) {
      if ("ConditionalCheckFailed".equals(reasons.get(i).code())) {
        keys.add(writes.get(i).key());
      }
    }
    var contended =
        reasons.stream().map(CancellationReason::code).anyMatch("TransactionConflict"::equals);
    return keys.isEmpty() && !contended ? unavailable("write", e) : conflict(keys, e);
  }

  private static Conflict conflict(List<Key> keys, Exception cause) {
    var conflict = new Conflict(keys);
    conflict.initCause(cause);
    return conflict;
  }

  private static Unavailable unavailable(String doing, SdkException e) {
    return new Unavailable("DynamoDB: cannot " + doing + ": " + e.getMessage(), e);
  }

  private TransactWriteItem write(Write write) {
    return switch (write) {
      case Write.Create create ->
          TransactWriteItem.builder()
              .put(p ->
                  p.tableName(name)
                      .item(attributes(create.item(), 1))
                      .conditionExpression("attribute_not_exists(pk)"))
              .build();
      case Write.Replace replace ->
          TransactWriteItem.builder()
              .put(p ->
                  p.tableName(name)
                      .item(attributes(replace.item(), replace.item().version() + 1))
                      .conditionExpression("v = :v")
                      .expressionAttributeValues(version(replace.item())))
              .build();
      case Write.Delete delete ->
          TransactWriteItem.builder()
              .delete(d ->
                  d.tableName(name)
                      .key(attributes(delete.item().key()))
                      .conditionExpression("v = :v")
                      .expressionAttributeValues(version(delete.item())))
              .build();
      case Write.Touch touch -> touch(touch);
    };
  }

  private TransactWriteItem touch(Write.Touch touch) {
    var names = new HashMap<String, String>();
    var values = new HashMap<String, AttributeValue>();
    var sets = new ArrayList<String>();
    values.put(":one", number(1));
    touch
        .item()
        .values()
        .forEach((name, value) -> {
          var n = names(names, values, name, value);
          sets.add("#n" + n + " = :v" + n);
        });
    touch
        .unlessSet()
        .forEach((name, value) -> {
          var n = names(names, values, name, value);
          sets.add("#n" + n + " = if_not_exists(#n" + n + ", :v" + n + ")");
        });
    var expires = touch.item().expires();
    if (expires != null) {
      names.put("#ttl", TTL);
      values.put(":ttl", number(expires.getEpochSecond()));
      sets.add("#ttl = :ttl");
    }
    var set = sets.isEmpty() ? "" : "SET " + String.join(", ", sets) + " ";
    return TransactWriteItem.builder()
        .update(u ->
            u.tableName(name)
                .key(attributes(touch.key()))
                .updateExpression(set + "ADD v :one")
                .expressionAttributeNames(names.isEmpty() ? null : names)
                .expressionAttributeValues(values))
        .build();
  }

  private static int names(
      Map<String, String> names, Map<String, AttributeValue> values, String name, String value) {
    var n = names.size();
    names.put("#n" + n, name);
    values.put(":v" + n, text(value));
    return n;
  }

  private static Map<String, AttributeValue> version(Item item) {
    return Map.of(":v", number(item.version()));
  }

  private static Map<String, AttributeValue> attributes(Key key) {
    return Map.of(PARTITION, text(key.partition()), SORT, text(key.sort()));
  }

  private static Map<String, AttributeValue> attributes(Item item, long version) {
    var all = new HashMap<>(attributes(item.key()));
    item.values().forEach((key, value) -> all.put(key, text(value)));
    all.put(VERSION, number(version));
    if (item.body().length > 0) {
      all.put(BODY, AttributeValue.fromB(SdkBytes.fromByteArray(item.body())));
    }
    var expires = item.expires();
    if (expires != null) {
      all.put(TTL, number(expires.getEpochSecond()));
    }
    return all;
  }

  private static Item item(Map<String, AttributeValue> attributes) {
    var values = new HashMap<String, String>();
    attributes.forEach((key, value) -> {
      if (value.s() != null && !key.equals(PARTITION) && !key.equals(SORT)) {
        values.put(key, value.s());
      }
    });
    var plain =
        Item.of(
            new Key(required(attributes, PARTITION).s(), required(attributes, SORT).s()), values);
    var body = attributes.get(BODY);
    var ttl = attributes.get(TTL);
    return new Item(
        plain.key(),
        Long.parseLong(required(attributes, VERSION).n()),
        values,
        body == null ? plain.body() : body.b().asByteArray(),
        ttl == null ? null : Instant.ofEpochSecond(Long.parseLong(ttl.n())));
  }

  private static AttributeValue required(Map<String, AttributeValue> attributes, String name) {
    var value = attributes.get(name);
    if (value == null) {
      throw new IllegalStateException("an item of the table has no " + name);
    }
    return value;
  }

  private static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  private static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }
}
