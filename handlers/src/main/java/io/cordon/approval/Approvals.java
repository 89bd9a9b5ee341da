package io.cordon.approval;

import io.cordon.ledger.Actor;
import io.cordon.ledger.Case;
import io.cordon.ledger.CaseKey;
import io.cordon.ledger.Decided;
import io.cordon.ledger.Decision;
import io.cordon.ledger.Due;
import io.cordon.ledger.Entry;
import io.cordon.ledger.Fact;
import io.cordon.ledger.Ledger;
import io.cordon.people.Authority;
import io.cordon.people.Person;
import io.cordon.people.Refusal;
import io.cordon.people.Refusal.Reason;
import io.cordon.people.Standing;
import java.time.Clock;
import java.util.Optional;

/** Takes what people decide about requests into the ledger. */
public final class Approvals {
  private final Ledger ledger;
  private final Authority authority;
  private final Approval approval;
  private final Clock clock;

  /** The approvals of these cases. */
  public Approvals(Ledger ledger, Authority authority, Approval approval, Clock clock) {
    this.ledger = ledger;
    this.authority = authority;
    this.approval = approval;
    this.clock = clock;
  }

  /** What came of an attempt. */
  public sealed interface Outcome {
    /**
     * It is in the ledger, as this fact.
     *
     * @param fact approved, denied, withdrawn or forced
     */
    record Ruled(CaseKey key, Fact.OfAction fact) implements Outcome {}

    /** It was turned down, and recorded. */
    record Refused(Refusal refusal) implements Outcome {}
  }

  /**
   * Does what somebody wants to do about a request, or says why not.
   *
   * @param id the action's within its case
   * @param claim a name of the click or submission that never comes twice: the same one delivered
   *     again counts once and gets the answer of the first time
   */
  public Outcome take(CaseKey key, String id, Attempt attempt, Person person, String claim) {
    // Asked before the ledger decides, which may be more than once and must not wait for Slack.
    var standing = authority.standing(person, attempt.role());
    return switch (ledger.decide(key, state -> decide(state, id, attempt, standing).once(claim))) {
      case Decided.Written<Outcome> written -> written.answer();
      case Decided.Duplicate<Outcome> before -> first(before);
    };
  }

  private Decision<Outcome> decide(Case state, String id, Attempt attempt, Standing standing) {
    var by = standing.person().actor();
    return switch (approval.verdict(attempt, state, id, standing, clock.instant())) {
      case Verdict.Approves a -> approved(state, id, attempt, standing, a.missing());
      case Verdict.Denies _ -> ruled(state, by, new Fact.ActionDenied(id, reason(attempt)));
      case Verdict.Withdraws _ -> ruled(state, by, new Fact.ActionWithdrawn(id));
      case Verdict.Forces _ ->
          ruled(state, by, new Fact.ActionForced(id, digest(state, id), reason(attempt)))
              .thenDo(new Due.Run(state.key(), id));
      case Verdict.Voids v -> {
        var refusal = new Refusal(Reason.REQUEST_VOID, v.difference());
        yield Decision.of(
            by,
            new Outcome.Refused(refusal),
            new Fact.ActionVoided(id, v.difference()),
            refusal.fact(attempt.word()));
      }
      case Verdict.Refuses r ->
          Decision.of(by, new Outcome.Refused(r.refusal()), r.refusal().fact(attempt.word()));
    };
  }

  private static Decision<Outcome> approved(
      Case state, String id, Attempt attempt, Standing standing, int missing) {
    var fact = new Fact.ActionApproved(id, digest(state, id), missing, reason(attempt));
    var decision = ruled(state, standing.person().actor(), fact);
    return missing > 0 ? decision : decision.thenDo(new Due.Run(state.key(), id));
  }

  private static Decision<Outcome> ruled(Case state, Actor by, Fact.OfAction fact) {
    return Decision.of(by, new Outcome.Ruled(state.key(), fact), fact);
  }

  private static String reason(Attempt attempt) {
    return switch (attempt) {
      case Attempt.Approve a -> a.reason();
      case Attempt.Deny d -> d.reason();
      case Attempt.Withdraw _ -> "";
      case Attempt.Force f -> f.reason();
    };
  }

  private static String digest(Case state, String id) {
    return state
        .action(id)
        .flatMap(a -> Optional.ofNullable(a.consent().planned()))
        .map(Fact.ActionPlanned::digest)
        .orElse("");
  }

  private Outcome first(Decided.Duplicate<Outcome> before) {
    return ledger.entries(before.first(), before.seq()).stream()
        .flatMap(entry -> told(entry).stream())
        .findFirst()
        .orElseThrow();
  }

  private Optional<Outcome> told(Entry entry) {
    return switch (entry.fact()) {
      case Fact.ActionRefused f ->
          Optional.of(new Outcome.Refused(Refusal.read(f, ledger.find(entry.key()).orElseThrow())));
      // What is void is told by the refusal that comes with it.
      case Fact.ActionVoided _ -> Optional.empty();
      case Fact.OfAction f -> Optional.of(new Outcome.Ruled(entry.key(), f));
      case Fact _ -> Optional.empty();
    };
  }
}
