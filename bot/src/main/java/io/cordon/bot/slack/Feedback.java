package io.cordon.bot.slack;

import io.cordon.commands.Replies.Sender;
import io.cordon.ledger.CaseKey;
import io.cordon.ledger.Decided;
import io.cordon.ledger.Decision;
import io.cordon.ledger.Fact;
import io.cordon.ledger.Ledger;
import io.cordon.people.Person;
import io.cordon.people.Refusal;
import io.cordon.table.Table;
import io.cordon.templates.slack.ButtonValue;
import io.cordon.templates.slack.Message;
import io.cordon.templates.slack.SlackText;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has people see at once what came of what they did, while Slack does not wait for it. */
public final class Feedback {
  private static final Logger log = LoggerFactory.getLogger(Feedback.class);

  private final Ledger ledger;
  private final InstantCards cards;
  private final SlackReplies replies;
  private final SlackText texts;
  private final ExecutorService threads;
  private final Supplier<String> ids;

  /**
   * Feedback.
   *
   * @param threads for what Slack does not wait for
   * @param ids gives short ids for errors
   */
  public Feedback(
      Ledger ledger,
      InstantCards cards,
      SlackReplies replies,
      SlackText texts,
      ExecutorService threads,
      Supplier<String> ids) {
    this.ledger = ledger;
    this.cards = cards;
    this.replies = replies;
    this.texts = texts;
    this.threads = threads;
    this.ids = ids;
  }

  /** Tells somebody something. */
  void tell(Sender sender, Message message) {
    threads.execute(() -> replies.tell(sender, message));
  }

  /** Tells somebody that the ledger has it, and has the case's card show so. */
  void accepted(CaseKey key, Sender sender, Message message) {
    threads.execute(() -> cards.show(key, sender.responseUrl()));
    tell(sender, message);
  }

  /** Turns a press down, and records that. */
  void refuse(Pressed press, String attempt, Refusal refusal) {
    refuse(press.recordedIn(), press.person(), press.sender(), press.claim(), attempt, refusal);
  }

  /** Turns a submission down, and records that. */
  void refuse(Submitted submitted, String attempt, Refusal refusal) {
    refuse(
        submitted.recordedIn(),
        submitted.person(),
        submitted.sender(),
        submitted.claim(),
        attempt,
        refusal);
  }

  /**
   * Turns somebody down, and records that.
   *
   * @param claim a name of the click or the submission that never comes twice
   */
  void refuse(
      CaseKey key, Person person, Sender sender, String claim, String attempt, Refusal refusal) {
    var decided =
        ledger.decide(
            key,
            state -> Decision.of(person.actor(), state.seq(), refusal.fact(attempt)).once(claim));
    switch (decided) {
      case Decided.Written<Long> _ -> tell(sender, texts.refusal(refusal));
      case Decided.Duplicate<Long> before -> tell(sender, first(before));
    }
  }

  /** What the person was told when the same came first, and they were perhaps allowed to. */
  private Message first(Decided.Duplicate<Long> before) {
    var entry = ledger.entries(before.first(), before.seq()).getFirst();
    return switch (entry.fact()) {
      case Fact.ActionRefused f ->
          texts.refusal(Refusal.read(f, ledger.find(entry.key()).orElseThrow()));
      case Fact.ActionRequested f ->
          texts.requested(
              entry.key(),
              f.action(),
              f.undoes() == null ? f.name() : ButtonValue.UNDO,
              f.approvals());
      case Fact.ActionApproved f -> texts.approvals().answer(entry.key(), f);
      case Fact.ActionDenied f -> texts.approvals().answer(entry.key(), f);
      case Fact.ActionWithdrawn f -> texts.approvals().answer(entry.key(), f);
      case Fact.ActionForced f -> texts.approvals().answer(entry.key(), f);
      case Fact f -> texts.triaged(entry.key(), f);
    };
  }

  /** Does something for which Slack need not wait. */
  void inBackground(Sender sender, Runnable step) {
    threads.execute(() -> {
      try {
        guarded(sender, step);
      } catch (Table.Unavailable e) {
        // Slack has its answer by now, and tells them nothing.
        broke(sender, e);
      }
    });
  }

  /**
   * Does something of which the person hears whatever goes wrong.
   *
   * @throws Table.Unavailable if nothing can be stored: then Slack itself tells them
   */
  void guarded(Sender sender, Runnable step) {
    try {
      step.run();
    } catch (Table.Unavailable e) {
      throw e;
    } catch (RuntimeException e) {
      broke(sender, e);
    }
  }

  private void broke(Sender sender, RuntimeException why) {
    var id = ids.get();
    log.error("error {} after a click by {}", id, sender.user(), why);
    tell(sender, texts.error(id));
  }
}
