package io.cordon.commands;

import io.cordon.intake.Intake;
import io.cordon.ledger.CanonicalJson;
import io.cordon.people.Person;
import io.cordon.securityhub.Listed;
import io.cordon.table.Item;
import io.cordon.table.Key;
import io.cordon.table.Table;
import io.cordon.table.Write;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Findings that somebody was shown, and for which they may open a case. An offer is theirs alone:
 * whoever else sends its id is told that there is none.
 */
public final class Offers {
  private static final Duration KEPT = Duration.ofDays(1);

  private final Table table;
  private final Intake intake;
  private final Clock clock;

  /** Offers in this table, of cases that this intake opens. */
  public Offers(Table table, Intake intake, Clock clock) {
    this.table = table;
    this.intake = intake;
    this.clock = clock;
  }

  /**
   * Makes an offer; the same one again is the same offer.
   *
   * @param command the id of the command that asked for it
   */
  Answer.Offer make(String command, Person person, Listed.Hit hit) {
    var id = CanonicalJson.sha256(command + "\n" + hit.json()).substring(0, 32);
    table.write(
        List.of(
            new Write.Touch(
                Item.of(key(id), Map.of("to", person.id(), "finding", hit.json()))
                    .expiring(clock.instant().plus(KEPT)))));
    return new Answer.Offer(id, hit);
  }

  /** Opens the case that was offered. Doing so again opens none again. */
  public Answer take(String id, Person person) {
    return table
        .get(key(id))
        .filter(offer -> offer.value("to").equals(person.id()))
        .<Answer>map(offer -> new Answer.TakenUp(take(id, offer, person)))
        .orElseGet(Answer.NoOffer::new);
  }

  private io.cordon.intake.TakenUp take(String id, Item offer, Person person) {
    var bytes = offer.value("finding").getBytes(StandardCharsets.UTF_8);
    return intake.takeUp("securityhub " + id, bytes, person.actor());
  }

  private static Key key(String id) {
    return new Key("offer " + id, "offer");
  }
}
