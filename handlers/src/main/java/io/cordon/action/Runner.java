package io.cordon.action;

import static io.cordon.ledger.CaseAction.Stage.STARTED;

import io.cordon.approval.Agreement;
import io.cordon.approval.Approval;
import io.cordon.approval.Clearance;
import io.cordon.aws.SessionPolicy;
import io.cordon.change.Change;
import io.cordon.change.Failure;
import io.cordon.change.Target;
import io.cordon.ledger.Actor;
import io.cordon.ledger.Case;
import io.cordon.ledger.CaseAction;
import io.cordon.ledger.CaseKey;
import io.cordon.ledger.Evidence;
import io.cordon.ledger.Fact;
import io.cordon.ledger.Ledger;
import io.cordon.ledger.Mirror;
import io.cordon.work.Backoff;
import io.cordon.work.Then;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Carries out actions: what needs others' consent is planned, and waits for it; the plan is then
 * made anew, and must be the one that they agreed to. The state before is saved and the intent
 * recorded, in the table and in S3, before the first changing call; then one change after the other
 * is made and read back; only what was read back is ever called done.
 *
 * <p>A run may end at any line and be carried on by any process: what the ledger holds is not done
 * again, and a change whose outcome the ledger does not hold is looked at before it is made.
 */
public final class Runner {
  private static final Logger log = LoggerFactory.getLogger(Runner.class);
  private static final Backoff LOOK_AGAIN =
      new Backoff(Duration.ofSeconds(5), Duration.ofSeconds(5));

  private final Ledger ledger;
  private final Mirror mirror;
  private final Actions actions;
  private final States states;
  private final AwsFailures failures;
  private final Clock clock;
  private final Progress progress;
  private final Patience patience;

  /**
   * A runner.
   *
   * @param ids gives short ids for failures
   */
  public Runner(
      Ledger ledger,
      Mirror mirror,
      Actions actions,
      States states,
      Supplier<String> ids,
      Clock clock) {
    this.ledger = ledger;
    this.mirror = mirror;
    this.actions = actions;
    this.states = states;
    this.failures = new AwsFailures(ids);
    this.clock = clock;
    progress = new Progress(ledger);
    patience = new Patience(clock);
  }

  /**
   * Brings an action one step further, as far as it goes without waiting.
   *
   * @throws Evidence.Unavailable while the record cannot be written, after that was told
   */
  public Then run(CaseKey key, String id) {
    var state = ledger.find(key).orElseThrow();
    var action = state.action(id).orElseThrow();
    try {
      return step(state, action);
    } catch (Evidence.Unavailable e) {
      tellThatItWaits(order(state, action), e);
      throw e;
    }
  }

  /** The bucket is not asked: this goes into the ledger, and is copied with the rest later. */
  private void tellThatItWaits(Order order, Evidence.Unavailable why) {
    var error = progress.current(order).stage() == STARTED ? "NoRecordMidway" : "NoRecord";
    var failure = failures.failure("record", error, String.valueOf(why.getMessage()));
    progress.append(order, new Fact.ActionWaiting(order.action(), failure));
  }

  private Then step(Case state, CaseAction action) {
    return switch (action.stage()) {
      case REQUESTED -> action.wantsPlan() ? propose(state, action) : start(state, action);
      case APPROVED -> start(state, action);
      case STARTED -> carryOn(order(state, action));
      case PENDING, DONE, NEEDLESS, PARTIAL, FAILED, DROPPED, UNDONE -> new Then.Done();
    };
  }

  /**
   * What an action would do if it were requested now. Reads only.
   *
   * @param undoes the id of the action that would be turned back, or null
   */
  public Plan preview(Case state, String name, Target target, Actor by, @Nullable String undoes) {
    var behaviour = actions.named(name).orElseThrow();
    var order = new Order(state.key(), Order.PREVIEW, target, by, "", clock.instant());
    try {
      return plan(state, behaviour, order, undoes);
    } catch (SdkException e) {
      return new Plan.Impossible(failures.failure("plan", e));
    }
  }

  /** Finds out what others shall agree to. */
  private Then propose(Case state, CaseAction action) {
    return planned(
        state,
        action,
        ready -> {
          var agreement = new Agreement(state, action, ready.changes());
          var planned = agreement.planned(ready.impact(), ready.residual());
          progress.append(order(state, action), planned);
          return new Then.Done();
        });
  }

  private Then start(Case state, CaseAction action) {
    var order = order(state, action);
    if (Approval.isTooLate(action, clock.instant())) {
      return end(order, action.stage(), new Fact.ActionExpired(action.id()));
    }
    var saved = saved(order, action);
    // What others agreed to is looked at anew however often it begins: nothing is changed yet.
    return saved.isPresent() && action.consent().planned() == null
        ? started(order, saved.get())
        : planned(
            state,
            action,
            ready ->
                cleared(
                    state,
                    action,
                    ready.changes(),
                    () -> saved.orElseGet(() -> saveBefore(order, action, ready))));
  }

