package io.cordon.ledger;

import io.cordon.change.Target;
import io.cordon.findings.Finding;
import io.cordon.findings.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The state of a case: nothing but the fold of its entries. Immutable. */
public final class Case {
  private final CaseKey key;
  private long seq;
  private String head = Entry.NOTHING_BEFORE;
  private @Nullable Instant opened;
  private @Nullable Finding first;
  private @Nullable Finding latest;
  private @Nullable Instant latestAt;
  private Severity severity = Severity.INFORMATIONAL;
  private int messages;
  private long seen;
  private @Nullable String lastMessage;
  private Fact.@Nullable FindingUnreadable unreadable;
  private Fact.@Nullable CaseOpened openedByHand;
  private Fact.@Nullable CardPosted card;
  private @Nullable By acknowledged;
  private @Nullable String assignee;
  private @Nullable Owner owner;
  private @Nullable Snooze snooze;
  private @Nullable By closed;
  private Fact.@Nullable CaseClosed closing;
  private @Nullable Lead lead;
  private @Nullable Membership membership;
  private boolean shown;
  private Map<String, CaseAction> actions = Map.of();
  private Map<String, By> quoted = Map.of();
  private boolean signed;

  private Case(CaseKey key) {
    this.key = key;
  }

  private Case(Case other) {
    key = other.key;
    seq = other.seq;
    head = other.head;
    opened = other.opened;
    first = other.first;
    latest = other.latest;
    latestAt = other.latestAt;
    severity = other.severity;
    messages = other.messages;
    seen = other.seen;
    lastMessage = other.lastMessage;
    unreadable = other.unreadable;
    openedByHand = other.openedByHand;
    card = other.card;
    acknowledged = other.acknowledged;
    assignee = other.assignee;
    owner = other.owner;
    snooze = other.snooze;
    closed = other.closed;
    closing = other.closing;
    lead = other.lead;
    membership = other.membership;
    shown = other.shown;
    actions = other.actions;
    quoted = other.quoted;
    signed = other.signed;
  }

  /** A case in which nothing was entered yet. */
  public static Case empty(CaseKey key) {
    return new Case(key);
  }

  /** The state after these entries, which are a case's first to n-th in order. */
  public static Case of(List<Entry> entries) {
    var state = new Case(entries.getFirst().key());
    entries.forEach(state::take);
    return state;
  }

  /** The state after one more entry. */
  public Case then(Entry entry) {
    var next = new Case(this);
    next.take(entry);
    return next;
  }

  private void take(Entry entry) {
    if (entry.seq() != seq + 1) {
      throw new IllegalArgumentException(
          key + ": entry " + entry.seq() + " does not follow entry " + seq);
    }
    seq = entry.seq();
    head = entry.hash();
    signed = entry.fact() instanceof Fact.Checkpoint;
    if (opened == null) {
      opened = entry.at();
    }
    switch (entry.fact()) {
      case Fact.FindingReceived f -> received(f, entry.at());
      case Fact.FindingUnreadable f -> {
        message(f.message(), f.n(), entry.at());
        unreadable = f;
      }
      case Fact.CaseOpened f -> {
        openedByHand = f;
        worsen(f.severity());
      }
      case Fact.CaseQuoted f -> quote(f, new By(entry.actor(), entry.at()));
      case Fact.CardPosted f -> card = f;
      case Fact.OfAction f -> takeAction(f, entry);
      case Fact.OfTriage f -> takeTriage(f, new By(entry.actor(), entry.at()));
      case Fact.CaseNoted _, Fact.ActionRefused _, Fact.EvidenceStored _, Fact.Checkpoint _ -> {}
    }
  }

  private void takeTriage(Fact.OfTriage fact, By by) {
    switch (fact) {
      case Fact.CaseShown _ -> shown = true;
      case Fact.CaseAcknowledged _ -> {
        acknowledged = by;
        owner = new Owner(by.actor().id(), by.at());
      }
      case Fact.CaseAssigned f -> {
        assignee = f.to();
        owner = new Owner(f.to(), by.at());
      }
      case Fact.CaseSnoozed f -> snooze = new Snooze(by, f.until(), f.reason(), severity);
      case Fact.CaseWoken _ -> {
        snooze = null;
        acknowledged = null;
        owner = null;
      }
      case Fact.CaseClosed f -> {
        closed = by;
        closing = f;
        snooze = null;
      }
      case Fact.CaseReopened _ -> {
        closed = null;
        closing = null;
        snooze = null;
        // Whoever wants it back wants to hear of it.
        membership = null;
      }
      case Fact.CaseGathered f -> {
        lead = new Lead(lead == null ? by : lead.by(), f);
        worsen(f.severity());
      }
      case Fact.CaseJoined f -> membership = new Membership(f.into(), severity);
      case Fact.CaseLeft _ -> membership = null;
    }
  }

