package io.cordon.bot.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.cordon.ledger.CanonicalJson;
import io.cordon.table.Item;
import io.cordon.table.Key;
import io.cordon.table.Table;
import io.cordon.table.Write;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Messages that people chose, until they have said to which case they belong: a dialog holds too
 * little, and what comes back with it would be a claim.
 */
public final class PickedMessages {
  private static final Duration KEPT = Duration.ofDays(1);
  private static final String MESSAGE = "message";

  private final Table table;
  private final Clock clock;

  /** Messages that all processes on this table know of. */
  public PickedMessages(Table table, Clock clock) {
    this.table = table;
    this.clock = clock;
  }

  /**
   * Keeps one.
   *
   * @param trigger of the shortcut by which it was chosen: the same one again is the same message
   * @return what it is found again by
   */
  String keep(String trigger, Picked picked) {
    var id = CanonicalJson.sha256(trigger);
    var kept = Map.of(MESSAGE, CanonicalJson.text(CanonicalJson.tree(picked)));
    var item = Item.of(key(id), kept).expiring(clock.instant().plus(KEPT));
    table.write(List.of(new Write.Touch(item)));
    return id;
  }

  /** Finds one again; empty after a day. */
  Optional<Picked> find(String id) {
    return table.get(key(id)).map(item -> read(item.value(MESSAGE)));
  }

  private static Picked read(String text) {
    try {
      return CanonicalJson.MAPPER.readValue(text, Picked.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a kept message cannot be read", e);
    }
  }

  private static Key key(String id) {
    return new Key("picked " + id, MESSAGE);
  }
}
