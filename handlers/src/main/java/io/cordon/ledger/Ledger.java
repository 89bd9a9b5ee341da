package io.cordon.ledger;

import io.cordon.table.Conflict;
import io.cordon.table.Item;
import io.cordon.table.Key;
import io.cordon.table.Table;
import io.cordon.table.Write;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * All cases, as one log in the table. Appends are conditional on the state that they were decided
 * from, so that any number of processes may write.
 */
public final class Ledger {
  private static final int TRIES = 60;
  private static final Duration CLAIM_KEPT = Duration.ofDays(30);

  private final Table table;
  private final Agenda agenda;
  private final Clock clock;
  private final CaseCache cache = new CaseCache();

  /** A ledger in this table. */
  public Ledger(Table table, Agenda agenda, Clock clock) {
    this.table = table;
    this.agenda = agenda;
    this.clock = clock;
  }

  /** The newest state of a case; empty if there is no such case. */
  public Optional<Case> find(CaseKey key) {
    var known = cache.get(key);
    var later = entries(key, known.map(Case::seq).orElse(0L) + 1);
    var state = known;
    for (var entry : later) {
      state = Optional.of(state.orElseGet(() -> Case.empty(key)).then(entry));
    }
    state.ifPresent(cache::put);
    return state;
  }

  /** A case's entries from the {@code from}-th on, in order. */
  public List<Entry> entries(CaseKey key, long from) {
    return table.query(caseItems(key), "e#", sort(from)).stream()
        .map(item -> Entry.read(item.value("line")))
        .toList();
  }

  /**
   * Appends to a case what is decided from its state.
   *
   * @throws IllegalArgumentException if there is no such case
   */
  public <T> Decided<T> decide(CaseKey key, Function<Case, Decision<T>> decide) {
    for (int attempt = 1; ; attempt++) {
      var state =
          find(key).orElseThrow(() -> new IllegalArgumentException("there is no case " + key));
      var written = tryAppend(state, decide.apply(state), List.of(), attempt);
      if (written.isPresent()) {
        return written.get();
      }
    }
  }

  /**
   * Appends to the case that one of the correlation keys points to, or opens a new one.
   *
   * @param keys what the news is about, most telling first; afterwards all of them point to the
   *     case that it was written to
   * @param joins whether news may join this case; otherwise the next key's case is asked
   * @param decide gets the case that is joined, or a new one without entries
   */
  public <T> Decided<T> correlate(
      List<String> keys, Function<Case, Boolean> joins, Function<Case, Decision<T>> decide) {
    var names = keys.stream().distinct().toList();
    for (int attempt = 1; ; attempt++) {
      var pointers = names.stream().map(k -> table.get(pointer(k))).toList();
      var found =
          pointers.stream()
              .flatMap(Optional::stream)
              .map(item -> new CaseKey(item.value("case")))
              .distinct()
              .flatMap(k -> find(k).stream())
              .filter(joins::apply)
              .findFirst();
      var opening = new ArrayList<Write>();
      var state = found.orElseGet(() -> Case.empty(nextKey(opening)));
      opening.addAll(pointTo(state.key(), names, pointers));
      var written = tryAppend(state, decide.apply(state), opening, attempt);
      if (written.isPresent()) {
        return written.get();
      }
    }
  }

  /** The case that a correlation key points to. */
  public Optional<Case> correlated(String key) {
    return table.get(pointer(key)).flatMap(item -> find(new CaseKey(item.value("case"))));
  }

  private <T> Optional<Decided<T>> tryAppend(
      Case state, Decision<T> decision, List<Write> beside, int attempt) {
    if (decision.facts().isEmpty()) {
      return Optional.of(new Decided.Written<>(state, decision.answer()));
    }
    var entries = chain(state, decision);
    var after = state;
    for (var entry : entries) {
      after = after.then(entry);
    }
    try {
      table.write(writes(state, after, decision, entries, beside));
    } catch (Conflict conflict) {
      var taken = takenClaim(decision, conflict);
      if (taken.isPresent()) {
        return taken;
      }
      if (attempt >= TRIES) {
        throw conflict;
      }
      Contention.pause(attempt);
      return Optional.empty();
    }
    cache.put(after);
    agenda.wake();
    return Optional.of(new Decided.Written<>(after, decision.answer()));
  }

  private List<Entry> chain(Case state, Decision<?> decision) {
    var at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var entries = new ArrayList<Entry>();
    var seq = state.seq();
    var prev = state.head();
    for (var fact : decision.facts()) {
      var entry = Entry.write(state.key(), ++seq, at, fact, decision.actor(), prev);
      entries.add(entry);
      prev = entry.hash();
    }
    return entries;
  }

  private List<Write> writes(
      Case state, Case after, Decision<?> decision, List<Entry> entries, List<Write> beside) {
    var writes = new ArrayList<Write>();
    for (var entry : entries) {
      writes.add(
          new Write.Create(
              Item.of(
                  new Key(caseItems(state.key()), sort(entry.seq())),
                  Map.of("line", entry.line()))));
    }
    var taken = Map.of("case", state.key().text(), "seq", Long.toString(entries.getFirst().seq()));
    var expires = clock.instant().plus(CLAIM_KEPT);
    for (var claim : new LinkedHashSet<>(decision.claims())) {
      writes.add(new Write.Create(Item.of(claim(claim), taken).expiring(expires)));
    }
    writes.addAll(beside);
    var due = new LinkedHashSet<Due>();
    due.add(new Due.Mirror(state.key()));
    due.addAll(Letters.after(state, after, decision.actor(), decision.facts()));
    due.addAll(decision.due());
    due.forEach(d -> writes.add(agenda.schedule(d, clock.instant())));
    return writes;
  }

  private <T> Optional<Decided<T>> takenClaim(Decision<T> decision, Conflict conflict) {
    return decision.claims().stream()
        .filter(c -> conflict.keys().contains(claim(c)))
        .findFirst()
        .flatMap(c -> table.get(claim(c)))
        .map(item -> new Decided.Duplicate<>(new CaseKey(item.value("case")), item.number("seq")));
  }

  private CaseKey nextKey(List<Write> writes) {
    var year = clock.instant().atZone(ZoneOffset.UTC).getYear();
    var at = new Key("counter", "cases " + year);
    var counter = table.get(at);
    var n = counter.map(item -> item.number("n")).orElse(0L) + 1;
    // In the transaction that opens the case, so that a number is never burnt or given twice.
    var next = counter.orElseGet(() -> Item.of(at, Map.of())).with("n", Long.toString(n));
    writes.add(counter.isPresent() ? new Write.Replace(next) : new Write.Create(next));
    return CaseKey.of(year, n);
  }

  private static List<Write> pointTo(
      CaseKey key, List<String> keys, List<Optional<Item>> pointers) {
    var writes = new ArrayList<Write>();
    for (int i = 0; i < keys.size(); i++) {
      var old = pointers.get(i);
      var next = old.orElse(Item.of(pointer(keys.get(i)), Map.of())).with("case", key.text());
      if (old.isEmpty()) {
        writes.add(new Write.Create(next));
      } else if (!old.get().value("case").equals(key.text())) {
        writes.add(new Write.Replace(next));
      }
    }
    return writes;
  }

  private static String caseItems(CaseKey key) {
    return "case " + key;
  }

  private static String sort(long seq) {
    return String.format(Locale.ROOT, "e#%08d", seq);
  }

  private static Key claim(String name) {
    return new Key("claim " + CanonicalJson.sha256(name), "claim");
  }

  private static Key pointer(String correlation) {
    return new Key("about " + CanonicalJson.sha256(correlation), "case");
  }
}
