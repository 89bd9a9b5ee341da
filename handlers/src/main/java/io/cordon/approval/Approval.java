package io.cordon.approval;

import io.cordon.change.Change;
import io.cordon.change.Danger;
import io.cordon.ledger.By;
import io.cordon.ledger.Case;
import io.cordon.ledger.CaseAction;
import io.cordon.ledger.CaseAction.Stage;
import io.cordon.ledger.Fact;
import io.cordon.people.Refusal;
import io.cordon.people.Refusal.Reason;
import io.cordon.people.Standing;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rules: made of a request as the ledger tells it, the policy, what Slack says of somebody, and
 * the time, and of nothing else.
 *
 * <p>Whoever asked never approves; each person counts once; a request is over at the instant at
 * which it expires; what is agreed to is what the digest covers ({@link Agreement}). How many must
 * agree is looked up again at each approval: if the case got worse since and the policy wants more,
 * more it is, never fewer than when it was asked for.
 */
public final class Approval {
  /** A reason is at least this long, in characters. */
  public static final int SHORTEST_REASON = 10;

  /** The reason for breaking the glass is at least this long, in characters. */
  public static final int SHORTEST_FORCE = 30;

  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Policy policy;

  /** Approval under this policy. */
  public Approval(Policy policy) {
    this.policy = policy;
  }

  /**
   * What an attempt comes to.
   *
   * @param id the action's within its case
   * @param standing what Slack says of whoever tries it, for the attempt's role
   */
  public Verdict verdict(Attempt attempt, Case state, String id, Standing standing, Instant now) {
    if (standing.refusal() != null) {
      return new Verdict.Refuses(standing.refusal());
    }
    var found = state.action(id);
    if (found.isEmpty()) {
      return refuse(Reason.NO_REQUEST, id);
    }
    var action = found.get();
    return switch (attempt) {
      case Attempt.Approve approve -> approve(approve, state, action, standing, now);
      case Attempt.Deny deny -> {
        var over = over(action, now);
        yield over != null ? over : reasoned(deny.reason(), SHORTEST_REASON, new Verdict.Denies());
      }
      case Attempt.Withdraw _ -> {
        var over = over(action, now);
        yield over != null ? over : withdraw(action, standing);
      }
      case Attempt.Force force -> force(force, state, action, now);
    };
  }

  private Verdict approve(
      Attempt.Approve attempt, Case state, CaseAction action, Standing standing, Instant now) {
    var over = over(action, now);
    if (over != null) {
      return over;
    }
    var person = standing.person().actor();
    if (isBy(action, person.id())) {
      return refuse(Reason.OWN_REQUEST, others(standing));
    }
    if (action.consent().has(person)) {
      return action.consent().approvals().stream()
          .filter(by -> by.actor().id().equals(person.id()))
          .findFirst()
          .<Verdict>map(by -> refuse(Reason.ALREADY_COUNTED, action.id(), by))
          .orElseThrow();
    }
    var difference = difference(state, action);
    if (!difference.isEmpty()) {
      return new Verdict.Voids(difference);
    }
    var approves = new Verdict.Approves(missing(state, action) - 1);
    return action.request().danger() == Danger.D
        ? reasoned(attempt.reason(), SHORTEST_REASON, approves)
        : approves;
  }

  private static Verdict withdraw(CaseAction action, Standing standing) {
    return isBy(action, standing.person().id())
        ? new Verdict.Withdraws()
        : refuse(Reason.NOT_REQUESTER, action.id(), action.by());
  }

  private static Verdict force(Attempt.Force attempt, Case state, CaseAction action, Instant now) {
    if (!waitsForTheRecord(action)) {
      var over = over(action, now);
      if (over != null) {
        return over;
      }
    }
    if (!attempt.typed().strip().equals(state.key().text())) {
      return refuse(Reason.WRONG_KEY, state.key().text());
    }
    var difference = action.stage() == Stage.STARTED ? "" : difference(state, action);
    return difference.isEmpty()
        ? reasoned(attempt.reason(), SHORTEST_FORCE, new Verdict.Forces())
        : new Verdict.Voids(difference);
  }

