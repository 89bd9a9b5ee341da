package io.cordon.commands;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.cordon.ledger.Agenda;
import io.cordon.ledger.CanonicalJson;
import io.cordon.ledger.Due;
import io.cordon.people.Person;
import io.cordon.people.Refusal;
import io.cordon.people.Refusal.Reason;
import io.cordon.table.Conflict;
import io.cordon.table.Item;
import io.cordon.table.Key;
import io.cordon.table.Table;
import io.cordon.table.Write;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which commands came, and what became of them: claimed before anything is asked about whoever sent
 * them, so that one that was refused stays refused however often it is delivered again.
 *
 * <p>The worst case that is accepted: a process dies between the claim and the refusal, and the
 * same request is delivered again when the person may by then.
 */
final class Claims {
  private static final Logger log = LoggerFactory.getLogger(Claims.class);
  private static final Duration KEPT = Duration.ofDays(1);
  private static final String COMMAND = "command";
  private static final String REFUSED = "refused";
  private static final String DETAIL = "detail";

  private final Table table;
  private final Agenda agenda;
  private final Clock clock;

  Claims(Table table, Agenda agenda, Clock clock) {
    this.table = table;
    this.agenda = agenda;
    this.clock = clock;
  }

  /** A command, as it is kept until it was carried out. */
  record Kept(Command.Kept command, Person person, Replies.Sender sender) {}

  /** A claimed command. */
  record Claim(Item item) {
    /** Why it was refused, if it was. */
    Optional<Refusal> refusal() {
      return Optional.ofNullable(item.values().get(REFUSED))
          .map(word -> new Refusal(Reason.of(word), item.value(DETAIL)));
    }

    private boolean isKept() {
      return item.values().containsKey(COMMAND);
    }
  }

  /** Claims a command; gives what became of it if it was claimed before. */
  Claim take(String id) {
    var item = Item.of(key(id), Map.of()).expiring(clock.instant().plus(KEPT));
    try {
      table.write(List.of(new Write.Create(item)));
      return new Claim(item.written());
    } catch (Conflict conflict) {
      if (!conflict.keys().contains(item.key())) {
        throw conflict;
      }
      log.info("command {} came again", id);
      return new Claim(table.get(item.key()).orElse(item.written()));
    }
  }

  /** Keeps that a command was refused. */
  void refuse(Claim claim, Refusal refusal) {
    var refused = Map.of(REFUSED, refusal.reason().word(), DETAIL, refusal.detail());
    table.write(List.of(new Write.Touch(Item.of(claim.item().key(), refused))));
  }

  /** Keeps a command, and makes carrying it out due; once. */
  void keep(Claim claim, String id, Kept kept) {
    if (claim.isKept()) {
      return;
    }
    var item = claim.item().with(COMMAND, CanonicalJson.text(CanonicalJson.tree(kept)));
    try {
      table.write(
          List.of(new Write.Replace(item), agenda.schedule(new Due.Command(id), clock.instant())));
      agenda.wake();
    } catch (Conflict conflict) {
      if (!conflict.keys().contains(item.key())) {
        throw conflict;
      }
      log.info("command {} came twice at once", id);
    }
  }

  /** A kept command. */
  Optional<Kept> kept(String id) {
    return table
        .get(key(id))
        .flatMap(item -> Optional.ofNullable(item.values().get(COMMAND)))
        .map(Claims::read);
  }

  private static Kept read(String text) {
    try {
      return CanonicalJson.MAPPER.readValue(text, Kept.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a kept command cannot be read", e);
    }
  }

  private static Key key(String id) {
    return new Key("command " + id, "command");
  }
}
