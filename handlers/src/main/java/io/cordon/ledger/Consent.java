package io.cordon.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far others' consent to an action is.
 *
 * @param planned what they are asked to agree to; null before that is known, and for an action that
 *     needs nobody's consent
 * @param approvals who agreed, in order
 * @param missing how many more must agree, as it was last counted
 * @param forced who had it go on without what it waited for (break-glass), or null
 * @param end how it ended without having run, or null
 */
public record Consent(
    Fact.@Nullable ActionPlanned planned,
    List<By> approvals,
    int missing,
    @Nullable By forced,
    @Nullable End end) {
  /** Nobody was asked. */
  static final Consent NONE = new Consent(null, List.of(), 0, null, null);

  /** Keeps its own copy of the approvals. */
  public Consent {
    approvals = List.copyOf(approvals);
  }

  /**
   * How a request ended.
   *
   * @param fact denied, withdrawn, expired or void
   * @param by whose entry tells it
   */
  public record End(Fact.OfAction fact, By by) {}

  /** Whether this person agreed already. */
  public boolean has(Actor actor) {
    return approvals.stream().anyMatch(by -> by.actor().id().equals(actor.id()));
  }

  /** Who it was that had it go on: the last who agreed, or whoever broke the glass. */
  public Optional<By> last() {
    return Optional.ofNullable(forced)
        .or(() -> approvals.isEmpty() ? Optional.empty() : Optional.of(approvals.getLast()));
  }

  /** How many must agree, all in all. */
  public int needed() {
    return approvals.size() + missing;
  }

  Consent with(Fact.ActionPlanned plan, int needed) {
    return new Consent(plan, approvals, needed, forced, end);
  }

  Consent approvedBy(By by, int more) {
    var next = new ArrayList<>(approvals);
    next.add(by);
    return new Consent(planned, next, more, forced, end);
  }

  Consent forcedBy(By by) {
    return new Consent(planned, approvals, missing, by, end);
  }

  Consent endedBy(Fact.OfAction fact, By by) {
    return new Consent(planned, approvals, missing, forced, new End(fact, by));
  }
}