  /** Goes on with a plan made now; ends the action if there is none. */
  private Then planned(Case state, CaseAction action, Function<Plan.Ready, Then> goOn) {
    var order = order(state, action);
    var stage = action.stage();
    Plan plan;
    try {
      plan = plan(state, behaviour(action), order, action.request().undoes());
    } catch (RuntimeException e) {
      return patience.covers(e, action)
          ? again()
          : end(order, stage, new Fact.ActionFailed(action.id(), failures.failure("plan", e)));
    }
    return switch (plan) {
      case Plan.Ready ready -> goOn.apply(ready);
      case Plan.Needless n -> end(order, stage, new Fact.ActionNeedless(action.id(), n.detail()));
      case Plan.Impossible i -> end(order, stage, new Fact.ActionFailed(action.id(), i.failure()));
    };
  }

  /** The last look before anything is changed: is this what was agreed to, and in time? */
  private Then cleared(
      Case state, CaseAction action, List<Change> changes, Supplier<States.Before> before) {
    var order = order(state, action);
    return switch (Approval.clearance(state, action, changes, clock.instant())) {
      case Clearance.Given _ -> started(order, before.get());
      case Clearance.Expired _ -> end(order, action.stage(), new Fact.ActionExpired(action.id()));
      case Clearance.Drifted v ->
          end(order, action.stage(), new Fact.ActionVoided(action.id(), v.difference()));
    };
  }

  /** What is forced does not wait for the bucket; the plan is then made anew. */
  private Optional<States.Before> saved(Order order, CaseAction action) {
    try {
      return states.before(order);
    } catch (Evidence.Unavailable e) {
      return goOnWithout(action, e, Optional.empty());
    }
  }

  /** What is forced begins without a file of the state before: the ledger tells it. */
  private States.Before saveBefore(Order order, CaseAction action, Plan.Ready ready) {
    try {
      return states.saveBefore(order, action, ready);
    } catch (Evidence.Unavailable e) {
      return goOnWithout(action, e, new States.Before(ready.changes(), ready.residual(), null));
    }
  }

  private static <T> T goOnWithout(CaseAction action, Evidence.Unavailable why, T instead) {
    if (!action.isForced()) {
      throw why;
    }
    log.warn("{} goes on without a record, since somebody broke the glass", action.id(), why);
    return instead;
  }

  private Plan plan(Case state, ResponseAction behaviour, Order order, @Nullable String undoes) {
    var plan =
        undoes == null
            ? behaviour.plan(order)
            : new Reversal(behaviour, failures).plan(order, state.action(undoes).orElseThrow());
    return switch (plan) {
      case Plan.Ready ready -> allowed(behaviour, order, ready);
      case Plan.Needless _, Plan.Impossible _ -> plan;
    };
  }

  /** STS takes no policy of any length; that a change has none is told before the first is made. */
  private Plan allowed(ResponseAction behaviour, Order order, Plan.Ready ready) {
    return ready.changes().stream()
        .map(change -> behaviour.policy(order, change))
        .filter(policy -> !policy.fits())
        .map(policy -> policy.json().length() + " of " + SessionPolicy.LONGEST + " characters")
        .map(length -> failures.failure("sts:AssumeRole", "PolicyTooLong", length))
        .<Plan>map(Plan.Impossible::new)
        .findFirst()
        .orElse(ready);
  }

  private Then started(Order order, States.Before before) {
    progress.append(
        order,
        new Fact.ActionStarted(
            order.action(), before.changes(), before.object(), before.residual()));
    return carryOn(order);
  }

  private Then carryOn(Order order) {
    flush(order);
    var waiting = false;
    for (var change : progress.current(order).changes()) {
      // Read anew for each change: whoever lost the lease meanwhile must not go on with the rest.
      var action = progress.current(order);
      if (action.stage() != STARTED) {
        return new Then.Done();
      }
      if (!isSettled(action, change)) {
        waiting |= step(order, action, change) == Standing.WAITING;
      }
    }
    return waiting ? again() : finish(order);
  }

  /**
   * No record, no action: throws while the bucket cannot be written, and the step is tried again.
   * What is forced goes on; its record is in the table, and is copied when that can be done.
   */
  private void flush(Order order) {
    try {
      mirror.flush(order.key());
    } catch (Evidence.Unavailable e) {
      var _ = goOnWithout(progress.current(order), e, order);
    }
  }

  private static boolean isSettled(CaseAction action, Change change) {
    return action.verified().contains(change.id()) || action.failed().containsKey(change.id());
  }

  /** Where one change stands after a step. */
  private enum Standing {
    SETTLED,
    WAITING
  }

