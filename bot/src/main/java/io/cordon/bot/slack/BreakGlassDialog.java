package io.cordon.bot.slack;

import io.cordon.approval.Approval;
import io.cordon.approval.Attempt;
import io.cordon.commands.Reasons;
import io.cordon.people.Refusal;
import io.cordon.templates.slack.ApprovalDialog;
import io.cordon.templates.slack.SlackText;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Has somebody type the case's name and a long reason, and has an action go on. */
final class BreakGlassDialog implements Button, Form {
  private final RecordedMessages messages;
  private final RequestPages pages;
  private final Rulings rulings;
  private final SlackText texts;

  BreakGlassDialog(
      RecordedMessages messages, RequestPages pages, Rulings rulings, SlackText texts) {
    this.messages = messages;
    this.pages = pages;
    this.rulings = rulings;
    this.texts = texts;
  }

  @Override
  public Optional<Refusal> misplaced(Pressed press) {
    return messages.notOnCopyOrCard(press);
  }

  @Override
  public void press(Pressed press) {
    pages.open(press, ApprovalDialog.Kind.BREAK_GLASS);
  }

  @Override
  public String callback() {
    return ApprovalDialog.Kind.BREAK_GLASS.callback();
  }

  @Override
  public Map<String, String> mistakes(Submitted submitted) {
    var mistakes = new HashMap<String, String>();
    if (!submitted.field(ApprovalDialog.KEY).equals(submitted.key().text())) {
      mistakes.put(ApprovalDialog.KEY, texts.approvals().fieldError("key"));
    }
    if (Reasons.isUnfit(submitted.field(ApprovalDialog.REASON), Approval.SHORTEST_FORCE)) {
      mistakes.put(ApprovalDialog.REASON, texts.approvals().fieldError("reason-force"));
    }
    return mistakes;
  }

  @Override
  public void submit(Submitted submitted) {
    rulings.take(
        submitted,
        new Attempt.Force(
            submitted.field(ApprovalDialog.KEY), submitted.field(ApprovalDialog.REASON)));
  }
}
