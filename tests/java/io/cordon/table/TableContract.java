package io.cordon.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link Table} must do, whatever is behind it. */
public abstract class TableContract {
  private final String partition = "partition " + UUID.randomUUID();

  /** The table to be checked; may hold what other tests wrote. */
  protected abstract Table table();

  private Key key(String sort) {
    return new Key(partition, sort);
  }

  private Item item(String sort, String value) {
    return Item.of(key(sort), Map.of("value", value));
  }

  private void create(String sort, String value) {
    write(new Write.Create(item(sort, value)));
  }

  private void write(Write... writes) {
    table().write(List.of(writes));
  }

  private Item read(String sort) {
    return table().get(key(sort)).orElseThrow();
  }

  @Test
  void hasNothingThatNobodyWrote() {
    assertThat(table().get(key("a"))).isEmpty();
    assertThat(table().query(partition, "", "")).isEmpty();
  }

  @Test
  void givesBackAllOfAnItem() {
    var body = "\0bytes\u00e9".getBytes(StandardCharsets.UTF_8);
    var expires = Instant.parse("2027-01-01T00:00:00Z");
    var item =
        Item.of(key("a"), Map.of("x", "1", "y", "zwölf \ud83d\ude00", "empty", ""))
            .withBody(body)
            .expiring(expires);

    write(new Write.Create(item));

    var read = read("a");
    assertThat(read.key()).isEqualTo(key("a"));
    assertThat(read.values()).isEqualTo(item.values());
    assertThat(read.body()).isEqualTo(body);
    assertThat(read.expires()).isEqualTo(expires);
    assertThat(read.version()).isEqualTo(1);
  }

  @Test
  void anItemWithoutBytesHasNone() {
    create("a", "1");

    assertThat(read("a").body()).isEmpty();
    assertThat(read("a").expires()).isNull();
  }

  @Test
  void createsOnlyWhereNothingIs() {
    create("a", "1");

    assertThatThrownBy(() -> create("a", "2"))
        .isInstanceOfSatisfying(
            Conflict.class, c -> assertThat(c.keys()).containsExactly(key("a")));

    assertThat(read("a").value("value")).isEqualTo("1");
  }

  @Test
  void replacesTheVersionThatWasReadAndCountsIt() {
    create("a", "1");

    write(new Write.Replace(read("a").with("value", "2")));
    write(new Write.Replace(read("a").with("value", "3").without("none")));

    assertThat(read("a").value("value")).isEqualTo("3");
    assertThat(read("a").version()).isEqualTo(3);
  }

  @Test
  void replacesTheWholeItem() {
    write(new Write.Create(Item.of(key("a"), Map.of("x", "1", "y", "2")).withBody(new byte[] {1})));

    write(
        new Write.Replace(
            new Item(
                key("a"),
                1,
                Map.of("y", "3"),
                new byte[0],
                Instant.parse("2027-01-01T00:00:00Z"))));

    assertThat(read("a").values()).isEqualTo(Map.of("y", "3"));
    assertThat(read("a").body()).isEmpty();
    assertThat(read("a").expires()).isNotNull();
  }

  @Test
  void doesNotReplaceAnotherVersion() {
    create("a", "1");
    var old = read("a");
    write(new Write.Replace(old.with("value", "2")));

    assertThatThrownBy(() -> write(new Write.Replace(old.with("value", "3"))))
        .isInstanceOfSatisfying(
            Conflict.class, c -> assertThat(c.keys()).containsExactly(key("a")));

    assertThat(read("a").value("value")).isEqualTo("2");
  }

  @Test
  void doesNotReplaceWhatIsNotThere() {
    assertThatThrownBy(() -> write(new Write.Replace(item("a", "1")))).isInstanceOf(Conflict.class);

    assertThat(table().get(key("a"))).isEmpty();
  }

  @Test
  void touchesWhateverIsThereAndLeavesTheRestOfIt() {
    write(new Write.Create(Item.of(key("a"), Map.of("x", "1", "y", "2")).withBody(new byte[] {7})));

    write(new Write.Touch(Item.of(key("a"), Map.of("y", "3", "z", "4"))));

    assertThat(read("a").values()).isEqualTo(Map.of("x", "1", "y", "3", "z", "4"));
    assertThat(read("a").body()).containsExactly(7);
    assertThat(read("a").version()).isEqualTo(2);
  }

  @Test
  void touchingSetsSomeValuesOnlyWhereThereAreNone() {
    write(new Write.Create(Item.of(key("a"), Map.of("x", "1"))));

    write(new Write.Touch(Item.of(key("a"), Map.of("z", "3")), Map.of("x", "2", "y", "2")));
    write(new Write.Touch(Item.of(key("b"), Map.of()), Map.of("x", "2")));

    assertThat(read("a").values()).isEqualTo(Map.of("x", "1", "y", "2", "z", "3"));
    assertThat(read("b").values()).isEqualTo(Map.of("x", "2"));
  }

  @Test
  void touchingWithoutValuesCountsAsAWrite() {
    write(new Write.Touch(Item.of(key("a"), Map.of())));
    write(new Write.Touch(Item.of(key("a"), Map.of())));

    assertThat(read("a").version()).isEqualTo(2);
  }

  @Test
  void touchingTellsWhenAnItemMayGo() {
    var at = Instant.parse("2027-01-01T00:00:00Z");
    write(new Write.Touch(item("a", "1").expiring(at)));

    write(new Write.Touch(item("a", "2")));

    assertThat(read("a").expires()).isEqualTo(at);
  }

