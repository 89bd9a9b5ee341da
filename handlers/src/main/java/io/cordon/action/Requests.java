package io.cordon.action;

import io.cordon.aws.Aws;
import io.cordon.change.Danger;
import io.cordon.change.Target;
import io.cordon.findings.Finding;
import io.cordon.findings.Resource;
import io.cordon.ledger.By;
import io.cordon.ledger.Case;
import io.cordon.ledger.CaseAction;
import io.cordon.ledger.CaseKey;
import io.cordon.ledger.Decided;
import io.cordon.ledger.Decision;
import io.cordon.ledger.Due;
import io.cordon.ledger.Fact;
import io.cordon.ledger.Ledger;
import io.cordon.people.Person;
import io.cordon.people.Refusal;
import io.cordon.people.Refusal.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From "somebody wants this" to an action in the ledger that a worker runs. */
public final class Requests {
  private final Ledger ledger;
  private final Actions actions;
  private final Aws aws;
  private final Map<Danger, Integer> approvals;

  /**
   * Requests.
   *
   * @param approvals how many approvals each class of danger needs
   */
  public Requests(Ledger ledger, Actions actions, Aws aws, Map<Danger, Integer> approvals) {
    this.ledger = ledger;
    this.actions = actions;
    this.aws = aws;
    this.approvals = Map.copyOf(approvals);
  }

  /** What came of a request. */
  public sealed interface Outcome {
    /** It is in the ledger and will run. */
    record Requested(CaseKey key, String action) implements Outcome {}

    /** It was turned down, and recorded. */
    record Refused(Refusal refusal) implements Outcome {}
  }

  /**
   * What somebody asks for.
   *
   * @param name the action's name
   * @param undoes the id of the action to turn back, or null
   * @param claim a name of the click or the submission that never comes twice, so that the same one
   *     delivered again starts nothing
   */
  public record Ask(
      Person person,
      String name,
      Target target,
      String reason,
      @Nullable String undoes,
      String claim) {}

  /** What the case is about, as far as an action can act on it. */
  public Optional<Target> target(Case state) {
    var opened = state.openedByHand().map(Fact.CaseOpened::target);
    return opened.isPresent() ? opened : state.first().flatMap(Requests::target);
  }

  private static Optional<Target> target(Finding finding) {
    return finding
        .primary()
        .filter(r -> r.kind() == Resource.Kind.INSTANCE)
        .map(r -> new Target.Instance(finding.account(), finding.region(), r.id()));
  }

  /** Whether the click may open the dialog of an action; recorded if not. */
  public Optional<Refusal> refusal(
      CaseKey key, Person person, String name, @Nullable String undoes) {
    return switch (ledger.decide(
        key,
        state -> {
          var target = target(state);
          var refusal =
              target.isEmpty()
                  ? Optional.of(new Refusal(Reason.NO_TARGET, name))
                  : check(state, name, target.get(), undoes);
          return refusal
              .map(r -> refused(person, name, r, Optional.of(r)))
              .orElseGet(() -> Decision.nothing(Optional.<Refusal>empty()));
        })) {
      case Decided.Written<Optional<Refusal>> written -> written.answer();
      case Decided.Duplicate<Optional<Refusal>> _ -> Optional.empty();
    };
  }

  /** Puts an action into a case's ledger, or says why not. */
  public Outcome request(CaseKey key, Ask ask) {
    return outcome(ledger.decide(key, state -> decide(state, ask)));
  }

  /** What shall be written about a request in this state of its case. */
  public Decision<Outcome> decide(Case state, Ask ask) {
    var refusal = check(state, ask.name(), ask.target(), ask.undoes());
    if (refusal.isPresent()) {
      return Requests.<Outcome>refused(
              ask.person(), ask.name(), refusal.get(), new Outcome.Refused(refusal.get()))
          .once(ask.claim());
    }
    var id = state.nextAction();
    var action = actions.named(ask.name()).orElseThrow();
    var fact =
        new Fact.ActionRequested(
            id,
            ask.name(),
            action.danger(),
            ask.target(),
            ask.reason(),
            Map.of(),
            needed(action.danger()),
            ask.undoes());
    return Decision.<Outcome>of(ask.person().actor(), new Outcome.Requested(state.key(), id), fact)
        .thenDo(new Due.Run(state.key(), id))
        .once(ask.claim());
  }

  /** The answer to a request; one that came a second time gets the answer of the first. */
  public Outcome outcome(Decided<Outcome> decided) {
    return switch (decided) {
      case Decided.Written<Outcome> written -> written.answer();
      case Decided.Duplicate<Outcome> duplicate -> newest(duplicate.first());
    };
  }

  private Outcome newest(CaseKey key) {
    var state = ledger.find(key).orElseThrow();
    return state.actions().isEmpty()
        ? new Outcome.Refused(new Refusal(Reason.ALREADY_UNDER_WAY, key.text()))
        : new Outcome.Requested(key, state.actions().getLast().id());
  }

  private Optional<Refusal> check(Case state, String name, Target target, @Nullable String undoes) {
    if (state.closed().isPresent()) {
      return refuse(Reason.CASE_CLOSED, state.key().text());
    }
    if (!aws.scopes().contains(target.scope())) {
      return refuse(
          Reason.NOT_CONFIGURED, target.scope().account() + " " + target.scope().region());
    }
    var action = actions.named(name).filter(a -> a.accepts(target));
    if (action.isEmpty()) {
      return refuse(Reason.NO_TARGET, name);
    }
    if (needed(action.get().danger()) > 0) {
      return refuse(Reason.NEEDS_APPROVAL, Integer.toString(needed(action.get().danger())));
    }
    return undoes == null ? busy(state, name, target) : undo(state, undoes);
  }

  private static Optional<Refusal> busy(Case state, String name, Target target) {
    return state
        .newest(name, target)
        .flatMap(last ->
            switch (last.stage()) {
              case REQUESTED, STARTED -> refuseAfter(Reason.ALREADY_UNDER_WAY, last);
              case DONE, NEEDLESS ->
                  last.changes().stream().anyMatch(c -> c.reversible())
                      ? refuseAfter(Reason.ALREADY_DONE, last)
                      : Optional.empty();
              case PARTIAL, FAILED, DROPPED, UNDONE -> Optional.empty();
            });
  }

  private static Optional<Refusal> undo(Case state, String undoes) {
    var under = state.undoOf(undoes).filter(a -> a.stage().isOpen());
    if (under.isPresent()) {
      return refuseAfter(Reason.ALREADY_UNDER_WAY, under.get());
    }
    return state.action(undoes).filter(CaseAction::canBeUndone).isPresent()
        ? Optional.empty()
        : refuse(Reason.NOTHING_TO_UNDO, undoes);
  }

  private static Optional<Refusal> refuse(Reason reason, String detail) {
    return Optional.of(new Refusal(reason, detail));
  }

  private static Optional<Refusal> refuseAfter(Reason reason, CaseAction first) {
    var by = new By(first.by().actor(), first.since());
    return Optional.of(new Refusal(reason, first.id(), by));
  }

  private static <T> Decision<T> refused(Person person, String name, Refusal refusal, T answer) {
    return new Decision<>(
        person.actor(), List.of(refusal.fact(name)), List.of(), List.of(), answer);
  }

  private int needed(Danger danger) {
    return approvals.getOrDefault(danger, 0);
  }
}
