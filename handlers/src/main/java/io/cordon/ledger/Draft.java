package io.cordon.ledger;

import io.cordon.ledger.Proposal.Ending;
import io.cordon.table.Conflict;
import io.cordon.table.Item;
import io.cordon.table.Key;
import io.cordon.table.Table;
import io.cordon.table.Write;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An append before it is written: the decisions of several callers, each made from the state that
 * those before it lead to, as if it had been written alone. What the callers learn is true once the
 * append is written, and not before.
 */
final class Draft {
  private static final Duration CLAIM_KEPT = Duration.ofDays(30);

  private final Instant now;
  private final List<Entry> entries = new ArrayList<>();
  private final Map<Key, Item> claims = new LinkedHashMap<>();
  private final Map<Key, Write> beside = new LinkedHashMap<>();
  private final Set<Due> due = new LinkedHashSet<>();
  private final Map<Proposal<?>, List<Key>> writers = new LinkedHashMap<>();
  private final Map<Proposal<?>, Runnable> endings = new LinkedHashMap<>();
  private final Case before;
  private Case state;
  private int bytes;

  /** A draft of what follows this state. */
  Draft(Case state, Instant now) {
    this.before = state;
    this.state = state;
    this.now = now;
  }

  /** What one decision adds. */
  private record Part(
      List<Entry> entries, Case after, Set<Key> claims, List<Write> beside, Set<Due> due) {
    int bytes() {
      return entries.stream()
          .mapToInt(e -> e.line().getBytes(StandardCharsets.UTF_8).length + 1)
          .sum();
    }
  }

  /** Takes in a proposal; false if there is no room for it in this append. */
  <T> boolean add(Proposal<T> proposal) {
    try {
      var decision = proposal.decide(state);
      if (decision.isEmpty()) {
        ends(proposal, new Ending.Elsewhere<>());
        return true;
      }
      return add(proposal, decision.get());
    } catch (RuntimeException | Error e) {
      ends(proposal, new Ending.Failed<>(e));
      return true;
    }
  }

  private <T> boolean add(Proposal<T> proposal, Decision<T> decision) {
    if (decision.facts().isEmpty()) {
      ends(proposal, new Ending.Settled<>(new Decided.Written<>(state, decision.answer())));
      return true;
    }
    var first = takenHere(decision);
    if (first.isPresent()) {
      ends(proposal, new Ending.Settled<>(new Decided.Duplicate<>(state.key(), first.get())));
      return true;
    }
    if (proposal.beside().stream().anyMatch(this::contradicts)) {
      ends(proposal, new Ending.Elsewhere<>());
      return true;
    }
    var part = part(proposal, decision);
    if (!hasRoomFor(part)) {
      if (isEmpty()) {
        throw new IllegalArgumentException("a decision of this size fits no append");
      }
      return false;
    }
    take(part);
    writers.put(proposal, List.copyOf(part.claims()));
    ends(proposal, new Ending.Settled<>(new Decided.Written<>(state, decision.answer())));
    return true;
  }

  private <T> void ends(Proposal<T> proposal, Ending<T> how) {
    endings.put(proposal, () -> proposal.end(how));
  }

  private Optional<Long> takenHere(Decision<?> decision) {
    return decision.claims().stream()
        .map(Draft::claim)
        .flatMap(key -> Optional.ofNullable(claims.get(key)).stream())
        .map(item -> item.number("seq"))
        .findFirst();
  }

  /** Whether another caller writes the same item here, from another reading of it. */
  private boolean contradicts(Write write) {
    var other = beside.get(write.key());
    return other != null && !other.equals(write);
  }

  private Part part(Proposal<?> proposal, Decision<?> decision) {
    var lines = new ArrayList<Entry>();
    var after = state;
    for (var fact : decision.facts()) {
      var entry =
          Entry.write(
              state.key(),
              after.seq() + 1,
              now.truncatedTo(ChronoUnit.MILLIS),
              fact,
              decision.actor(),
              after.head());
      lines.add(entry);
      after = after.then(entry);
    }
    var names = new LinkedHashSet<Key>();
    decision.claims().forEach(c -> names.add(claim(c)));
    return new Part(lines, after, names, proposal.beside(), due(state, after, decision));
  }

