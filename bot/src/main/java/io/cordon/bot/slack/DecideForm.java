package io.cordon.bot.slack;

import io.cordon.approval.Approval;
import io.cordon.approval.Attempt;
import io.cordon.change.Danger;
import io.cordon.commands.Reasons;
import io.cordon.ledger.Ledger;
import io.cordon.templates.slack.ApprovalDialog;
import io.cordon.templates.slack.SlackText;
import java.util.Map;
import java.util.Optional;

/** Takes the decision about a request. */
final class DecideForm implements Form {
  private final Ledger ledger;
  private final Rulings rulings;
  private final SlackText texts;

  DecideForm(Ledger ledger, Rulings rulings, SlackText texts) {
    this.ledger = ledger;
    this.rulings = rulings;
    this.texts = texts;
  }

  @Override
  public String callback() {
    return ApprovalDialog.Kind.DECIDE.callback();
  }

  @Override
  public Map<String, String> mistakes(Submitted submitted) {
    var denies = submitted.field(ApprovalDialog.CHOICE).equals(ApprovalDialog.DENY);
    return (denies || destroys(submitted))
            && Reasons.isUnfit(submitted.field(ApprovalDialog.REASON), Approval.SHORTEST_REASON)
        ? Map.of(ApprovalDialog.REASON, texts.approvals().fieldError("reason"))
        : Map.of();
  }

  private boolean destroys(Submitted submitted) {
    return Optional.ofNullable(submitted.value().action())
        .flatMap(id -> ledger.find(submitted.key()).flatMap(state -> state.action(id)))
        .filter(action -> action.request().danger() == Danger.D)
        .isPresent();
  }

  @Override
  public void submit(Submitted submitted) {
    var reason = submitted.field(ApprovalDialog.REASON);
    rulings.take(
        submitted,
        submitted.field(ApprovalDialog.CHOICE).equals(ApprovalDialog.APPROVE)
            ? new Attempt.Approve(reason)
            : new Attempt.Deny(reason));
  }
}
