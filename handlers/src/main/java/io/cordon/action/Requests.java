package io.cordon.action;

import io.cordon.approval.Policy;
import io.cordon.aws.Aws;
import io.cordon.change.Change;
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
import io.cordon.ledger.Entry;
import io.cordon.ledger.Fact;
import io.cordon.ledger.Ledger;
import io.cordon.people.Person;
import io.cordon.people.Refusal;
import io.cordon.people.Refusal.Reason;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From "somebody wants this" to an action in the ledger that a worker runs. */
public final class Requests {
  /** The parameter that names the ticket which the team has for it elsewhere. */
  public static final String TICKET = "ticket";

  private final Ledger ledger;
  private final Actions actions;
  private final Aws aws;
  private final Policy policy;
  private final Clock clock;

  /**
   * Requests.
   *
   * @param policy how many must agree to what
   */
  public Requests(Ledger ledger, Actions actions, Aws aws, Policy policy, Clock clock) {
    this.ledger = ledger;
    this.actions = actions;
    this.aws = aws;
    this.policy = policy;
    this.clock = clock;
  }

  /** What came of a request. */
  public sealed interface Outcome {
    /** It is in the ledger and will run, once enough others agree if any must. */
    record Requested(CaseKey key, String action) implements Outcome {}

    /** It was turned down, and recorded. */
    record Refused(Refusal refusal) implements Outcome {}
  }

  /**
   * What somebody asks for.
   *
   * @param name the action's name
   * @param undoes the id of the action to turn back, or null
   * @param parameters what else was said about it, such as the {@link #TICKET}
   * @param claim a name of the click or the submission that never comes twice, so that the same one
   *     delivered again starts nothing
   */
  public record Ask(
      Person person,
      String name,
      Target target,
      String reason,
      @Nullable String undoes,
      Map<String, String> parameters,
      String claim) {
    /** Keeps its own copy. */
    public Ask {
      parameters = Map.copyOf(parameters);
    }

    /** One of which nothing else was said. */
    public Ask(
        Person person,
        String name,
        Target target,
        String reason,
        @Nullable String undoes,
        String claim) {
      this(person, name, target, reason, undoes, Map.of(), claim);
    }
  }

  /** What the case is about, as far as an action can act on it. */
  public Optional<Target> target(Case state) {
    var opened = state.openedByHand().map(Fact.CaseOpened::target);
    return opened.isPresent() ? opened : state.first().flatMap(Requests::target);
  }

  private static Optional<Target> target(Finding finding) {
    return finding
        .primary()
        .filter(r -> r.kind() == Resource.Kind.INSTANCE)
        // The sender chose it: "i-*" would mean every instance to a filter of EC2.
        .filter(r -> Target.Instance.isId(r.id()))
        .map(r -> new Target.Instance(finding.account(), finding.region(), r.id()));
  }

  /**
   * Whether the click may open the dialog of an action; recorded if not.
   *
   * @param claim a name of the click that never comes twice, so that one delivered again is not
   *     refused again
   */
  public Optional<Refusal> refusal(
      CaseKey key, Person person, String name, @Nullable String undoes, String claim) {
    return switch (ledger.decide(
        key,
        state -> {
          var target = target(state);
          var refusal =
              target.isEmpty()
                  ? Optional.of(new Refusal(Reason.NO_TARGET, name))
                  : check(state, name, target.get(), undoes);
          return refusal
              .map(r -> refused(person, name, r, Optional.of(r)).once(claim))
              .orElseGet(() -> Decision.nothing(Optional.<Refusal>empty()));
        })) {
      case Decided.Written<Optional<Refusal>> written -> written.answer();
      case Decided.Duplicate<Optional<Refusal>> duplicate ->
          first(duplicate.first(), duplicate.seq()) instanceof Outcome.Refused refused
              ? Optional.of(refused.refusal())
              : Optional.empty();
    };
  }

  /** How many others must agree to an action, or to its undo, before it runs. */
  public int approvals(Case state, String name, Target target) {
    return actions
        .named(name)
        .map(a -> policy.needed(a.danger(), target.scope().account(), state.severity()))
        .orElse(0);
  }

  /** How dangerous an action is; empty if there is none of this name. */
  public Optional<Danger> danger(String name) {
    return actions.named(name).map(ResponseAction::danger);
  }