  private void received(Fact.FindingReceived received, Instant at) {
    var finding = received.finding();
    message(received.message(), received.n(), at);
    first = first == null ? finding : first;
    latest = finding;
    if (finding.status() == Finding.Status.ACTIVE) {
      worsen(finding.severity());
    }
  }

  private void worsen(@Nullable Severity to) {
    if (to != null && to.compareTo(severity) > 0) {
      severity = to;
    }
  }

  private void quote(Fact.CaseQuoted fact, By by) {
    var next = new HashMap<>(quoted);
    next.putIfAbsent(message(fact.channel(), fact.ts()), by);
    quoted = next;
  }

  private static String message(String channel, String ts) {
    return channel + " " + ts;
  }

  private void message(String id, int n, Instant at) {
    seen++;
    messages = n;
    lastMessage = id;
    latestAt = at;
  }

  private void takeAction(Fact.OfAction fact, Entry entry) {
    var at = entry.at();
    var by = new By(entry.actor(), at);
    switch (fact) {
      case Fact.ActionRequested f ->
          put(
              action(f.action())
                  .map(again -> again.at(CaseAction.Stage.REQUESTED, at))
                  .orElseGet(() -> CaseAction.requested(f, entry)));
      case Fact.ActionPlanned f -> put(known(f).planned(f, at));
      case Fact.ActionApproved f -> put(known(f).approved(f.missing(), by));
      case Fact.ActionForced f -> put(known(f).forced(by));
      case Fact.ActionDenied f -> put(known(f).dropped(f, by));
      case Fact.ActionWithdrawn f -> put(known(f).dropped(f, by));
      case Fact.ActionExpired f -> put(known(f).dropped(f, by));
      case Fact.ActionVoided f -> put(known(f).dropped(f, by));
      case Fact.ActionStarted f -> put(known(f).started(f, at));
      case Fact.ActionWaiting f -> put(known(f).waiting(f.failure()));
      case Fact.ActionDone f -> stage(f, CaseAction.Stage.DONE, at);
      case Fact.ActionNeedless f -> stage(f, CaseAction.Stage.NEEDLESS, at);
      case Fact.ActionPartial f -> put(known(f).failed(CaseAction.Stage.PARTIAL, f.failure(), at));
      case Fact.ActionFailed f -> put(known(f).failed(CaseAction.Stage.FAILED, f.failure(), at));
      case Fact.ActionUndone f -> stage(f, CaseAction.Stage.UNDONE, at);
      case Fact.ChangeApplied f -> put(known(f).applied(f.change(), f.after(), at));
      case Fact.ChangeVerified f -> put(known(f).verified(f.change()));
      case Fact.ChangeFailed f -> put(known(f).failed(f.change(), f.failure()));
    }
  }

  private void stage(Fact.OfAction fact, CaseAction.Stage stage, Instant at) {
    put(known(fact).at(stage, at));
  }

  private CaseAction known(Fact.OfAction fact) {
    return action(fact.action())
        .orElseThrow(
            () -> new IllegalArgumentException(key + ": nobody requested " + fact.action()));
  }

  private void put(CaseAction action) {
    var next = new LinkedHashMap<>(actions);
    next.put(action.id(), action);
    actions = next;
  }

  /** The case's name. */
  public CaseKey key() {
    return key;
  }

  /** How many entries it has; the revision of this state. */
  public long seq() {
    return seq;
  }

  /** Hash of the last entry. */
  public String head() {
    return head;
  }

  /** Whether the last entry is a signature of all before it. */
  public boolean signed() {
    return signed;
  }

  /** When the first entry was written; empty before that. */
  public Optional<Instant> opened() {
    return Optional.ofNullable(opened);
  }

  /** The finding that opened it; empty if it was opened by hand or by an unreadable message. */
  public Optional<Finding> first() {
    return Optional.ofNullable(first);
  }

  /** The newest finding. */
  public Optional<Finding> latest() {
    return Optional.ofNullable(latest);
  }

  /** When the newest message came in. */
  public Optional<Instant> latestAt() {
    return Optional.ofNullable(latestAt);
  }

  /** The worst severity that any of its active findings had, or whoever opened it gave it. */
  public Severity severity() {
    return severity;
  }

  /** How many messages of it are kept as bytes: {@code findings/1.json} to {@code <n>.json}. */
  public int messages() {
    return messages;
  }

