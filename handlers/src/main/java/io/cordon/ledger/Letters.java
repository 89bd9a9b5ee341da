package io.cordon.ledger;

import io.cordon.findings.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is to be said in Slack after an append. */
final class Letters {
  private Letters() {}

  /**
   * The letters that an append causes.
   *
   * @param before the case without what was appended
   * @param after the case with it
   */
  static List<Due> after(Case before, Case after, Actor actor, List<Fact> facts) {
    if (isUnheard(before, after, facts)) {
      return unheard(after);
    }
    var letters = new ArrayList<Due>();
    urgency(before, after, actor, facts).ifPresent(u -> letters.add(new Due.Card(after.key(), u)));
    // A thread hangs on its card: the entry that tells of the card makes the thread due.
    if (after.card().isPresent()) {
      letters.add(new Due.Lines(after.key()));
    }
    after.actions().stream()
        .filter(action -> isNewsToApprovers(before, action))
        .forEach(action -> letters.add(new Due.Approval(after.key(), action.id())));
    return letters;
  }

  /** Whether what approvers see of an action is behind. */
  private static boolean isNewsToApprovers(Case before, CaseAction action) {
    var consent = action.consent();
    return (consent.planned() != null || consent.forced() != null)
        && before
            .action(action.id())
            .filter(a -> a.stage() == action.stage() && a.consent().equals(consent))
            .isEmpty();
  }

  /** Whether it only adds to what nobody wants to hear of. */
  private static boolean isUnheard(Case before, Case after, List<Fact> facts) {
    return before.isQuiet()
        && after.isQuiet()
        && facts.stream()
            .allMatch(
                f -> f instanceof Fact.FindingReceived || f instanceof Fact.FindingUnreadable);
  }

  /**
   * A card that is there counts, and so does the message of a storm; the thread is told of what
   * came when something else happens.
   */
  private static List<Due> unheard(Case after) {
    var urgency = after.card().isPresent() ? Urgency.UPDATE : Urgency.NEWS;
    return List.of(new Due.Card(after.key(), urgency));
  }

  private static Optional<Urgency> urgency(Case before, Case after, Actor actor, List<Fact> facts) {
    if (facts.stream().noneMatch(Letters::showsOnCard)) {
      return Optional.empty();
    }
    if (facts.stream().allMatch(Fact.CaseJoined.class::isInstance)) {
      // Nobody looks at each of the many.
      return Optional.of(Urgency.UPDATE);
    }
    if (actor.isPerson() || facts.stream().anyMatch(Fact.OfAction.class::isInstance)) {
      return Optional.of(Urgency.ANSWER);
    }
    var critical = after.severity() == Severity.CRITICAL;
    if (after.card().isEmpty()) {
      return Optional.of(critical ? Urgency.ALARM : Urgency.NEWS);
    }
    return Optional.of(
        critical && before.severity() != Severity.CRITICAL ? Urgency.ALARM : Urgency.UPDATE);
  }

  private static boolean showsOnCard(Fact fact) {
    return switch (fact) {
      case Fact.CardPosted _,
          Fact.Checkpoint _,
          Fact.EvidenceStored _,
          Fact.CaseNoted _,
          Fact.CaseQuoted _,
          Fact.ActionRefused _ ->
          false;
      case Fact.FindingReceived _,
          Fact.FindingUnreadable _,
          Fact.CaseOpened _,
          Fact.OfTriage _,
          Fact.OfAction _ ->
          true;
    };
  }
}