  /** What becomes due when this is written. */
  private static Set<Due> due(Case before, Case after, Decision<?> decision) {
    var due = new LinkedHashSet<Due>();
    due.add(new Due.Mirror(before.key()));
    due.addAll(Letters.after(before, after, decision.actor(), decision.facts()));
    due.addAll(decision.due());
    return due;
  }

  private boolean hasRoomFor(Part part) {
    var works = new LinkedHashSet<>(due);
    works.addAll(part.due());
    var items = new LinkedHashSet<>(beside.keySet());
    part.beside().forEach(w -> items.add(w.key()));
    return entries.size() + part.entries().size() <= Appends.MOST_LINES
        && bytes + part.bytes() <= Appends.MOST_BYTES
        && 1
                + claims.size()
                + part.claims().size()
                + items.size()
                + works.size()
                + row(part.after()).size()
            <= Table.MOST_WRITES;
  }

  /** The row of the case among the open ones, if this makes it another one. */
  private List<Write> row(Case after) {
    var row = OpenCase.row(after);
    return before.seq() > 0 && OpenCase.row(before).values().equals(row.values())
        ? List.of()
        : List.of(new Write.Touch(row));
  }

  private void take(Part part) {
    var seq = Long.toString(part.entries().getFirst().seq());
    var taken = Map.of("case", state.key().text(), "seq", seq);
    for (var key : part.claims()) {
      claims.put(key, Item.of(key, taken).expiring(now.plus(CLAIM_KEPT)));
    }
    entries.addAll(part.entries());
    part.beside().forEach(w -> beside.put(w.key(), w));
    due.addAll(part.due());
    bytes += part.bytes();
    state = part.after();
  }

  /** Whether there is nothing to write. */
  boolean isEmpty() {
    return entries.isEmpty();
  }

  /** The state once it is written. */
  Case state() {
    return state;
  }

  /** What becomes due with it. */
  Set<Due> due() {
    return due;
  }

  /** All of it, to be written at once. */
  List<Write> writes(Agenda agenda) {
    var writes = new ArrayList<Write>();
    writes.add(new Write.Create(Appends.item(entries)));
    claims.values().forEach(item -> writes.add(new Write.Create(item)));
    writes.addAll(beside.values());
    writes.addAll(row(state));
    due.forEach(d -> writes.add(agenda.schedule(d, now)));
    return writes;
  }

  /** Tells everybody what they learn, now that it is written or nothing was to be written. */
  void written() {
    endings.values().forEach(Runnable::run);
  }

  /** Those whose decisions are in it. */
  Set<Proposal<?>> members() {
    return endings.keySet();
  }

  /**
   * Tells those who were the reason that nothing could be written: what they claimed was taken
   * before, or what was to be written beside their entries was written by somebody else.
   *
   * @return whether the others may try again at once, since nobody else writes to the case
   */
  boolean refused(Conflict conflict, Table table) {
    writers.forEach((proposal, names) -> refused(proposal, names, conflict, table));
    return !conflict.keys().isEmpty() && claims.keySet().containsAll(conflict.keys());
  }

  private static <T> void refused(
      Proposal<T> proposal, List<Key> names, Conflict conflict, Table table) {
    var first =
        names.stream().filter(conflict.keys()::contains).flatMap(k -> table.get(k).stream());
    var taken = first.findFirst();
    if (taken.isPresent()) {
      var item = taken.get();
      proposal.end(
          new Ending.Settled<>(
              new Decided.Duplicate<>(new CaseKey(item.value("case")), item.number("seq"))));
    } else if (proposal.isBeside(conflict.keys())) {
      proposal.end(new Ending.Elsewhere<>());
    }
  }

  private static Key claim(String name) {
    return new Key("claim " + CanonicalJson.sha256(name), "claim");
  }
}
