package io.cordon.templates.slack;

import io.cordon.change.Target;
import io.cordon.findings.Finding;
import io.cordon.findings.Resource;
import io.cordon.findings.Severity;
import io.cordon.ledger.Case;
import io.cordon.ledger.CaseAction;
import io.cordon.ledger.CaseKey;
import io.cordon.ledger.Fact;
import io.cordon.templates.slack.Rows.Containment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Works out what a case's card shows. */
final class Cards {
  private final SlackText.Setting setting;
  private final Places places;
  private final Templates templates;

  Cards(SlackText.Setting setting, Templates templates) {
    this.setting = setting;
    this.places = new Places(setting.aws());
    this.templates = templates;
  }

  /**
   * The card of a case.
   *
   * @param isFirst whether it is the post that opens the case's thread, which alone may call
   *     people: an edit would notify nobody
   */
  Card of(Case state, boolean isFirst) {
    var first = state.first().orElse(null);
    var target = setting.target().apply(state);
    var impossible = impossible(state, target);
    var rows =
        impossible == null
            ? target.map(t -> new Rows(state, t, setting.actions().on(t)))
            : Optional.<Rows>empty();
    var containment = rows.flatMap(Rows::containment);
    var outcome = outcome(state, containment);
    return new Card(
        file(state),
        state.key().text(),
        stage(state, outcome),
        outcome,
        state.severity(),
        title(state),
        isFirst && state.severity().compareTo(Severity.HIGH) >= 0 ? setting.onCall() : null,
        first,
        state.latest().orElse(null),
        first == null ? null : family(first),
        place(state, target),
        resource(first, target),
        target.flatMap(t -> Places.instance(t.scope().region(), t.id())).orElse(null),
        state.seen(),
        state.messages(),
        state.unreadable().orElse(null),
        rows.map(r -> suggested(state, r)).orElse(List.of()),
        impossible,
        rows.map(Rows::all).orElse(List.of()),
        TriageRow.of(state),
        state.owner().orElse(null),
        state.closed().orElse(null),
        state.closing().orElse(null),
        state.snooze().orElse(null),
        state.membership().map(m -> m.into().text()).orElse(null),
        state.lead().map(lead -> gathered(lead.gathered())).orElse(null),
        containment.flatMap(c -> contained(state, c)).orElse(null));
  }

  private static @Nullable String outcome(Case state, Optional<Containment> containment) {
    return TriageRow.rest(state)
        .or(() -> containment.map(Containment::word))
        .orElse(onlyWaitsForApproval(state) ? "awaiting" : null);
  }

  private static boolean onlyWaitsForApproval(Case state) {
    var open = state.actions().stream().filter(a -> a.stage().isOpen()).toList();
    return !open.isEmpty() && open.stream().allMatch(a -> a.stage() == CaseAction.Stage.PENDING);
  }

  private static String file(Case state) {
    if (state.lead().isPresent()) {
      return "lead";
    }
    return state.first().isPresent()
        ? "finding"
        : state.openedByHand().isPresent() ? "hand" : "unreadable";
  }

  private Card.Gathered gathered(Fact.CaseGathered gathered) {
    var groups = gathered.top().stream().map(this::group).toList();
    var cases = gathered.cases().size();
    return new Card.Gathered(gathered, cases, groups, cases - groups.size());
  }

  private Card.Group group(Fact.Member member) {
    return new Card.Group(
        member.key().text(),
        member.severity(),
        member.title(),
        member.resource(),
        places.of(member.account(), member.region()),
        member.seen(),
        false,
        show(member.key(), 0));
  }

  /** The button that has a case get a message of its own. */
  static Card.Button show(CaseKey key, long revision) {
    return new Card.Button(
        new ButtonValue(key, ButtonValue.SHOW, null, revision),
        ButtonValue.SHOW,
        "button",
        key.text(),
        null,
        false,
        false);
  }

  private static String title(Case state) {
    return state
        .first()
        .map(f -> f.title().isBlank() ? f.type() : f.title())
        .or(() -> state.openedByHand().map(Fact.CaseOpened::title))
        .or(() -> state.lead().map(lead -> lead.gathered().title()))
        .orElse("");
  }

  private static String stage(Case state, @Nullable String outcome) {
    if (state.closed().isEmpty() && !state.openActions().isEmpty()) {
      return onlyWaitsForApproval(state) ? "awaiting" : "working";
    }
    if (outcome != null) {
      return outcome;
    }
    return state.acknowledged().isPresent() ? "acknowledged" : "new";
  }

  /** The longest beginning of the type that there is a sentence for, else the product's. */
  private String family(Finding finding) {
    return templates.longestStartOf("kinds", finding.type()).orElse("product " + finding.product());
  }

  private @Nullable Place place(Case state, Optional<Target> target) {
    return state
        .first()
        .map(finding -> places.of(finding.account(), finding.region()))
        .or(() ->
            target
                .map(Target::scope)
                .or(() -> state.openedByHand().flatMap(Fact.CaseOpened::where))
                .map(places::of))
        .orElse(null);
  }

  private static @Nullable String resource(@Nullable Finding finding, Optional<Target> target) {
    return Optional.ofNullable(finding)
        .flatMap(Finding::primary)
        .map(Resource::id)
        .or(() -> target.map(Target::id))
        .orElse(null);
  }

  private @Nullable String impossible(Case state, Optional<Target> target) {
    if (target.isPresent()) {
      return setting.aws().scopes().contains(target.get().scope())
          ? setting.actions().on(target.get()).isEmpty() ? "no-action" : null
          : "not-configured";
    }
    return state
        .first()
        .map(f -> f.primary().isPresent() ? "no-action" : "no-resource")
        .orElse(null);
  }

  /** What was not asked for yet, in the order in which evidence is lost. */
  private List<String> suggested(Case state, Rows rows) {
    return TriageRow.rest(state).isPresent() ? List.of() : rows.untried();
  }

  private static Optional<Card.Contained> contained(Case state, Containment containment) {
    var at = containment.action().since();
    return containment.word().equals("contained")
        ? state.opened().map(opened -> new Card.Contained(at, Duration.between(opened, at)))
        : Optional.empty();
  }
}