  /** Whether nothing but a record that cannot be written keeps it from going on. */
  public static boolean waitsForTheRecord(CaseAction action) {
    var failure = action.failure();
    return action.isWaiting()
        && !action.isForced()
        && action.stage() != Stage.PENDING
        && failure != null
        && failure.call().equals("record");
  }

  /** How many must still agree to what waits for it. */
  public int missing(Case state, CaseAction action) {
    var request = action.request();
    var account = request.target().scope().account();
    var needed =
        Math.max(request.approvals(), policy.needed(request.danger(), account, state.severity()));
    // One more is always taken: that it waits means that it does not suffice yet.
    return Math.max(1, needed - action.consent().approvals().size());
  }

  /**
   * Whether an action may make its first change.
   *
   * @param changes what it would change by what AWS says now
   */
  public static Clearance clearance(
      Case state, CaseAction action, List<Change> changes, Instant now) {
    if (isTooLate(action, now)) {
      return new Clearance.Expired();
    }
    var planned = action.consent().planned();
    var difference =
        planned == null ? "" : new Agreement(state, action, changes).difference(planned);
    return difference.isEmpty() ? new Clearance.Given() : new Clearance.Drifted(difference);
  }

  /** Whether the time is over within which an action may begin; never for one that is forced. */
  public static boolean isTooLate(CaseAction action, Instant now) {
    var expires = action.request().expires();
    return expires != null && !action.isForced() && !now.isBefore(expires);
  }

  private static @Nullable Verdict over(CaseAction action, Instant now) {
    var end = action.consent().end();
    if (end != null) {
      return ended(action, end.fact(), end.by());
    }
    return switch (action.stage()) {
      case PENDING -> isTooLate(action, now) ? expired(action) : null;
      case REQUESTED, DROPPED -> refuse(Reason.NO_REQUEST, action.id());
      case APPROVED, STARTED, DONE, NEEDLESS, PARTIAL, FAILED, UNDONE ->
          action
              .consent()
              .last()
              .map(by -> refuse(Reason.ALREADY_APPROVED, action.id(), by))
              .orElseGet(() -> refuse(Reason.NO_REQUEST, action.id()));
    };
  }

  private static Verdict ended(CaseAction action, Fact.OfAction how, By by) {
    return switch (how) {
      case Fact.ActionDenied _ -> refuse(Reason.REQUEST_ENDED, "denied", by);
      case Fact.ActionWithdrawn _ -> refuse(Reason.REQUEST_ENDED, "withdrawn", by);
      case Fact.ActionVoided v -> refuse(Reason.REQUEST_VOID, v.difference());
      case Fact.OfAction _ -> expired(action);
    };
  }

  private static Verdict expired(CaseAction action) {
    var expires = action.request().expires();
    return refuse(Reason.REQUEST_EXPIRED, expires == null ? "" : CLOCK.format(expires));
  }

  /** What is no longer as it was, as far as the ledger alone tells it. */
  private static String difference(Case state, CaseAction action) {
    var planned = action.consent().planned();
    return planned == null
        ? ""
        : new Agreement(state, action, planned.changes()).difference(planned);
  }

  private static Verdict reasoned(String reason, int shortest, Verdict verdict) {
    var text = reason.strip();
    return text.codePointCount(0, text.length()) < shortest
        ? refuse(Reason.NO_REASON, Integer.toString(shortest))
        : verdict;
  }

  private static boolean isBy(CaseAction action, String user) {
    return action.by().actor().id().equals(user);
  }

  private static String others(Standing standing) {
    return standing.approvers().stream()
        .filter(id -> !id.equals(standing.person().id()))
        .sorted()
        .collect(Collectors.joining(" "));
  }

  private static Verdict refuse(Reason reason, String detail) {
    return new Verdict.Refuses(new Refusal(reason, detail));
  }

  private static Verdict refuse(Reason reason, String detail, By first) {
    return new Verdict.Refuses(new Refusal(reason, detail, first));
  }
}