  /** The actions to offer along with one, since it may change what they would take. */
  public List<String> alongWith(Case state, String name, Target target) {
    return danger(name).filter(danger -> danger != Danger.E).isEmpty()
        ? List.of()
        : actions.on(target).stream()
            .filter(ResponseAction::preserves)
            .map(ResponseAction::name)
            .filter(other -> state.newest(other, target).isEmpty())
            .toList();
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
    var needed = approvals(state, ask.name(), ask.target());
    var fact =
        new Fact.ActionRequested(
            id,
            ask.name(),
            action.danger(),
            ask.target(),
            ask.reason(),
            ask.parameters(),
            needed,
            ask.undoes(),
            needed > 0 ? expiry() : null);
    return Decision.<Outcome>of(ask.person().actor(), new Outcome.Requested(state.key(), id), fact)
        .thenDo(new Due.Run(state.key(), id))
        .once(ask.claim());
  }

  private Instant expiry() {
    return clock.instant().plus(policy.expiry()).truncatedTo(ChronoUnit.MILLIS);
  }

  /** The answer to a request; one that came a second time gets the answer of the first. */
  public Outcome outcome(Decided<Outcome> decided) {
    return switch (decided) {
      case Decided.Written<Outcome> written -> written.answer();
      case Decided.Duplicate<Outcome> duplicate -> first(duplicate.first(), duplicate.seq());
    };
  }

  private Outcome first(CaseKey key, long seq) {
    return ledger.entries(key, seq).stream()
        .flatMap(entry -> first(entry).stream())
        .findFirst()
        .orElseThrow();
  }

  private Optional<Outcome> first(Entry entry) {
    return switch (entry.fact()) {
      case Fact.ActionRequested f -> Optional.of(new Outcome.Requested(entry.key(), f.action()));
      case Fact.ActionRefused f ->
          Optional.of(new Outcome.Refused(Refusal.read(f, ledger.find(entry.key()).orElseThrow())));
      case Fact _ -> Optional.empty();
    };
  }

  private Optional<Refusal> check(Case state, String name, Target target, @Nullable String undoes) {
    if (state.closed().isPresent()) {
      return refuse(Reason.CASE_CLOSED, state.key().text());
    }
    if (!aws.scopes().contains(target.scope())) {
      return refuse(
          Reason.NOT_CONFIGURED, target.scope().account() + " " + target.scope().region());
    }
    var action = actions.named(name);
    if (action.isEmpty()) {
      return refuse(Reason.NO_ACTION, name);
    }
    if (!action.get().accepts(target)) {
      return refuse(Reason.NO_TARGET, name);
    }
    return underWay(state, name, target)
        .or(() -> undoes == null ? done(state, name, target) : undo(state, name, target, undoes));
  }

  /** An action and its undo, or two of a kind, must not run against each other. */
  private static Optional<Refusal> underWay(Case state, String name, Target target) {
    return state.actions().stream()
        .filter(a -> a.stage().isOpen() && isOf(a, name, target))
        .findFirst()
        .map(a -> after(Reason.ALREADY_UNDER_WAY, a));
  }

  /** What holds until it is undone need not be done again; evidence may be taken again. */
  private static Optional<Refusal> done(Case state, String name, Target target) {
    return state
        .newest(name, target)
        .filter(state::holds)
        .filter(last -> last.changes().stream().anyMatch(Change::reversible))
        .map(last -> after(Reason.ALREADY_DONE, last));
  }

  private static Optional<Refusal> undo(Case state, String name, Target target, String undoes) {
    var action = state.action(undoes).filter(a -> isOf(a, name, target));
    if (action.filter(CaseAction::canBeUndone).isPresent()) {
      return Optional.empty();
    }
    return action
        .filter(a -> a.stage() == CaseAction.Stage.UNDONE)
        .flatMap(a -> state.undoOf(a.id()))
        .map(undo -> after(Reason.ALREADY_UNDONE, undo))
        .or(() -> refuse(Reason.NOTHING_TO_UNDO, undoes));
  }

  private static boolean isOf(CaseAction action, String name, Target target) {
    return action.request().name().equals(name) && action.request().target().equals(target);
  }

  private static Optional<Refusal> refuse(Reason reason, String detail) {
    return Optional.of(new Refusal(reason, detail));
  }

  private static Refusal after(Reason reason, CaseAction first) {
    return new Refusal(reason, first.id(), new By(first.by().actor(), first.since()));
  }

  private static <T> Decision<T> refused(Person person, String name, Refusal refusal, T answer) {
    return new Decision<>(
        person.actor(), List.of(refusal.fact(name)), List.of(), List.of(), answer);
  }
}
