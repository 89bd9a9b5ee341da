package io.cordon.bot.slack;

import io.cordon.approval.Approval;
import io.cordon.approval.Attempt;
import io.cordon.commands.Reasons;
import io.cordon.people.Refusal;
import io.cordon.people.Role;
import io.cordon.templates.slack.ApprovalDialog;
import io.cordon.templates.slack.SlackText;
import java.util.Map;
import java.util.Optional;

/** Asks why, and turns a request down. */
final class DenyDialog implements Button, Form {
  private final RecordedMessages messages;
  private final RequestPages pages;
  private final Rulings rulings;
  private final SlackText texts;

  DenyDialog(RecordedMessages messages, RequestPages pages, Rulings rulings, SlackText texts) {
    this.messages = messages;
    this.pages = pages;
    this.rulings = rulings;
    this.texts = texts;
  }

  @Override
  public Role role() {
    return Role.APPROVER;
  }

  @Override
  public Optional<Refusal> misplaced(Pressed press) {
    return messages.notOnCopy(press);
  }

  @Override
  public void press(Pressed press) {
    pages.open(press, ApprovalDialog.Kind.DENY);
  }

  @Override
  public String callback() {
    return ApprovalDialog.Kind.DENY.callback();
  }

  @Override
  public Map<String, String> mistakes(Submitted submitted) {
    return Reasons.isUnfit(submitted.field(ApprovalDialog.REASON), Approval.SHORTEST_REASON)
        ? Map.of(ApprovalDialog.REASON, texts.approvals().fieldError("reason"))
        : Map.of();
  }

  @Override
  public void submit(Submitted submitted) {
    rulings.take(submitted, new Attempt.Deny(submitted.field(ApprovalDialog.REASON)));
  }
}
