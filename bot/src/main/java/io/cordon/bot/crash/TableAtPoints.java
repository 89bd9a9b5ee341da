package io.cordon.bot.crash;

import io.cordon.table.Item;
import io.cordon.table.Key;
import io.cordon.table.Table;
import io.cordon.table.Write;
import java.util.List;
import java.util.Optional;

/** A table with a point before each write, and one after each that was made. */
record TableAtPoints(Table table, Points points) implements Table {
  @Override
  public Optional<Item> get(Key key) {
    return table.get(key);
  }

  @Override
  public List<Item> query(String partition, String prefix, String from) {
    return table.query(partition, prefix, from);
  }

  @Override
  public void write(List<Write> writes) {
    var name = WriteName.of(writes);
    points.reach("before " + name);
    table.write(writes);
    points.reach("after " + name);
  }
}
