package io.cordon.bot.slack;

import io.cordon.approval.Approvals;
import io.cordon.approval.Attempt;
import io.cordon.commands.Replies.Sender;
import io.cordon.ledger.CaseKey;
import io.cordon.people.Person;
import io.cordon.templates.slack.SlackText;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes what somebody decided about a request, and tells them what came of it. */
final class Rulings {
  private final Approvals approvals;
  private final Feedback feedback;
  private final SlackText texts;

  Rulings(Approvals approvals, Feedback feedback, SlackText texts) {
    this.approvals = approvals;
    this.feedback = feedback;
    this.texts = texts;
  }

  void take(Pressed press, Attempt attempt) {
    take(
        press.key(),
        press.value().action(),
        attempt,
        press.person(),
        press.claim(),
        press.sender());
  }

  void take(Submitted submitted, Attempt attempt) {
    take(
        submitted.key(),
        submitted.value().action(),
        attempt,
        submitted.person(),
        submitted.claim(),
        submitted.sender());
  }

  private void take(
      CaseKey key,
      @Nullable String action,
      Attempt attempt,
      Person person,
      String claim,
      Sender sender) {
    var id = Optional.ofNullable(action).orElse("");
    switch (approvals.take(key, id, attempt, person, claim)) {
      case Approvals.Outcome.Ruled ruled ->
          feedback.tell(sender, texts.approvals().answer(ruled.key(), ruled.fact()));
      case Approvals.Outcome.Refused refused ->
          feedback.tell(sender, texts.refusal(refused.refusal()));
    }
  }
}
