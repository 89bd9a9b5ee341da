package io.cordon.ledger;

import io.cordon.table.Item;
import io.cordon.table.Key;
import io.cordon.table.Table;
import io.cordon.table.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which cases some correlation keys point to, as they were read. */
record Pointers(List<String> names, List<Optional<Item>> items) {

  static Pointers read(Table table, List<String> names) {
    return new Pointers(names, names.stream().map(n -> table.get(key(n))).toList());
  }

  /** The case that one key points to. */
  static Optional<CaseKey> read(Table table, String name) {
    return table.get(key(name)).map(Pointers::target);
  }

  /** The cases, in the order of the keys. */
  List<CaseKey> cases() {
    return items.stream().flatMap(Optional::stream).map(Pointers::target).distinct().toList();
  }

  /** What makes all keys point to a case; fails if one of them was changed since it was read. */
  List<Write> pointTo(CaseKey target) {
    var writes = new ArrayList<Write>();
    for (int i = 0; i < names.size(); i++) {
      var old = items.get(i);
      var next = old.orElse(Item.of(key(names.get(i)), Map.of())).with("case", target.text());
      if (old.isEmpty()) {
        writes.add(new Write.Create(next));
      } else if (!target(old.get()).equals(target)) {
        writes.add(new Write.Replace(next));
      }
    }
    return writes;
  }

  private static CaseKey target(Item pointer) {
    return new CaseKey(pointer.value("case"));
  }

  private static Key key(String name) {
    return new Key("about " + CanonicalJson.sha256(name), "case");
  }
}
