package io.cordon.triage;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.cordon.ledger.Agenda;
import io.cordon.ledger.CanonicalJson;
import io.cordon.ledger.CaseKey;
import io.cordon.ledger.Due;
import io.cordon.people.Person;
import io.cordon.table.Conflict;
import io.cordon.table.Item;
import io.cordon.table.Key;
import io.cordon.table.Table;
import io.cordon.table.Write;
import io.cordon.work.Then;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What people want done with many cases: kept while Slack waits, and then carried out by a worker,
 * case by case. Whichever process dies, another one carries it on, and no case gets it twice.
 */
public final class Sweeps {
  private static final Duration KEPT = Duration.ofDays(30);

  private final Table table;
  private final Agenda agenda;
  private final Triage triage;
  private final Leads leads;
  private final Report report;
  private final Clock clock;

  /** Sweeps over cases, kept in this table. */
  public Sweeps(
      Table table, Agenda agenda, Triage triage, Leads leads, Report report, Clock clock) {
    this.table = table;
    this.agenda = agenda;
    this.triage = triage;
    this.leads = leads;
    this.report = report;
    this.clock = clock;
  }

  /** The port to whoever wanted it. */
  public interface Report {
    /**
     * Tells them alone. What cannot be delivered is logged; the ledger holds what was done.
     *
     * @param address where they can be told; a secret
     */
    void tell(Person person, String address, Swept swept);
  }

  /** What came of a sweep. */
  public sealed interface Swept {
    /**
     * Cases are silenced.
     *
     * @param done how many
     * @param left how many were left as they were: closed, silenced already, part of another, or
     *     too severe to be silenced for so long
     */
    record Snoozed(int done, int left, Instant until) implements Swept {}

    /**
     * Cases are handled as one.
     *
     * @param lead the case that speaks for them; null if there were none to speak for
     */
    record Gathered(@Nullable CaseKey lead, int cases) implements Swept {}
  }

  /** What is kept of a wish. Of the two one is there. */
  private record Kept(
      Person person, String address, Sweep.@Nullable Snooze snooze, Sweep.@Nullable Gather gather) {
    static Kept of(Person person, String address, Sweep sweep) {
      return switch (sweep) {
        case Sweep.Snooze s -> new Kept(person, address, s, null);
        case Sweep.Gather g -> new Kept(person, address, null, g);
      };
    }

    @Override
    public String toString() {
      return "Kept[" + person + ", " + snooze + ", " + gather + "]";
    }
  }

  /**
   * Takes a sweep in.
   *
   * @param claim a name of the submission that never comes twice: the same one delivered again
   *     starts nothing
   * @param address where the person can be told what came of it; a secret
   * @param cases which cases
   */
  public void order(String claim, Person person, String address, Sweep sweep, List<CaseKey> cases) {
    var id = CanonicalJson.sha256(claim);
    var kept = CanonicalJson.text(CanonicalJson.tree(Kept.of(person, address, sweep)));
    var keys = cases.stream().map(CaseKey::text).collect(Collectors.joining("\n"));
    var now = clock.instant();
    var item =
        Item.of(key(id), Map.of("sweep", kept))
            .withBody(keys.getBytes(StandardCharsets.UTF_8))
            .expiring(now.plus(KEPT));
    var due = new Due.Sweep(id);
    try {
      table.write(List.of(new Write.Create(item), agenda.schedule(due, now)));
      agenda.wake(List.of(due));
    } catch (Conflict conflict) {
      if (!conflict.keys().contains(item.key())) {
        throw conflict;
      }
      // The same submission came before.
    }
  }

  /** Carries a kept sweep out. Doing so again does nothing again to a case. */
  public Then carryOut(String id) {
    table
        .get(key(id))
        .ifPresent(item -> {
          var kept = read(item.value("sweep"));
          report.tell(kept.person(), kept.address(), carryOut(id, kept, cases(item)));
        });
    return new Then.Done();
  }

  private Swept carryOut(String id, Kept kept, List<CaseKey> cases) {
    if (kept.snooze() != null) {
      return snooze(id, kept.person(), kept.snooze(), cases);
    }
    var gather = Optional.ofNullable(kept.gather()).orElseThrow();
    var lead = leads.open(id, kept.person(), gather.title(), gather.reason(), cases);
    lead.ifPresent(leads::tell);
    return new Swept.Gathered(lead.orElse(null), lead.map(leads::members).orElse(0));
  }

  private Swept snooze(String id, Person person, Sweep.Snooze wish, List<CaseKey> cases) {
    var deed = new Deed.Snooze(wish.until(), wish.reason());
    var done =
        (int)
            cases.stream()
                .filter(key -> triage.silence(key, person, deed, "sweep " + id + " " + key))
                .count();
    return new Swept.Snoozed(done, cases.size() - done, wish.until());
  }

  private static List<CaseKey> cases(Item item) {
    return new String(item.body(), StandardCharsets.UTF_8).lines().map(CaseKey::new).toList();
  }

  private static Kept read(String text) {
    try {
      return CanonicalJson.MAPPER.readValue(text, Kept.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a kept sweep cannot be read", e);
    }
  }

  private static Key key(String id) {
    return new Key("sweep " + id, "sweep");
  }
}