  @Test
  void touchingMakesWhatIsNotThere() {
    write(new Write.Touch(item("a", "1")));

    assertThat(read("a").value("value")).isEqualTo("1");
    assertThat(read("a").version()).isEqualTo(1);
  }

  @Test
  void touchingNeedsNoKnownVersionAndChangesIt() {
    create("a", "1");
    var old = read("a");

    write(new Write.Touch(item("a", "2")));

    assertThatThrownBy(() -> write(new Write.Replace(old))).isInstanceOf(Conflict.class);
  }

  @Test
  void deletesTheVersionThatWasRead() {
    create("a", "1");

    write(new Write.Delete(read("a")));

    assertThat(table().get(key("a"))).isEmpty();
  }

  @Test
  void doesNotDeleteAnotherVersionNorWhatIsGone() {
    create("a", "1");
    var old = read("a");
    write(new Write.Replace(old.with("value", "2")));

    assertThatThrownBy(() -> write(new Write.Delete(old))).isInstanceOf(Conflict.class);
    write(new Write.Delete(read("a")));
    assertThatThrownBy(() -> write(new Write.Delete(old)))
        .isInstanceOfSatisfying(
            Conflict.class, c -> assertThat(c.keys()).containsExactly(key("a")));
  }

  @Test
  void writesAllOrNothing() {
    create("b", "1");
    create("c", "1");
    create("e", "1");
    var c = read("c");
    write(new Write.Replace(c));

    assertThatThrownBy(() ->
            write(
                new Write.Touch(item("e", "2")),
                new Write.Create(item("a", "2")),
                new Write.Create(item("b", "2")),
                new Write.Replace(c.with("value", "2")),
                new Write.Touch(item("d", "2"))))
        .isInstanceOfSatisfying(
            Conflict.class,
            conflict -> assertThat(conflict.keys()).containsExactlyInAnyOrder(key("b"), key("c")));

    assertThat(table().query(partition, "", ""))
        .extracting(i -> i.key().sort() + i.value("value"))
        .containsExactly("b1", "c1", "e1");
  }

  @Test
  void writesToSeveralPartitionsAtOnce() {
    var other = new Key(partition + " other", "x");

    write(new Write.Create(item("a", "1")), new Write.Create(Item.of(other, Map.of())));

    assertThat(table().get(other)).isPresent();
    assertThat(table().query(partition, "", "")).hasSize(1);
  }

  @Test
  void readsAPartitionInOrderFromAKeyOnAndByPrefix() {
    for (var sort : List.of("e#00000010", "e#00000002", "o#a", "e#00000001", "mirror", "e")) {
      create(sort, "1");
    }

    assertThat(sorts("", ""))
        .containsExactly("e", "e#00000001", "e#00000002", "e#00000010", "mirror", "o#a");
    assertThat(sorts("e#", "")).containsExactly("e#00000001", "e#00000002", "e#00000010");
    assertThat(sorts("e#", "e#00000002")).containsExactly("e#00000002", "e#00000010");
    assertThat(sorts("e#", "e#00000011")).isEmpty();
    assertThat(sorts("", "mirror")).containsExactly("mirror", "o#a");
    assertThat(sorts("o#", "e#00000001")).containsExactly("o#a");
    assertThat(sorts("e#", "o#")).isEmpty();
  }

  private List<String> sorts(String prefix, String from) {
    return table().query(partition, prefix, from).stream().map(i -> i.key().sort()).toList();
  }

  @Test
  void takesAHundredWritesAndNotOneMore() {
    table().write(creates(Table.MOST_WRITES));

    assertThatThrownBy(() -> table().write(creates(Table.MOST_WRITES + 1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(table().query(partition, "", "")).hasSize(Table.MOST_WRITES);
  }

  private List<Write> creates(int count) {
    return IntStream.range(0, count)
        .<Write>mapToObj(n -> new Write.Create(item(count + " " + n, "1")))
        .toList();
  }

  @Test
  void readsMoreThanFitsOneAnswer() {
    var body = new byte[300_000];
    for (int n = 0; n < 5; n++) {
      write(new Write.Create(item("big" + n, "1").withBody(body)));
    }

    assertThat(table().query(partition, "big", "")).hasSize(5);
  }

  @Test
  void ofManyWhoReplaceOneVersionOneSucceeds() throws Exception {
    create("a", "0");
    var read = read("a");

    var successes = racing(8, n -> succeeds(new Write.Replace(read.with("value", "" + n))));

    assertThat(successes).isEqualTo(1);
    assertThat(read("a").version()).isEqualTo(2);
  }

  @Test
  void ofManyWhoCreateOneItemOneSucceeds() throws Exception {
    var successes = racing(8, n -> succeeds(new Write.Create(item("a", "" + n))));

    assertThat(successes).isEqualTo(1);
    assertThat(read("a").version()).isEqualTo(1);
  }

  private boolean succeeds(Write write) {
    try {
      table().write(List.of(write));
      return true;
    } catch (Conflict _) {
      return false;
    }
  }

  private static long racing(int many, IntPredicate each) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var tasks = new ArrayList<Callable<Boolean>>();
      for (int n = 0; n < many; n++) {
        int mine = n;
        tasks.add(() -> each.test(mine));
      }
      var successes = 0;
      for (Future<Boolean> done : threads.invokeAll(tasks)) {
        successes += done.get() ? 1 : 0;
      }
      return successes;
    }
  }
}
