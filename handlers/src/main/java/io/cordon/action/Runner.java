package io.cordon.action;

import io.cordon.change.Change;
import io.cordon.change.Failure;
import io.cordon.change.Target;
import io.cordon.ledger.Actor;
import io.cordon.ledger.Case;
import io.cordon.ledger.CaseAction;
import io.cordon.ledger.CaseKey;
import io.cordon.ledger.Decision;
import io.cordon.ledger.Due;
import io.cordon.ledger.Fact;
import io.cordon.ledger.Ledger;
import io.cordon.ledger.Mirror;
import io.cordon.work.Then;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Carries out actions: the state before is saved and the intent recorded, in the table and in S3,
 * before the first changing call; then one change after the other is made and read back; only what
 * was read back is ever called done.
 *
 * <p>A run may end at any line and be carried on by any process: what the ledger holds is not done
 * again, and a change whose outcome the ledger does not hold is looked at before it is made.
 */
public final class Runner {
  private static final Logger log = LoggerFactory.getLogger(Runner.class);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Ledger ledger;
  private final Mirror mirror;
  private final Actions actions;
  private final States states;
  private final AwsFailures failures;
  private final Clock clock;

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
  }

  /** Brings an action one step further, as far as it goes without waiting. */
  public Then run(CaseKey key, String id) {
    var state = ledger.find(key).orElseThrow();
    var action = state.action(id).orElseThrow();
    return switch (action.stage()) {
      case REQUESTED -> start(state, action);
      case STARTED -> carryOn(state, action);
      case DONE, NEEDLESS, PARTIAL, FAILED, DROPPED, UNDONE -> new Then.Done();
    };
  }

  /**
   * What an action would do if it were requested now. Reads only.
   *
   * @param undoes the id of the action that would be turned back, or null
   */
  public Plan preview(Case state, String name, Target target, Actor by, @Nullable String undoes) {
    var behaviour = actions.named(name).orElseThrow();
    var order = new Order(state.key(), state.nextAction(), target, by, "", clock.instant());
    try {
      return plan(state, behaviour, order, undoes);
    } catch (SdkException e) {
      return new Plan.Impossible(failures.failure("plan", e));
    }
  }

  private Then start(Case state, CaseAction action) {
    var order = order(state, action);
    var saved = states.before(order);
    if (saved.isPresent()) {
      return started(state, action, saved.get());
    }
    try {
      return switch (plan(state, behaviour(action), order, action.request().undoes())) {
        case Plan.Ready ready -> started(state, action, states.saveBefore(order, action, ready));
        case Plan.Needless n -> end(order, new Fact.ActionNeedless(action.id(), n.detail()));
        case Plan.Impossible i -> end(order, new Fact.ActionFailed(action.id(), i.failure()));
      };
    } catch (SdkException e) {
      return isWorthWaiting(e, action)
          ? again()
          : end(order, new Fact.ActionFailed(action.id(), failures.failure("plan", e)));
    }
  }

  private Plan plan(Case state, ResponseAction behaviour, Order order, @Nullable String undoes) {
    return undoes == null
        ? behaviour.plan(order)
        : new Reversal(behaviour, failures).plan(order, state.action(undoes).orElseThrow());
  }

  private Then started(Case state, CaseAction action, States.Before before) {
    var fact =
        new Fact.ActionStarted(action.id(), before.changes(), before.object(), before.residual());
    append(state.key(), action.id(), CaseAction.Stage.REQUESTED, fact);
    var after = ledger.find(state.key()).orElseThrow();
    return carryOn(after, after.action(action.id()).orElseThrow());
  }

  private Then carryOn(Case state, CaseAction action) {
    // No record, no action: throws while the bucket cannot be written, and the step is tried again.
    mirror.flush(state.key());
    var order = order(state, action);
    var failed = new HashMap<String, Failure>();
    var waiting = false;
    for (var change : action.changes()) {
      if (action.verified().contains(change.id())) {
        continue;
      }
      waiting |= isWaiting(step(order, action, change, failed));
    }
    if (waiting) {
      return again();
    }
    return finish(order, failed);
  }

  /** Where one change stands after a step. */
  private enum Standing {
    VERIFIED,
    FAILED,
    WAITING
  }

  private static boolean isWaiting(Standing standing) {
    return standing == Standing.WAITING;
  }

  private Standing step(
      Order order, CaseAction action, Change change, Map<String, Failure> failed) {
    var blocked = firstOf(change.needs(), failed);
    if (blocked.isPresent()) {
      return fail(order, change, failed, blocked.get());
    }
    try {
      var after = action.appliedTo(change.id());
      if (after.isEmpty()) {
        var applied = behaviour(action).apply(order, change);
        after = Optional.of(applied.after());
        append(
            order.key(),
            order.action(),
            CaseAction.Stage.STARTED,
            new Fact.ChangeApplied(
                order.action(), change.id(), applied.after(), applied.requestId()));
      }
      return readBack(order, action, change, after.get(), failed);
    } catch (SdkException e) {
      if (isWorthWaiting(e, action)) {
        log.warn("{}: {} will be tried again", order.token(), change.call(), e);
        return Standing.WAITING;
      }
      return fail(order, change, failed, failures.failure(change.call(), e));
    }
  }

  private Standing readBack(
      Order order,
      CaseAction action,
      Change change,
      List<String> expected,
      Map<String, Failure> failed) {
    return switch (behaviour(action).observe(order, change, expected)) {
      case Observation.Is is when is.value().equals(expected) -> {
        append(
            order.key(),
            order.action(),
            CaseAction.Stage.STARTED,
            new Fact.ChangeVerified(order.action(), change.id(), is.value()));
        yield Standing.VERIFIED;
      }
      // AWS may take a moment to show a change; longer than that, it was not kept.
      case Observation.Is _ when isEarly(action) -> Standing.WAITING;
      case Observation.Is is ->
          fail(order, change, failed, notKept(change, String.join(", ", is.value())));
      case Observation.Pending _ -> Standing.WAITING;
      case Observation.Lost lost -> fail(order, change, failed, notKept(change, lost.detail()));
    };
  }

  private Failure notKept(Change change, String seen) {
    return failures.failure(change.call(), "NotKept", seen);
  }

  private Standing fail(Order order, Change change, Map<String, Failure> failed, Failure failure) {
    failed.put(change.id(), failure);
    append(
        order.key(),
        order.action(),
        CaseAction.Stage.STARTED,
        new Fact.ChangeFailed(order.action(), change.id(), failure));
    return Standing.FAILED;
  }

  private Then finish(Order order, Map<String, Failure> failed) {
    var action = ledger.find(order.key()).flatMap(c -> c.action(order.action())).orElseThrow();
    var missing = missing(order, action, failed);
    var after = states.saveAfter(order, action, missing);
    var done = action.verified().size();
    if (missing.isEmpty()) {
      return end(order, new Fact.ActionDone(action.id(), after));
    }
    return done == 0
        ? end(order, new Fact.ActionFailed(action.id(), missing.get()))
        : end(
            order,
            new Fact.ActionPartial(
                action.id(), done, action.changes().size(), missing.get(), after));
  }

  private Optional<Failure> missing(Order order, CaseAction action, Map<String, Failure> failed) {
    var first = firstOf(action.changes().stream().map(Change::id).toList(), failed);
    if (first.isPresent()) {
      return first;
    }
    if (action.request().undoes() != null) {
      return Optional.empty();
    }
    try {
      return behaviour(action).confirm(order);
    } catch (SdkException e) {
      return Optional.of(failures.failure("confirm", e));
    }
  }

  private static Optional<Failure> firstOf(List<String> changes, Map<String, Failure> failed) {
    return changes.stream().flatMap(id -> Optional.ofNullable(failed.get(id)).stream()).findFirst();
  }

  private Then end(Order order, Fact.OfAction outcome) {
    ledger.decide(
        order.key(),
        state -> {
          var action = state.action(order.action()).orElseThrow();
          if (!action.stage().isOpen()) {
            return Decision.nothing(action.stage());
          }
          var facts = new ArrayList<Fact>(List.of(outcome));
          var undoes = action.request().undoes();
          if (undoes != null && outcome instanceof Fact.ActionDone) {
            facts.add(new Fact.ActionUndone(undoes, action.id()));
          }
          return new Decision<>(Actor.CORDON, facts, List.of(), List.of(), action.stage())
              .thenDo(new Due.Checkpoint(order.key()));
        });
    log.info("{} ended: {}", order.token(), outcome.kind());
    return new Then.Done();
  }

  /** Appends what became of a step, unless somebody else who carried on appended it already. */
  private void append(CaseKey key, String id, CaseAction.Stage during, Fact.OfAction fact) {
    ledger.decide(
        key,
        state -> {
          var action = state.action(id).orElseThrow();
          return action.stage() != during || isKnown(action, fact)
              ? Decision.nothing(state.seq())
              : Decision.of(Actor.CORDON, state.seq(), fact);
        });
  }

  private static boolean isKnown(CaseAction action, Fact.OfAction fact) {
    return switch (fact) {
      case Fact.ChangeApplied f -> action.applied().containsKey(f.change());
      case Fact.ChangeVerified f -> action.verified().contains(f.change());
      case Fact.OfAction _ -> false;
    };
  }

  private boolean isWorthWaiting(SdkException e, CaseAction action) {
    return AwsFailures.isPassing(e) && isEarly(action);
  }

  private boolean isEarly(CaseAction action) {
    return clock.instant().isBefore(action.since().plus(PATIENCE));
  }

  private Then again() {
    return new Then.Again(clock.instant().plus(LOOK_AGAIN));
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
