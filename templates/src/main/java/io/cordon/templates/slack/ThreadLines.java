package io.cordon.templates.slack;

import io.cordon.change.Change;
import io.cordon.ledger.Actor;
import io.cordon.ledger.Case;
import io.cordon.ledger.CaseAction;
import io.cordon.ledger.Entry;
import io.cordon.ledger.Fact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One line of a case's thread for each of its entries that people want to know of. */
final class ThreadLines {
  private static final String FILE = "thread";

  /** So many repeats in a row, and more, are told in one line. */
  private static final int MANY = 4;

  private final Templates templates;
  private final Places places;
  private final @Nullable String onCall;

  /**
   * Lines.
   *
   * @param onCall whom to call on grave news, or null
   */
  ThreadLines(Templates templates, Places places, @Nullable String onCall) {
    this.templates = templates;
    this.places = places;
    this.onCall = onCall;
  }

  /**
   * An entry and what it speaks of.
   *
   * @param action the action that it is about, as it stands now
   * @param change the change that it is about
   * @param place where the action acts
   * @param audit the beginning of the entry's hash
   * @param run how many entries in a row the line stands for, of which this is the last
   * @param call whom the line calls
   * @param link the message that it is about, elsewhere in Slack
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
      String audit,
      int run,
      @Nullable String call,
      @Nullable Shown link) {

    /** The first of the entries that the line stands for. */
    public long runFrom() {
      return seq - run + 1;
    }

    Line standingFor(int entries) {
      return new Line(
          "finding.repeated",
          at,
          actor,
          fact,
          action,
          change,
          place,
          seq,
          audit,
          entries,
          call,
          link);
    }

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

    /** The beginning of the digest that approvers see. */
    public String digest() {
      return switch (fact) {
        case Fact.ActionPlanned f -> ApprovalText.digest(f.digest());
        case Fact.ActionApproved f -> ApprovalText.digest(f.digest());
        case Fact.ActionForced f -> ApprovalText.digest(f.digest());
        case Fact _ -> "";
      };
    }

    /** For how many cases this one speaks. */
    public int members() {
      return fact instanceof Fact.CaseGathered g ? g.cases().size() : 0;
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

  /** The lines of entries in a row, of which some give none and many repeats give one. */
  List<Shown> of(List<Entry> entries, Case state) {
    var shown = new ArrayList<Shown>();
    for (int from = 0, run; from < entries.size(); from += run) {
      run = run(entries, from);
      var last = entries.get(from + run - 1);
      var length = run;
      line(last, state)
          .map(line -> length == 1 ? line : line.standingFor(length))
          .ifPresent(line -> shown.add(templates.say(FILE, List.of("line"), line)));
    }
    return shown;
  }

  /** How many entries from this one on are told in one line. */
  private static int run(List<Entry> entries, int from) {
    var to = from;
    while (to < entries.size() && isRepeat(entries.get(to))) {
      to++;
    }
    return to - from >= MANY ? to - from : 1;
  }

  private static boolean isRepeat(Entry entry) {
    return entry.seq() > 1 && entry.fact() instanceof Fact.FindingReceived;
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
      case Fact.ActionPlanned f -> action(entry, state, f);
      case Fact.ActionApproved f -> action(entry, state, f);
      case Fact.ActionForced f -> action(entry, state, f);
      case Fact.ActionDenied f -> action(entry, state, f);
      case Fact.ActionWithdrawn f -> action(entry, state, f);
      case Fact.ActionExpired f -> action(entry, state, f);
      case Fact.ActionVoided f -> action(entry, state, f);
      case Fact.ActionStarted f -> action(entry, state, f);
      case Fact.ActionWaiting f -> action(entry, state, f);
      case Fact.ActionDone f -> action(entry, state, f);
      case Fact.ActionNeedless f -> action(entry, state, f);
      case Fact.ActionPartial f -> action(entry, state, f);
      case Fact.ActionFailed f -> action(entry, state, f);
      case Fact.ActionUndone f -> action(entry, state, f);
      case Fact.CaseOpened f ->
          Optional.of(line(entry, null, null, f.where().map(places::of).orElse(null)));
      case Fact.CaseQuoted f -> Optional.of(line(entry, null, null, null, null, link(f.link())));
      case Fact.CaseWoken f -> Optional.of(woken(entry, f));
      // What opened the case stands in the card.
      case Fact.CaseGathered _ when entry.seq() == 1 -> Optional.empty();
      case Fact.OfTriage _,
          Fact.CaseNoted _,
          Fact.ActionRefused _,
          Fact.EvidenceStored _,
          Fact.Checkpoint _ ->
          Optional.of(line(entry, null, null, null));
    };
  }

  private Line woken(Entry entry, Fact.CaseWoken fact) {
    return line(entry, null, null, null, fact.calls() ? onCall : null, null);
  }

  /** Only what has the form of an address is ever one. */
  private @Nullable Shown link(String address) {
    return Answers.ADDRESS.matcher(address).matches()
        ? new Shown(
            "<" + address + "|" + templates.say("answers", List.of("open"), "").text() + ">")
        : null;
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
    return line(entry, action, change, place, null, null);
  }

  private static Line line(
      Entry entry,
      @Nullable CaseAction action,
      @Nullable Change change,
      @Nullable Place place,
      @Nullable String call,
      @Nullable Shown link) {
    return new Line(
        entry.fact().kind(),
        entry.at(),
        entry.actor(),
        entry.fact(),
        action,
        change,
        place,
        entry.seq(),
        start(entry.hash()),
        1,
        call,
        link);
  }

  private static String start(String hash) {
    return hash.substring(0, Math.min(8, hash.length()));
  }
}
