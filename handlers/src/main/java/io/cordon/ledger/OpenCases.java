package io.cordon.ledger;

import io.cordon.table.Conflict;
import io.cordon.table.Item;
import io.cordon.table.Table;
import io.cordon.table.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The cases that are open, without reading any of them: each has a row, written in the same
 * transaction as the entries that change it.
 */
public final class OpenCases {
  private final Table table;

  /** The open cases of the ledger in this table. */
  public OpenCases(Table table) {
    this.table = table;
  }

  /** All of them, in the order of their keys. */
  public List<OpenCase> all() {
    var open = new ArrayList<OpenCase>();
    for (var row : table.query(OpenCase.PARTITION, "", "")) {
      OpenCase.read(row).ifPresentOrElse(open::add, () -> remove(row));
    }
    return open;
  }

  /** The one of which a message is the card; empty if there is none. */
  public Optional<CaseKey> at(String channel, String ts) {
    return table.query(OpenCase.PARTITION, "", "").stream()
        .filter(row -> OpenCase.isOn(row, channel, ts))
        .flatMap(row -> OpenCase.read(row).stream())
        .map(OpenCase::key)
        .findFirst();
  }

  /** Whoever closed the case did not know the version of its row. */
  private void remove(Item closed) {
    try {
      table.write(List.of(new Write.Delete(closed)));
    } catch (Conflict _) {
      // Opened again meanwhile, or removed by somebody else.
    }
  }
}
