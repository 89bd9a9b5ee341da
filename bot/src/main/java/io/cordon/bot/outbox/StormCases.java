package io.cordon.bot.outbox;

import io.cordon.findings.Finding;
import io.cordon.findings.Resource;
import io.cordon.findings.Severity;
import io.cordon.ledger.Agenda;
import io.cordon.ledger.CanonicalJson;
import io.cordon.ledger.Case;
import io.cordon.ledger.CaseKey;
import io.cordon.ledger.Due;
import io.cordon.ledger.Ledger;
import io.cordon.ledger.Urgency;
import io.cordon.table.Conflict;
import io.cordon.table.Item;
import io.cordon.table.Key;
import io.cordon.table.Table;
import io.cordon.table.Write;
import io.cordon.templates.slack.StormCard;
import io.cordon.templates.slack.StormDialog;
import io.cordon.work.Mailbag;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The cases of a storm: each stands in the table with what its message says of it. */
public final class StormCases {
  private static final int SHOWN = 10;
  private static final int KIND_DIGITS = 16;
  private static final Duration KEPT = Duration.ofDays(30);

  private final Table table;
  private final Agenda agenda;
  private final Ledger ledger;
  private final Publisher publisher;
  private final Clock clock;
  private final Map<CaseKey, Instant> taken = new HashMap<>();

  /** The cases of storms, in this table. */
  public StormCases(Table table, Agenda agenda, Ledger ledger, Publisher publisher, Clock clock) {
    this.table = table;
    this.agenda = agenda;
    this.ledger = ledger;
    this.publisher = publisher;
    this.clock = clock;
  }

  /** When a case was opened. */
  Instant opened(CaseKey key) {
    return ledger.find(key).flatMap(Case::opened).orElseGet(clock::instant);
  }

  /** Whether no storm's message speaks for a case, or did. */
  boolean isInNoStorm(CaseKey key) {
    return !publisher.isDigested(key);
  }

  /** The write by which a case is known to have a message of its own after all. */
  static Write hasItsOwn(String storm, CaseKey key) {
    return new Write.Touch(
        Item.of(new Key(partition(storm), key.text()), Map.of("own", Boolean.toString(true))));
  }

  /**
   * What waits for a message of its own and is not taken in: news at once, repeats now and then.
   */
  List<Mailbag.Letter> untaken(List<Mailbag.Letter> letters) {
    var now = clock.instant();
    taken.values().removeIf(at -> at.plus(Storms.REFRESH).isBefore(now));
    return letters.stream()
        .filter(l -> l.due() instanceof Due.Card card && !taken.containsKey(card.key()))
        .filter(l -> isOfStorm(l.due().urgency()))
        .toList();
  }

  private static boolean isOfStorm(Urgency urgency) {
    return switch (urgency) {
      case ALARM, NEWS -> true;
      case ANSWER, UPDATE, LOG -> false;
    };
  }

  /** Takes in what one of the {@link #untaken} tells of. */
  void take(String storm, Mailbag.Letter letter) {
    var key = ((Due.Card) letter.due()).key();
    var now = clock.instant();
    var state = ledger.find(key).orElseThrow();
    var writes = new ArrayList<Write>();
    if (publisher.deservesCard(state) && state.lead().isEmpty()) {
      var own = letter.due().urgency() == Urgency.ALARM || state.card().isPresent();
      writes.add(new Write.Touch(member(storm, state, own).expiring(now.plus(KEPT))));
      if (!own) {
        writes.add(publisher.digested(key, storm));
      }
    }
    if (letter.due().urgency() == Urgency.NEWS && state.card().isEmpty()) {
      writes.add(new Write.Delete(letter.item()));
    }
    try {
      if (!writes.isEmpty()) {
        table.write(writes);
      }
      taken.put(key, now);
    } catch (Conflict _) {
      // More came meanwhile; it is taken in with that.
    }
  }

  private static Item member(String storm, Case state, boolean own) {
    var first = state.first();
    return Item.of(
        new Key(partition(storm), state.key().text()),
        Map.of(
            "own", Boolean.toString(own),
            "seen", Long.toString(state.seen()),
            "revision", Long.toString(state.seq()),
            "severity", state.severity().name(),
            "type", first.map(Finding::type).orElse(""),
            "title", first.map(f -> f.title().isBlank() ? f.type() : f.title()).orElse(""),
            "resource", first.flatMap(Finding::primary).map(Resource::id).orElse(""),
            "account", first.map(Finding::account).orElse(""),
            "region", first.map(Finding::region).orElse("")));
  }

