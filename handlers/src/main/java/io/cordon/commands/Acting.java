package io.cordon.commands;

import io.cordon.action.Requests;
import io.cordon.change.Target;
import io.cordon.intake.Correlation;
import io.cordon.ledger.Case;
import io.cordon.ledger.CaseKey;
import io.cordon.ledger.Decided;
import io.cordon.ledger.Decision;
import io.cordon.ledger.Fact;
import io.cordon.ledger.Ledger;
import io.cordon.people.Person;
import java.util.ArrayList;
import java.util.List;

/** Finds the case that a typed action belongs to, or opens one by hand, and asks for the action. */
public final class Acting {
  private final Ledger ledger;
  private final Requests requests;
  private final InstanceSearch search;

  /** Acts in the cases of this ledger. */
  public Acting(Ledger ledger, Requests requests, InstanceSearch search) {
    this.ledger = ledger;
    this.requests = requests;
    this.search = search;
  }

  /** Asks for an action. Doing so again starts nothing again. */
  Answer act(String id, Command.Act act, Person person) {
    return switch (search.find(act.place(), person.actor())) {
      case InstanceSearch.Found.Not not -> not.why();
      case InstanceSearch.Found.At at -> request(id, act, person, at.target());
    };
  }

  private Answer request(String id, Command.Act act, Person person, Target target) {
    var claim = Casebook.claim(id);
    var ask = new Requests.Ask(person, act.action(), target, act.reason(), null, claim);
    var named = act.key();
    var decided =
        named != null
            ? ledger.decide(named, state -> requests.decide(state, ask))
            : ledger.correlate(
                List.of(Correlation.key(target)),
                Acting::isOpen,
                state -> opening(state, ask, title(act.typed(), target)));
    return switch (requests.outcome(decided)) {
      case Requests.Outcome.Requested r -> taken(act.typed(), target, r);
      case Requests.Outcome.Refused r -> new Answer.Refused(r.refusal());
    };
  }

  private Answer taken(String typed, Target target, Requests.Outcome.Requested r) {
    var approvals =
        ledger
            .find(r.key())
            .flatMap(state -> state.action(r.action()))
            .map(action -> action.request().approvals())
            .orElse(0);
    return approvals > 0
        ? new Answer.Asked(typed, target, r.key(), r.action(), approvals)
        : new Answer.Started(typed, target, r.key(), r.action());
  }

  private Decision<Requests.Outcome> opening(Case state, Requests.Ask ask, String title) {
    var decision = requests.decide(state, ask);
    if (state.seq() > 0) {
      return decision;
    }
    if (decision.answer() instanceof Requests.Outcome.Refused) {
      // Nothing is going to be done about it, which is no case.
      return Decision.nothing(decision.answer());
    }
    var facts = new ArrayList<Fact>();
    facts.add(new Fact.CaseOpened(title, ask.target()));
    facts.addAll(decision.facts());
    return new Decision<>(
        decision.actor(), facts, decision.due(), decision.claims(), decision.answer());
  }

  /**
   * The case in which an action is to be asked for: the one that is named, else the open one about
   * the target, else a new one.
   *
   * @param id the command's: however often it comes, it opens one case
   */
  public CaseKey caseFor(String id, Command.Request request, Person person, Target target) {
    var named = request.key();
    if (named != null) {
      return named;
    }
    var decided =
        ledger.correlate(
            List.of(Correlation.key(target)),
            Acting::isOpen,
            state ->
                state.seq() > 0
                    ? Decision.nothing(state.key())
                    : Decision.of(
                            person.actor(),
                            state.key(),
                            new Fact.CaseOpened(title(request.typed(), target), target))
                        .once(Casebook.claim(id)));
    return switch (decided) {
      case Decided.Written<CaseKey> written -> written.answer();
      case Decided.Duplicate<CaseKey> before -> before.first();
    };
  }

  private static boolean isOpen(Case state) {
    return state.closed().isEmpty();
  }

  private static String title(String typed, Target target) {
    return typed + " " + target.id();
  }
}
