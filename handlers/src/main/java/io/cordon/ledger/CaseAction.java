package io.cordon.ledger;

import io.cordon.change.Change;
import io.cordon.change.Failure;
import io.cordon.change.Remark;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One action of a case, as its entries tell it.
 *
 * @param request what was asked for first
 * @param by who asked, and when
 * @param stage how far it is
 * @param changes what it set out to change; empty until it started
 * @param before where the state before is kept, once it started
 * @param applied change id → what AWS accepted
 * @param verified ids of the changes that were read back
 * @param failed change id → why it could not be made, while that stands
 * @param failure the last thing that went wrong, while it stands
 * @param since when it came to this stage
 * @param moved when AWS last accepted a change of it, or when it came to this stage
 * @param consent how far others' consent to it is
 */
public record CaseAction(
    Fact.ActionRequested request,
    By by,
    Stage stage,
    List<Change> changes,
    List<Remark> residual,
    @Nullable StoredObject before,
    Map<String, List<String>> applied,
    List<String> verified,
    Map<String, Failure> failed,
    @Nullable Failure failure,
    Instant since,
    Instant moved,
    Consent consent) {

  /** How far an action is. */
  public enum Stage {
    REQUESTED,
    /** Its plan waits for approvals. */
    PENDING,
    /** Nothing is in its way any more; nothing is changed yet. */
    APPROVED,
    STARTED,
    DONE,
    NEEDLESS,
    PARTIAL,
    FAILED,
    /** Turned down, expired, withdrawn or void: it will not run. */
    DROPPED,
    UNDONE;

    /** Whether the action may still change something. */
    public boolean isOpen() {
      return switch (this) {
        case REQUESTED, PENDING, APPROVED, STARTED -> true;
        case DONE, NEEDLESS, PARTIAL, FAILED, DROPPED, UNDONE -> false;
      };
    }
  }

  /** Keeps its own copies. */
  public CaseAction {
    changes = List.copyOf(changes);
    residual = List.copyOf(residual);
    applied = Map.copyOf(applied);
    verified = List.copyOf(verified);
    failed = Map.copyOf(failed);
  }

  static CaseAction requested(Fact.ActionRequested request, Entry entry) {
    return new CaseAction(
        request,
        new By(entry.actor(), entry.at()),
        Stage.REQUESTED,
        List.of(),
        List.of(),
        null,
        Map.of(),
        List.of(),
        Map.of(),
        null,
        entry.at(),
        entry.at(),
        Consent.NONE);
  }

  /** The id within the case: "A-1". */
  public String id() {
    return request.action();
  }

  /** Whether others must agree first and do not know yet to what. */
  public boolean wantsPlan() {
    return stage == Stage.REQUESTED && request.approvals() > 0;
  }

  /** Whether somebody had it go on without what it waited for. */
  public boolean isForced() {
    return consent.forced() != null;
  }

  /** Whether it does not go on for now, and {@link #failure} says why. */
  public boolean isWaiting() {
    return stage.isOpen() && failure != null;
  }

  /** The changes that AWS confirmed, in the order in which they were made. */
  public List<Change> confirmed() {
    return changes.stream().filter(change -> verified.contains(change.id())).toList();
  }

  /** What AWS accepted for a change, if it was made. */
  public Optional<List<String>> appliedTo(String change) {
    return Optional.ofNullable(applied.get(change));
  }

  /** Whether there is something that an undo would turn back. */
  public boolean canBeUndone() {
    return !stage.isOpen()
        && stage != Stage.UNDONE
        && request.undoes() == null
        && changes.stream().anyMatch(c -> c.reversible() && applied.containsKey(c.id()));
  }

  CaseAction at(Stage next, Instant when) {
    var stands = isWaiting() || next.isOpen() ? null : failure;
    return new CaseAction(
        request, by, next, changes, residual, before, applied, verified, failed, stands, when, when,
        consent);
  }

  CaseAction planned(Fact.ActionPlanned plan, Instant when) {
    return at(Stage.PENDING, when).with(consent.with(plan, request.approvals()));
  }

  CaseAction approved(int missing, By who) {
    var next = missing > 0 ? this : at(Stage.APPROVED, who.at());
    return next.with(consent.approvedBy(who, missing));
  }

  CaseAction forced(By who) {
    return at(stage == Stage.STARTED ? stage : Stage.APPROVED, who.at())
        .with(consent.forcedBy(who));
  }

  CaseAction dropped(Fact.OfAction fact, By who) {
    return at(Stage.DROPPED, who.at()).with(consent.endedBy(fact, who));
  }

  private CaseAction with(Consent next) {
    return new CaseAction(
        request, by, stage, changes, residual, before, applied, verified, failed, failure, since,
        moved, next);
  }

  CaseAction failed(Stage next, Failure why, Instant when) {
    return new CaseAction(
        request, by, next, changes, residual, before, applied, verified, failed, why, when, when,
        consent);
  }

  CaseAction waiting(Failure why) {
    return new CaseAction(
        request, by, stage, changes, residual, before, applied, verified, failed, why, since, moved,
        consent);
  }

  CaseAction started(Fact.ActionStarted start, Instant when) {
    return new CaseAction(
        request,
        by,
        Stage.STARTED,
        start.changes(),
        start.residual(),
        start.before(),
        applied,
        verified,
        Map.of(),
        null,
        when,
        when,
        consent);
  }

  CaseAction applied(String change, List<String> after, Instant when) {
    var next = new HashMap<>(applied);
    next.put(change, after);
    return with(next, verified, failed, when);
  }

  CaseAction verified(String change) {
    var next = new ArrayList<>(verified);
    if (!next.contains(change)) {
      next.add(change);
    }
    var left = new HashMap<>(failed);
    left.remove(change);
    return with(applied, next, left, moved);
  }

  CaseAction failed(String change, Failure why) {
    var next = new HashMap<>(failed);
    next.put(change, why);
    return with(applied, verified, next, moved);
  }

  private CaseAction with(
      Map<String, List<String>> made,
      List<String> seen,
      Map<String, Failure> missed,
      Instant when) {
    // What it waited for is over if it got here; what it failed of is not.
    var stands = isWaiting() ? null : failure;
    return new CaseAction(
        request, by, stage, changes, residual, before, made, seen, missed, stands, since, when,
        consent);
  }
}