  /** What the storm's message says now. */
  StormCard card(Item storm, Instant now) {
    var members = table.query(partition(storm.value("id")), "IR-", "");
    var over = storm.number("over");
    var until = over > 0 ? Instant.ofEpochMilli(over) : now;
    var digest = members.stream().filter(m -> !isOwn(m)).toList();
    return new StormCard(
        storm.value("id"),
        over > 0,
        members.stream().mapToLong(this::seen).sum(),
        Duration.between(Instant.ofEpochMilli(storm.number("from")), until),
        members.size(),
        (int) members.stream().map(m -> m.value("account")).distinct().count(),
        members.size() - digest.size(),
        (int) digest.stream().filter(m -> severity(m) == Severity.HIGH).count(),
        digest.stream()
            .sorted(
                Comparator.comparing(StormCases::severity)
                    .thenComparingLong(m -> m.number("seen"))
                    .reversed())
            .limit(SHOWN)
            .map(this::group)
            .toList());
  }

  /** The case of a storm that was opened first. */
  Optional<CaseKey> oldest(String storm) {
    return table.query(partition(storm), "IR-", "").stream()
        .map(StormCases::key)
        // Numbers grow past the digits that they are filled up to.
        .min(
            Comparator.comparingInt((CaseKey key) -> key.text().length())
                .thenComparing(CaseKey::text));
  }

  /** The kinds of finding in a storm, the most frequent first. */
  List<StormDialog.Kind> kinds(String storm) {
    return table.query(partition(storm), "IR-", "").stream()
        .collect(Collectors.groupingBy(StormCases::kind))
        .entrySet()
        .stream()
        .map(kind ->
            new StormDialog.Kind(
                kind.getKey(),
                kind.getValue().getFirst().values().getOrDefault("type", ""),
                kind.getValue().getFirst().value("account"),
                kind.getValue().size()))
        .sorted(
            Comparator.comparingInt(StormDialog.Kind::cases)
                .reversed()
                .thenComparing(StormDialog.Kind::id))
        .toList();
  }

  /** The cases of a storm that somebody chose, by a kind or {@link StormDialog}'s words. */
  List<CaseKey> cases(String storm, String which) {
    return table.query(partition(storm), "IR-", "").stream()
        .filter(m -> isChosen(m, which))
        .map(StormCases::key)
        .toList();
  }

  private static boolean isChosen(Item member, String which) {
    return switch (which) {
      case StormDialog.EVERYTHING -> true;
      case StormDialog.BELOW_HIGH -> severity(member).compareTo(Severity.HIGH) < 0;
      case String kind -> kind(member).equals(kind);
    };
  }

  /** A name for what tells the same of different things: types may be longer than a value. */
  private static String kind(Item member) {
    var type = member.values().getOrDefault("type", "");
    return "kind-"
        + CanonicalJson.sha256(member.value("account") + "\n" + type).substring(0, KIND_DIGITS);
  }

  private static CaseKey key(Item member) {
    return new CaseKey(member.key().sort());
  }

  /** What has a message of its own is not taken in again when it is seen again. */
  private long seen(Item member) {
    return isOwn(member)
        ? ledger.find(key(member)).map(Case::seen).orElse(0L)
        : member.number("seen");
  }

  private StormCard.Group group(Item member) {
    return new StormCard.Group(
        key(member),
        member.number("revision"),
        severity(member),
        member.value("title"),
        member.value("resource"),
        member.value("account"),
        member.value("region"),
        member.number("seen"),
        ledger.find(key(member)).filter(s -> s.isQuiet() || s.closed().isPresent()).isPresent());
  }

  /** Makes the cards due that waited for the storm to be over. */
  void release(String storm, Severity minimum) {
    var waiting =
        table.query(partition(storm), "IR-", "").stream()
            .filter(m -> !isOwn(m) && severity(m).compareTo(minimum) >= 0)
            .map(m -> agenda.schedule(card(m), clock.instant()))
            .toList();
    for (int from = 0; from < waiting.size(); from += Table.MOST_WRITES) {
      table.write(waiting.subList(from, Math.min(waiting.size(), from + Table.MOST_WRITES)));
    }
  }

  private static Due card(Item member) {
    // No news: what waits for its turn after one storm must not look like the next one.
    return new Due.Card(key(member), Urgency.UPDATE);
  }

  private static boolean isOwn(Item member) {
    return Boolean.parseBoolean(member.value("own"));
  }

  private static Severity severity(Item member) {
    return Severity.valueOf(member.value("severity"));
  }

  private static String partition(String storm) {
    return "storm " + storm;
  }
}
