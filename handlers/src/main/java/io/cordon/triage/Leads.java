package io.cordon.triage;

import io.cordon.findings.Finding;
import io.cordon.findings.Resource;
import io.cordon.findings.Severity;
import io.cordon.ledger.Actor;
import io.cordon.ledger.Case;
import io.cordon.ledger.CaseKey;
import io.cordon.ledger.Decided;
import io.cordon.ledger.Decision;
import io.cordon.ledger.Due;
import io.cordon.ledger.Fact;
import io.cordon.ledger.Ledger;
import io.cordon.ledger.Membership;
import io.cordon.people.Person;
import io.cordon.work.Then;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Cases that are handled as one: a lead case speaks for its members, which keep their own ledgers
 * and findings. They are closed when it is.
 */
public final class Leads {
  private static final int SHOWN = 10;

  /** How long to wait for an action of a member, before it is closed. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

  private final Ledger ledger;
  private final Clock clock;

  /** Leads among the cases of this ledger. */
  public Leads(Ledger ledger, Clock clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * Opens a lead for those of these cases that are open and that no other speaks for. Doing so
   * again under the same name opens nothing again.
   *
   * @param name of the wish for it, which never comes twice
   * @return the lead; empty if there is no such case
   */
  Optional<CaseKey> open(
      String name, Person person, String title, String reason, List<CaseKey> cases) {
    var about = "lead " + name;
    var opened = ledger.correlated(about);
    if (opened.isPresent()) {
      return opened.map(Case::key);
    }
    var free = states(cases).stream().filter(Leads::isFree).toList();
    return free.isEmpty()
        ? Optional.empty()
        : Optional.of(open(about, person.actor(), gathered(title, reason, free)));
  }

  private CaseKey open(String about, Actor actor, Fact.CaseGathered gathered) {
    var decided =
        ledger.correlate(
            List.of(about),
            _ -> true,
            state ->
                state.seq() > 0
                    ? Decision.nothing(state.key())
                    : Decision.of(actor, state.key(), gathered)
                        .thenDo(new Due.Members(state.key())));
    return switch (decided) {
      case Decided.Written<CaseKey> written -> written.answer();
      case Decided.Duplicate<CaseKey> duplicate -> duplicate.first();
    };
  }

  /**
   * Has each member know what became of its lead, and the lead which members it has. Doing so again
   * changes nothing.
   */
  public Then tell(CaseKey key) {
    var lead = ledger.find(key).orElseThrow();
    var members = lead.lead().orElseThrow().gathered().cases();
    if (lead.closed().isPresent()) {
      var left = members.stream().filter(member -> !close(lead, member)).count();
      return left == 0 ? new Then.Done() : new Then.Again(clock.instant().plus(LOOK_AGAIN));
    }
    members.forEach(member -> join(lead, member));
    restate(lead);
    return new Then.Done();
  }

  /** For how many cases a lead speaks. */
  int members(CaseKey lead) {
    return ledger.find(lead).flatMap(Case::lead).map(l -> l.gathered().cases().size()).orElse(0);
  }

  private void join(Case lead, CaseKey member) {
    var by = lead.lead().orElseThrow().by().actor();
    ledger.decide(
        member,
        state ->
            isFree(state)
                ? Decision.of(by, true, new Fact.CaseJoined(lead.key()))
                    // Once: whoever leaves is not fetched back.
                    .once("join " + lead.key() + " " + member)
                : Decision.nothing(false));
  }

  /** Closes a member, unless it has left; false as long as an action of it is not over. */
  private boolean close(Case lead, CaseKey member) {
    var by = lead.closed().orElseThrow().actor();
    var how = lead.closing().orElseThrow();
    var decided =
        ledger.decide(
            member,
            state -> {
              if (state.closed().isPresent() || !isMember(state, lead.key())) {
                return Decision.nothing(true);
              }
              return state.openActions().isEmpty()
                  ? Decision.of(
                          by, true, new Fact.CaseClosed(how.resolution(), "with " + lead.key()))
                      .thenDo(new Due.Checkpoint(member))
                  : Decision.nothing(false);
            });
    return switch (decided) {
      case Decided.Written<Boolean> written -> written.answer();
      case Decided.Duplicate<Boolean> _ -> true;
    };
  }

  /** Says in the lead which cases it speaks for, if they are others than it says. */
  private void restate(Case lead) {
    var told = lead.lead().orElseThrow().gathered();
    var members =
        states(told.cases()).stream().filter(state -> isMember(state, lead.key())).toList();
    if (members.size() < told.cases().size()) {
      var now = gathered(told.title(), told.reason(), members);
      ledger.decide(
          lead.key(),
          state ->
              state.lead().orElseThrow().gathered().cases().equals(now.cases())
                  ? Decision.nothing(false)
                  : Decision.of(Actor.CORDON, true, now));
    }
  }

  private List<Case> states(List<CaseKey> cases) {
    return cases.stream().flatMap(key -> ledger.find(key).stream()).toList();
  }

  private static boolean isFree(Case state) {
    return state.closed().isEmpty() && state.membership().isEmpty() && state.lead().isEmpty();
  }

  private static boolean isMember(Case state, CaseKey lead) {
    return state.membership().map(Membership::into).filter(lead::equals).isPresent();
  }

  private static Fact.CaseGathered gathered(String title, String reason, List<Case> members) {
    var worst =
        members.stream()
            .sorted(Comparator.comparing(Case::severity).thenComparingLong(Case::seen).reversed())
            .toList();
    return new Fact.CaseGathered(
        title,
        reason,
        members.stream().map(Case::key).toList(),
        members.stream().mapToLong(Case::seen).sum(),
        worst.stream().map(Case::severity).findFirst().orElse(Severity.INFORMATIONAL),
        worst.stream().limit(SHOWN).map(Leads::member).toList());
  }

  private static Fact.Member member(Case state) {
    var first = state.first();
    return new Fact.Member(
        state.key(),
        state.severity(),
        state.seen(),
        first.map(f -> f.title().isBlank() ? f.type() : f.title()).orElse(""),
        first.flatMap(Finding::primary).map(Resource::id).orElse(""),
        first.map(Finding::account).orElse(""),
        first.map(Finding::region).orElse(""));
  }
}