  /** The number of the file that holds a message's bytes: the last one if it is of this message. */
  public int fileOf(String message) {
    return message.equals(lastMessage) ? messages : messages + 1;
  }

  /** How many findings it took in. */
  public long seen() {
    return seen;
  }

  /** Its last unreadable message, if it has one. */
  public Optional<Fact.FindingUnreadable> unreadable() {
    return Optional.ofNullable(unreadable);
  }

  /** How it was opened by hand, if it was. */
  public Optional<Fact.CaseOpened> openedByHand() {
    return Optional.ofNullable(openedByHand);
  }

  /** Who had a message belong to it, by its channel and ts, and when; empty if nobody did. */
  public Optional<By> quoted(String channel, String ts) {
    return Optional.ofNullable(quoted.get(message(channel, ts)));
  }

  /** Where its message stands in Slack. */
  public Optional<Fact.CardPosted> card() {
    return Optional.ofNullable(card);
  }

  /** Who acknowledged it. */
  public Optional<By> acknowledged() {
    return Optional.ofNullable(acknowledged);
  }

  /** The Slack id of whoever it was assigned to. */
  public Optional<String> assignee() {
    return Optional.ofNullable(assignee);
  }

  /** Whoever looks after it: who took it, or was given it, last. */
  public Optional<Owner> owner() {
    return Optional.ofNullable(owner);
  }

  /** Until when it shall be quiet. */
  public Optional<Instant> snoozedUntil() {
    return snooze().map(Snooze::until);
  }

  /** That it is quiet for a while, while it is. */
  public Optional<Snooze> snooze() {
    return Optional.ofNullable(snooze);
  }

  /** Whether a finding of this severity ends its quiet. */
  public boolean isWokenBy(Severity finding) {
    return snooze != null && finding.compareTo(snooze.severity()) > 0;
  }

  /** The others that it speaks for, if it does. */
  public Optional<Lead> lead() {
    return Optional.ofNullable(lead);
  }

  /** The case that speaks for it, if one does. */
  public Optional<Membership> membership() {
    return Optional.ofNullable(membership);
  }

  /**
   * Whether findings are counted without a word: it is snoozed, or another case speaks for it and
   * it has not become critical since.
   */
  public boolean isQuiet() {
    return snooze != null
        || (membership != null
            && (severity != Severity.CRITICAL || membership.severity() == Severity.CRITICAL));
  }

  /** Whether somebody asked for a message of its own. */
  public boolean isAskedFor() {
    return shown;
  }

  /** Who closed it; empty while it is open. */
  public Optional<By> closed() {
    return Optional.ofNullable(closed);
  }

  /** As what it was closed; empty while it is open. */
  public Optional<Fact.CaseClosed> closing() {
    return Optional.ofNullable(closing);
  }

  /** Its actions, oldest first. */
  public List<CaseAction> actions() {
    return List.copyOf(actions.values());
  }

  /** An action by its id. */
  public Optional<CaseAction> action(String id) {
    return Optional.ofNullable(actions.get(id));
  }

  /** The newest action of a name on a target, undos left out. */
  public Optional<CaseAction> newest(String name, Target target) {
    return actions.values().stream()
        .filter(a -> a.request().name().equals(name))
        .filter(a -> a.request().target().equals(target))
        .filter(a -> a.request().undoes() == null)
        // By their order in the ledger: the clocks of two processes may differ.
        .reduce((_, last) -> last);
  }

  /** The undo of an action that is under way or done, if there is one. */
  public Optional<CaseAction> undoOf(String action) {
    return actions.values().stream()
        .filter(a -> action.equals(a.request().undoes()))
        .reduce((_, last) -> last);
  }

  /** The id for one more action. */
  public String nextAction() {
    return "A-" + (actions.size() + 1);
  }

  /** The ids of its actions that may still change something. */
  public List<String> openActions() {
    var open = new ArrayList<String>();
    actions.values().stream().filter(a -> a.stage().isOpen()).forEach(a -> open.add(a.id()));
    return open;
  }

  /**
   * Whether an action still has what it made: it was done, and no undo of it was tried. After one
   * that found something else than was left, nobody knows until it is looked at again; one that was
   * called off before it began has left everything as it was.
   */
  public boolean holds(CaseAction action) {
    return (action.stage() == CaseAction.Stage.DONE || action.stage() == CaseAction.Stage.NEEDLESS)
        && actions.values().stream()
            .filter(a -> action.id().equals(a.request().undoes()))
            .allMatch(a -> a.stage() == CaseAction.Stage.DROPPED);
  }
}