  private Standing step(Order order, CaseAction action, Change change) {
    var blocked = firstFailure(action, change.needs());
    if (blocked.isPresent()) {
      return fail(order, change, blocked.get());
    }
    if (!action.verified().containsAll(change.needs())) {
      return Standing.WAITING;
    }
    try {
      return readBack(order, action, change, apply(order, action, change));
    } catch (CallFailed failed) {
      return patience.covers(failed.why(), progress.current(order))
          ? Standing.WAITING
          : fail(order, change, failures.failure(change.call(), failed.why()));
    }
  }

  private List<String> apply(Order order, CaseAction action, Change change) {
    var known = action.appliedTo(change.id());
    if (known.isPresent()) {
      return known.get();
    }
    var behaviour = behaviour(action);
    var applied = call(order, change, () -> behaviour.apply(order, change));
    progress.append(
        order,
        new Fact.ChangeApplied(order.action(), change.id(), applied.after(), applied.requestId()));
    return applied.after();
  }

  private Standing readBack(Order order, CaseAction action, Change change, List<String> expected) {
    var behaviour = behaviour(action);
    var seen = call(order, change, () -> behaviour.observe(order, change, expected));
    return switch (seen) {
      case Observation.Is is when is.value().equals(expected) -> {
        progress.append(order, new Fact.ChangeVerified(order.action(), change.id(), is.value()));
        yield Standing.SETTLED;
      }
      // AWS may take a moment to show a change; longer than that, it was not kept.
      case Observation.Is _ when patience.isEarly(progress.current(order)) -> Standing.WAITING;
      case Observation.Is is -> fail(order, change, notKept(change, String.join(", ", is.value())));
      case Observation.Pending _ -> Standing.WAITING;
      case Observation.Lost lost -> fail(order, change, notKept(change, lost.detail()));
    };
  }

  /** Asks the action to do its part, and tells its troubles from those of the ledger. */
  private <T> T call(Order order, Change change, Supplier<T> call) {
    try {
      return call.get();
    } catch (RuntimeException e) {
      if (AwsFailures.isInterruption(e)) {
        throw e;
      }
      log.warn("{}: {} of {} failed", order.token(), change.call(), change.resource(), e);
      throw new CallFailed(e);
    }
  }

  /** The action's part failed. */
  private static final class CallFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final RuntimeException why;

    CallFailed(RuntimeException why) {
      super(why);
      this.why = why;
    }

    RuntimeException why() {
      return why;
    }
  }

  private Failure notKept(Change change, String seen) {
    return failures.failure(change.call(), "NotKept", seen);
  }

  private Standing fail(Order order, Change change, Failure failure) {
    progress.append(order, new Fact.ChangeFailed(order.action(), change.id(), failure));
    return Standing.SETTLED;
  }

  private Then finish(Order order) {
    var action = progress.current(order);
    if (action.stage() != STARTED) {
      return new Then.Done();
    }
    Optional<Failure> missing;
    try {
      missing = missing(order, action);
    } catch (RuntimeException e) {
      if (patience.covers(e, action)) {
        return again();
      }
      missing = Optional.of(failures.failure("confirm", e));
    }
    var after = states.saveAfter(order, action, missing);
    return end(order, STARTED, outcome(action, after));
  }

  private Optional<Failure> missing(Order order, CaseAction action) {
    var first = firstFailure(action, action.changes().stream().map(Change::id).toList());
    return first.isPresent() || action.request().undoes() != null
        ? first
        : behaviour(action).confirm(order);
  }

  private static Optional<Failure> firstFailure(CaseAction action, List<String> changes) {
    return changes.stream()
        .flatMap(id -> Optional.ofNullable(action.failed().get(id)).stream())
        .findFirst();
  }

  private static Fact.OfAction outcome(CaseAction action, States.After after) {
    if (after.missing().isEmpty()) {
      return new Fact.ActionDone(action.id(), after.object());
    }
    var missing = after.missing().get();
    return after.done() == 0
        ? new Fact.ActionFailed(action.id(), missing)
        : new Fact.ActionPartial(
            action.id(), after.done(), action.changes().size(), missing, after.object());
  }

  private Then end(Order order, CaseAction.Stage during, Fact.OfAction outcome) {
    progress.end(order, during, outcome);
    log.info("{} ended: {}", order.token(), outcome.kind());
    return new Then.Done();
  }

  private Then again() {
    return new Then.Again(clock.instant().plus(LOOK_AGAIN.after(0)));
  }

  private ResponseAction behaviour(CaseAction action) {
    return actions
        .named(action.request().name())
        .orElseThrow(
            () -> new IllegalStateException("no action is named " + action.request().name()));
  }

  private static Order order(Case state, CaseAction action) {
    return new Order(
        state.key(),
        action.id(),
        action.request().target(),
        action.by().actor(),
        action.request().reason(),
        action.by().at());
  }
}
