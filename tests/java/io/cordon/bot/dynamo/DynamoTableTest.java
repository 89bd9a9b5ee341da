package io.cordon.bot.dynamo;

import io.cordon.sandbox.aws.AwsEmulator;
import io.cordon.table.Table;
import io.cordon.table.TableContract;
import java.util.UUID;

/** The table's contract, kept by DynamoDB. */
class DynamoTableTest extends TableContract {
  private final Table table = made();

  private static Table made() {
    var dynamo = AwsEmulator.shared().clients().dynamoDb();
    var name = "cordon-" + UUID.randomUUID();
    new TableSetup(dynamo, name).create();
    return new DynamoTable(dynamo, name);
  }

  @Override
  protected Table table() {
    return table;
  }
}
