package io.cordon.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cordon.sandbox.MemoryFaults.Kind;
import io.cordon.table.Conflict;
import io.cordon.table.Item;
import io.cordon.table.Key;
import io.cordon.table.Table;
import io.cordon.table.TableContract;
import io.cordon.table.Write;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MemoryTableTest extends TableContract {
  private static final Key KEY = new Key("p", "s");
  private final MemoryTable table = new MemoryTable();

  @Override
  protected Table table() {
    return table;
  }

  private void create() {
    table.write(List.of(new Write.Create(Item.of(KEY, Map.of()).withBody(new byte[] {1}))));
  }

  @Test
  void doesNothingWhenItBreaksBefore() {
    table.faults().breakWrites(Kind.BEFORE, 1);

    assertThatThrownBy(this::create).isInstanceOf(Table.Unavailable.class);

    assertThat(table.get(KEY)).isEmpty();
    create();
    assertThat(table.get(KEY)).isPresent();
  }

  @Test
  void hasDoneItWhenItBreaksAfter() {
    table.faults().breakWrites(Kind.AFTER, 1);

    assertThatThrownBy(this::create).isInstanceOf(Table.Unavailable.class);

    assertThat(table.get(KEY)).isPresent();
  }

  @Test
  void namesNoKeyWhenSomebodyElseIsWriting() {
    table.contend(1);

    assertThatThrownBy(this::create)
        .isInstanceOfSatisfying(Conflict.class, c -> assertThat(c.keys()).isEmpty());

    create();
    assertThat(table.get(KEY)).isPresent();
  }

  @Test
  void refusesTwoWritesToOneItemAsDynamoDbDoes() {
    var write = new Write.Touch(Item.of(KEY, Map.of("a", "b")));

    assertThatThrownBy(() -> table.write(List.of(write, write)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void keepsBytesApartFromTheCallers() {
    create();

    table.get(KEY).orElseThrow().body()[0] = 9;

    assertThat(table.get(KEY).orElseThrow().body()).containsExactly(1);
  }
}
