package io.cordon.approval;

import static io.cordon.ledger.Due.Copy.CHANNEL;
import static io.cordon.ledger.Due.Copy.THREAD;

import io.cordon.ledger.Actor;
import io.cordon.ledger.Agenda;
import io.cordon.ledger.Case;
import io.cordon.ledger.CaseAction;
import io.cordon.ledger.CaseAction.Stage;
import io.cordon.ledger.CaseKey;
import io.cordon.ledger.Decision;
import io.cordon.ledger.Due;
import io.cordon.ledger.Due.Copy.Part;
import io.cordon.ledger.Fact;
import io.cordon.ledger.Ledger;
import io.cordon.people.Authority;
import io.cordon.people.Directory;
import io.cordon.table.Item;
import io.cordon.table.Key;
import io.cordon.table.Table;
import io.cordon.table.Write;
import io.cordon.work.Then;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a request seen by those who can decide it, in time: a copy in the case's thread, and one to
 * each approver who is on call, or to all approvers where none is; a reminder after five minutes
 * and after ten, when all approvers get a copy; its end when it expires. Each step of the request
 * is shown on all copies.
 *
 * <p>May be called at any time and by any process, again and again: all that it does is to be done
 * once, or does no harm twice.
 */
public final class Circulation {
  static final Duration FIRST_REMINDER = Duration.ofMinutes(5);
  static final Duration LAST_REMINDER = Duration.ofMinutes(10);
  private static final Duration ASK_SLACK_AGAIN = Duration.ofSeconds(30);
  private static final Duration KEPT = Duration.ofDays(30);
  private static final String COPY = "copy ";
  private static final Logger log = LoggerFactory.getLogger(Circulation.class);

  private final Table table;
  private final Agenda agenda;
  private final Ledger ledger;
  private final Authority authority;
  private final Clock clock;

  /** The requests of these cases. */
  public Circulation(Table table, Agenda agenda, Ledger ledger, Authority authority, Clock clock) {
    this.table = table;
    this.agenda = agenda;
    this.ledger = ledger;
    this.authority = authority;
    this.clock = clock;
  }

  /** Where it is kept where a copy is; sender and this class both write to it. */
  public static Key copy(CaseKey key, String action, String to) {
    return new Key(partition(key, action), COPY + to);
  }

  /** All copies that were ever made due. */
  public static List<Item> copies(Table table, CaseKey key, String action) {
    return table.query(partition(key, action), COPY, "");
  }

  private static String partition(CaseKey key, String action) {
    return "approval " + key + " " + action;
  }

  /** Brings a request as far as the clock and the ledger tell. */
  public Then tend(CaseKey key, String id) {
    var action = action(key, id);
    var now = clock.instant();
    if (action.stage() == Stage.PENDING && Approval.isTooLate(action, now)) {
      expire(key, id);
      action = action(key, id);
    }
    return action.stage() == Stage.PENDING ? remind(key, action, now) : show(key, action, now);
  }

  private CaseAction action(CaseKey key, String id) {
    return ledger.find(key).flatMap(state -> state.action(id)).orElseThrow();
  }

  private void expire(CaseKey key, String id) {
    ledger.decide(
        key,
        state ->
            isWaiting(state, id)
                ? Decision.of(Actor.CORDON, state.seq(), new Fact.ActionExpired(id))
                : Decision.nothing(state.seq()));
  }

  private static boolean isWaiting(Case state, String id) {
    return state.action(id).filter(a -> a.stage() == Stage.PENDING).isPresent();
  }

  private Then remind(CaseKey key, CaseAction action, Instant now) {
    var asked = action.by().at();
    var known = known(key, action.id());
    var recipients = recipients(action, !now.isBefore(asked.plus(LAST_REMINDER)));
    var due = new ArrayList<Due.Letter>();
    var to = new LinkedHashSet<>(Set.of(THREAD));
    to.addAll(known);
    recipients.ifPresent(to::addAll);
    to.forEach(each -> due.add(new Due.Copy(key, action.id(), each, Part.CARD)));
    reminder(asked, now)
        .ifPresent(
            part -> known.forEach(each -> due.add(new Due.Copy(key, action.id(), each, part))));
    known.forEach(to::remove);
    send(key, action, to, due, now);
    return new Then.Again(next(action, now, recipients.isPresent()));
  }

  /** Shows how it stands on every copy; tells everybody if somebody broke the glass. */
  private Then show(CaseKey key, CaseAction action, Instant now) {
    var due = new ArrayList<Due.Letter>();
    known(key, action.id())
        .forEach(each -> due.add(new Due.Copy(key, action.id(), each, Part.CARD)));
    if (action.isForced()) {
      due.add(new Due.Copy(key, action.id(), CHANNEL, Part.ALARM));
    }
    send(key, action, Set.of(), due, now);
    return new Then.Done();
  }

  private List<String> known(CaseKey key, String id) {
    return copies(table, key, id).stream()
        .map(item -> item.key().sort().substring(COPY.length()))
        .toList();
  }

  /** Who gets a copy of their own; empty if Slack does not say who there is. */
  private Optional<Set<String>> recipients(CaseAction action, boolean everyone) {
    try {
      var onCall = everyone ? Set.<String>of() : authority.approversOnCall();
      var people = new LinkedHashSet<>(without(onCall, action));
      if (people.isEmpty()) {
        people.addAll(without(authority.approvers(), action));
      }
      return Optional.of(people);
    } catch (Directory.Unreadable e) {
      log.warn("Slack does not say who could approve; asking again in {}", ASK_SLACK_AGAIN, e);
      return Optional.empty();
    }
  }

  private static List<String> without(Set<String> people, CaseAction action) {
    return people.stream().filter(id -> !id.equals(action.by().actor().id())).sorted().toList();
  }

  private static Optional<Part> reminder(Instant asked, Instant now) {
    if (now.isBefore(asked.plus(FIRST_REMINDER))) {
      return Optional.empty();
    }
    return Optional.of(
        now.isBefore(asked.plus(LAST_REMINDER)) ? Part.REMINDER : Part.LAST_REMINDER);
  }

  private static Instant next(CaseAction action, Instant now, boolean isComplete) {
    var asked = action.by().at();
    var expires = action.request().expires();
    return Stream.of(
            asked.plus(FIRST_REMINDER),
            asked.plus(LAST_REMINDER),
            expires == null ? asked.plus(KEPT) : expires,
            isComplete ? Instant.MAX : now.plus(ASK_SLACK_AGAIN))
        .filter(at -> at.isAfter(now))
        .min(Instant::compareTo)
        .orElseThrow();
  }

  private void send(
      CaseKey key, CaseAction action, Set<String> to, List<Due.Letter> due, Instant now) {
    var writes = new ArrayList<Write>();
    to.forEach(each ->
        writes.add(
            new Write.Touch(
                Item.of(copy(key, action.id(), each), Map.of()).expiring(now.plus(KEPT)),
                Map.of("since", now.toString()))));
    due.forEach(letter -> writes.add(agenda.schedule(letter, now)));
    for (int from = 0; from < writes.size(); from += Table.MOST_WRITES) {
      table.write(writes.subList(from, Math.min(writes.size(), from + Table.MOST_WRITES)));
    }
    agenda.wake(due);
  }
}
