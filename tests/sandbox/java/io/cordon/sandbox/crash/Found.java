package io.cordon.sandbox.crash;

import io.cordon.bot.dynamo.DynamoTable;
import io.cordon.ledger.CaseKey;
import io.cordon.ledger.Entry;
import io.cordon.ledger.Ledger;
import io.cordon.work.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/**
 * What there is in the end, held against the promises.
 *
 * @param wrong what is not as promised, a line each
 */
record Found(List<String> wrong) {
  private static final Duration LOOK = Duration.ofMillis(250);

  /** Longer than a lease, a second look of a worker and its longest early waits together. */
  private static final Duration REST_WITHIN = Duration.ofSeconds(60);

  /** Whether all is as promised. */
  boolean isRight() {
    return wrong.isEmpty();
  }

  /**
   * Waits until no work is due any more and all is as promised; what is not so after a minute is
   * wrong.
   */
  static Found awaitRest(World world, Scenario scenario) throws InterruptedException {
    var found = new Found(List.of("work was still due after a minute"));
    for (var waited = Duration.ZERO;
        waited.compareTo(REST_WITHIN) < 0;
        waited = waited.plus(LOOK)) {
      if (isAtRest(world)) {
        found = look(world, scenario);
        if (found.isRight() && isAtRest(world)) {
          return found;
        }
      }
      Lane.pause(LOOK);
    }
    return found;
  }

  private static Found look(World world, Scenario scenario) {
    var cases = cases(world);
    if (cases.size() != 1) {
      return new Found(List.of("there are " + cases.size() + " cases"));
    }
    var entries = entries(world, cases.getFirst());
    var wrong = new ArrayList<String>();
    wrong.addAll(new RecordCheck(world, cases.getFirst(), entries).wrong(scenario));
    wrong.addAll(new AccountCheck(world, entries).wrong(scenario));
    wrong.addAll(new ChannelCheck(world, entries).wrong(scenario));
    return new Found(List.copyOf(wrong));
  }

  /** Whether no work is due, in whatever partition of the table work and letters are kept. */
  static boolean isAtRest(World world) {
    return partitions(world).stream()
        .noneMatch(name -> name.startsWith("due") || name.startsWith("outbox"));
  }

  private static List<CaseKey> cases(World world) {
    return partitions(world).stream()
        .filter(name -> name.startsWith("case "))
        .map(name -> new CaseKey(name.substring("case ".length())))
        .toList();
  }

  private static List<String> partitions(World world) {
    try {
      return world
          .aws()
          .clients()
          .dynamoDb()
          .scanPaginator(r -> r.tableName(World.TABLE).consistentRead(true))
          .items()
          .stream()
          .flatMap(item -> Stream.ofNullable(item.get("pk")))
          .map(AttributeValue::s)
          .distinct()
          .toList();
    } catch (ResourceNotFoundException _) {
      return List.of();
    }
  }

  private static List<Entry> entries(World world, CaseKey key) {
    var table = new DynamoTable(world.aws().clients().dynamoDb(), World.TABLE);
    var work = new Work(table, world.clock(), "whoever only looks");
    return new Ledger(table, work, world.clock()).entries(key, 1);
  }
}
