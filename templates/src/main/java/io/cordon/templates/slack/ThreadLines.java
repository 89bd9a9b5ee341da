package io.cordon.templates.slack;

import io.cordon.change.Change;
import io.cordon.ledger.Actor;
import io.cordon.ledger.Case;
import io.cordon.ledger.CaseAction;
import io.cordon.ledger.Entry;
import io.cordon.ledger.Fact;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One line of a case's thread for each of its entries that people want to know of. */
final class ThreadLines {
  private static final String FILE = "thread";

  private final Templates templates;
  private final Places places;

  ThreadLines(Templates templates, Places places) {
    this.templates = templates;
    this.places = places;
  }

  /**
   * An entry and what it speaks of.
   *
   * @param action the action that it is about, as it stands now
   * @param change the change that it is about
   * @param place where the action acts
   * @param audit the beginning of the entry's hash
   */
  record Line(
      String kind,
      Instant at,
      Actor actor,
      Fact fact,
      @Nullable CaseAction action,
      @Nullable Change change,
      @Nullable Place place,
      long seq,
      String audit) {

    /** The changes that were read back. */
    public List<String> done() {
      return action == null
          ? List.of()
          : action.confirmed().stream().map(Change::resource).toList();
    }

    /** The changes that were not. */
    public List<String> missing() {
      return action == null
          ? List.of()
          : action.changes().stream()
              .filter(c -> !action.verified().contains(c.id()))
              .map(Change::resource)
              .toList();
    }

    /** How many changes there are. */
    public int of() {
      return action == null ? 0 : action.changes().size();
    }

    /** The number of the entry before. */
    public long before() {
      return seq - 1;
    }

    /** The beginning of the hash that a checkpoint signs. */
    public String head() {
      return fact instanceof Fact.Checkpoint c ? start(c.head()) : "";
    }
  }

  /** The line of an entry; empty if it gives none. */
  Optional<Shown> of(Entry entry, Case state) {
    return line(entry, state).map(line -> templates.say(FILE, List.of("line"), line));
  }

  private Optional<Line> line(Entry entry, Case state) {
    return switch (entry.fact()) {
      // The card says it.
      case Fact.CardPosted _ -> Optional.empty();
      case Fact.FindingReceived _ -> repeat(entry);
      case Fact.FindingUnreadable _ -> repeat(entry);
      case Fact.ChangeApplied f -> change(entry, state, f, f.change());
      case Fact.ChangeVerified f -> change(entry, state, f, f.change());
      case Fact.ChangeFailed f -> change(entry, state, f, f.change());
      case Fact.ActionRequested f -> action(entry, state, f);
      case Fact.ActionApproved f -> action(entry, state, f);
      case Fact.ActionDenied f -> action(entry, state, f);
      case Fact.ActionWithdrawn f -> action(entry, state, f);
      case Fact.ActionExpired f -> action(entry, state, f);
      case Fact.ActionVoided f -> action(entry, state, f);
      case Fact.ActionStarted f -> action(entry, state, f);
      case Fact.ActionDone f -> action(entry, state, f);
      case Fact.ActionNeedless f -> action(entry, state, f);
      case Fact.ActionPartial f -> action(entry, state, f);
      case Fact.ActionFailed f -> action(entry, state, f);
      case Fact.ActionUndone f -> action(entry, state, f);
      case Fact.CaseOpened f -> Optional.of(line(entry, null, null, places.of(f.target().scope())));
      case Fact.CaseAcknowledged _,
          Fact.CaseAssigned _,
          Fact.CaseSnoozed _,
          Fact.CaseNoted _,
          Fact.CaseClosed _,
          Fact.CaseReopened _,
          Fact.ActionRefused _,
          Fact.EvidenceStored _,
          Fact.Checkpoint _ ->
          Optional.of(line(entry, null, null, null));
    };
  }

  /** What opened the case stands in the card. */
  private static Optional<Line> repeat(Entry entry) {
    return entry.seq() == 1 ? Optional.empty() : Optional.of(line(entry, null, null, null));
  }

  private Optional<Line> action(Entry entry, Case state, Fact.OfAction fact) {
    var action = state.action(fact.action());
    return Optional.of(
        line(
            entry,
            action.orElse(null),
            null,
            action.map(a -> places.of(a.request().target().scope())).orElse(null)));
  }

  private static Optional<Line> change(Entry entry, Case state, Fact.OfAction fact, String change) {
    var action = state.action(fact.action());
    return Optional.of(
        line(
            entry,
            action.orElse(null),
            action.stream()
                .flatMap(a -> a.changes().stream())
                .filter(c -> c.id().equals(change))
                .findFirst()
                .orElse(null),
            null));
  }

  private static Line line(
      Entry entry, @Nullable CaseAction action, @Nullable Change change, @Nullable Place place) {
    return new Line(
        entry.fact().kind(),
        entry.at(),
        entry.actor(),
        entry.fact(),
        action,
        change,
        place,
        entry.seq(),
        start(entry.hash()));
  }

  private static String start(String hash) {
    return hash.substring(0, Math.min(8, hash.length()));
  }
}
