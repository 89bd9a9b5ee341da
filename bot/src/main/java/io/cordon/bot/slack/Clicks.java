package io.cordon.bot.slack;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.app_backend.views.payload.ViewSubmissionPayload;
import com.slack.api.bolt.App;
import com.slack.api.bolt.context.builtin.ActionContext;
import com.slack.api.bolt.context.builtin.SlashCommandContext;
import com.slack.api.bolt.context.builtin.ViewSubmissionContext;
import com.slack.api.bolt.request.builtin.SlashCommandRequest;
import com.slack.api.bolt.response.Response;
import com.slack.api.model.view.View;
import io.cordon.action.Requests;
import io.cordon.action.Runner;
import io.cordon.commands.Answer;
import io.cordon.commands.Commands;
import io.cordon.commands.Replies.Sender;
import io.cordon.commands.SnapshotCommand;
import io.cordon.ledger.Case;
import io.cordon.ledger.CaseKey;
import io.cordon.ledger.Decided;
import io.cordon.ledger.Decision;
import io.cordon.ledger.Fact;
import io.cordon.ledger.Ledger;
import io.cordon.people.Authority;
import io.cordon.people.Person;
import io.cordon.people.Refusal;
import io.cordon.table.Table;
import io.cordon.templates.slack.ButtonValue;
import io.cordon.templates.slack.Dialog;
import io.cordon.templates.slack.Message;
import io.cordon.templates.slack.SlackText;
import io.cordon.triage.Triage;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From what people press, submit and type in Slack to what Cordon does, and back to them. Slack's
 * types end here.
 *
 * <p>What is decided at once is in the ledger before Slack gets its answer; if it cannot be, Slack
 * shows the person an error. Nothing is ever silent.
 *
 * <p>Slack, or somebody who recorded its signed requests, may deliver the same one again, to this
 * process or to another. What it comes to is kept under a name of its own (a click's trigger_id, a
 * dialog's view id), so that it has one effect and one entry, and the person gets the answer of the
 * first time. If the process dies after the entry and before that answer, whoever presses again is
 * told that it was done already, by whom and when.
 */
public final class Clicks {
  private static final Logger log = LoggerFactory.getLogger(Clicks.class);

  private static final int LOOKS = 15;
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  private final Ledger ledger;
  private final Authority authority;
  private final Triage triage;
  private final Requests requests;
  private final Runner runner;
  private final Commands commands;
  private final Dialogs dialogs;
  private final InstantCards cards;
  private final BiPredicate<String, String> storms;
  private final SlackReplies replies;
  private final SlackText texts;
  private final String channel;
  private final ExecutorService threads;
  private final Supplier<String> ids;

  /**
   * The clicks of one workspace.
   *
   * @param storms whether the message in a channel, by its ts, speaks for a storm
   * @param channel where cases are posted
   * @param threads for what Slack does not wait for
   * @param ids gives short ids for errors
   */
  public Clicks(
      Ledger ledger,
      Authority authority,
      Triage triage,
      Requests requests,
      Runner runner,
      Commands commands,
      Dialogs dialogs,
      InstantCards cards,
      BiPredicate<String, String> storms,
      SlackReplies replies,
      SlackText texts,
      String channel,
      ExecutorService threads,
      Supplier<String> ids) {
    this.ledger = ledger;
    this.authority = authority;
    this.triage = triage;
    this.requests = requests;
    this.runner = runner;
    this.commands = commands;
    this.dialogs = dialogs;
    this.cards = cards;
    this.storms = storms;
    this.replies = replies;
    this.texts = texts;
    this.channel = channel;
    this.threads = threads;
    this.ids = ids;
  }

  /** Has this app send its clicks, submissions and commands here. */
  public void register(App app) {
    app.blockAction(
        Pattern.compile(Pattern.quote(ButtonValue.PREFIX) + ".+"),
        (request, context) -> clicked(request.getPayload(), context));
    app.viewSubmission(
        Dialog.CALLBACK, (request, context) -> submitted(request.getPayload(), context));
    app.command(SnapshotCommand.NAME, this::snapshot);
  }

  private Response clicked(BlockActionPayload payload, ActionContext context) {
    var sender =
        new Sender(
            payload.getUser().getId(),
            payload.getContainer().getChannelId(),
            Optional.ofNullable(payload.getResponseUrl()).orElse(""));
    var person = person(payload);
    guarded(sender, () -> click(payload, person, sender));
    return context.ack();
  }

  private void click(BlockActionPayload payload, Person person, Sender sender) {
    var value = ButtonValue.parse(payload.getActions().getFirst().getValue());
    var state = value.flatMap(v -> ledger.find(v.key()));
    if (value.isEmpty() || state.isEmpty()) {
      replies.tell(sender, texts.refusal(new Refusal(Refusal.Reason.NO_CASE, "")));
      return;
    }
    var trigger = Objects.requireNonNull(payload.getTriggerId());
    var attempt = new Attempt(value.get(), person, sender, "click " + trigger);
    var show = value.get().what().equals(ButtonValue.SHOW);
    var refusal =
        authority
            .refusal(person)
            .or(() -> show ? notOfStorm(payload) : unknownMessage(value.get().key(), payload));
    if (refusal.isPresent()) {
      refuse(attempt, value.get().what(), refusal.get());
    } else if (show) {
      var comes = triage.show(attempt.key(), person, attempt.claim());
      later(sender, texts.shown(attempt.key(), comes));
    } else if (value.get().what().equals(Triage.ACKNOWLEDGE)) {
      acknowledge(attempt);
    } else {
      threads.execute(() -> guarded(sender, () -> ask(attempt, trigger)));
    }
  }

  /** Whether the click is on a message that does not speak for a storm. */
  private Optional<Refusal> notOfStorm(BlockActionPayload payload) {
    var clicked = payload.getContainer();
    return storms.test(clicked.getChannelId(), clicked.getMessageTs())
        ? Optional.empty()
        : Optional.of(new Refusal(Refusal.Reason.UNKNOWN_MESSAGE, ""));
  }

  /** Whether the click is on a message that is not the case's own. */
  private Optional<Refusal> unknownMessage(CaseKey key, BlockActionPayload payload) {
    for (int look = 0; look < LOOKS; look++) {
      var card = ledger.find(key).flatMap(Case::card);
      if (card.isPresent()) {
        return isClicked(card.get(), payload)
            ? Optional.empty()
            : Optional.of(new Refusal(Refusal.Reason.UNKNOWN_MESSAGE, key.text()));
      }
      // People may be faster than the entry that records the message they see.
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
    return Optional.of(new Refusal(Refusal.Reason.UNKNOWN_MESSAGE, key.text()));
  }

  private static boolean isClicked(Fact.CardPosted card, BlockActionPayload payload) {
    var clicked = payload.getContainer();
    return card.channel().equals(clicked.getChannelId())
        && card.ts().equals(clicked.getMessageTs());
  }

  /**
   * What somebody tries by a click or a submission.
   *
   * @param claim names this one; however often it is delivered, it is carried out once
   */
  private record Attempt(ButtonValue value, Person person, Sender sender, String claim) {
    CaseKey key() {
      return value.key();
    }
  }

  private void acknowledge(Attempt attempt) {
    switch (triage.acknowledge(attempt.key(), attempt.person(), attempt.claim())) {
      case Triage.Outcome.Acknowledged done -> accepted(attempt, texts.acknowledged(done.key()));
      case Triage.Outcome.Refused refused ->
          later(attempt.sender(), texts.refusal(refused.refusal()));
    }
  }

  private void refuse(Attempt attempt, String name, Refusal refusal) {
    var decided =
        ledger.decide(
            attempt.key(),
            state ->
                Decision.of(attempt.person().actor(), state.seq(), refusal.fact(name))
                    .once(attempt.claim()));
    switch (decided) {
      case Decided.Written<Long> _ -> later(attempt.sender(), texts.refusal(refusal));
      case Decided.Duplicate<Long> before -> later(attempt.sender(), first(before));
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
              entry.key(), f.action(), f.undoes() == null ? f.name() : ButtonValue.UNDO);
      case Fact _ -> texts.acknowledged(entry.key());
    };
  }

  /** Opens an action's dialog at once, and fills it in when AWS has told what would happen. */
  private void ask(Attempt attempt, String trigger) {
    if (dialogs.isOpened(trigger)) {
      return;
    }
    var value = attempt.value();
    var actor = attempt.person().actor();
    var name = actionName(value);
    var refusal =
        requests.refusal(value.key(), attempt.person(), name, value.action(), attempt.claim());
    if (refusal.isPresent()) {
      replies.tell(attempt.sender(), texts.refusal(refusal.get()));
      return;
    }
    var state = ledger.find(value.key()).orElseThrow();
    var target = requests.target(state).orElseThrow();
    var origin = new Dialog.Origin(value, attempt.sender().responseUrl());
    var asking = texts.actionDialog(new Dialog(origin, name, target, null));
    switch (dialogs.open(trigger, asking.json())) {
      case Dialogs.Opened.Now now -> {
        var plan = runner.preview(state, name, target, actor, value.action());
        dialogs.fill(now.view(), texts.actionDialog(new Dialog(origin, name, target, plan)).json());
      }
      case Dialogs.Opened.Before _ -> {
        // Whoever opened it fills it in.
      }
      case Dialogs.Opened.TooLate _ -> replies.tell(attempt.sender(), texts.expired());
    }
  }

  private String actionName(ButtonValue value) {
    var undone = value.action();
    return undone == null
        ? value.what()
        : ledger
            .find(value.key())
            .flatMap(state -> state.action(undone))
            .map(action -> action.request().name())
            .orElse(value.what());
  }

  private Response submitted(ViewSubmissionPayload payload, ViewSubmissionContext context) {
    var view = payload.getView();
    var person = person(payload);
    var origin = Dialog.Origin.parse(view.getPrivateMetadata());
    var sender =
        new Sender(person.id(), channel, origin.map(Dialog.Origin::responseUrl).orElse(""));
    var reason = reason(view);
    var mistake = SnapshotCommand.reasonMistake(reason);
    if (mistake.isPresent()) {
      return context.ackWithErrors(Map.of(Dialog.REASON, texts.fieldError(mistake.get())));
    }
    guarded(
        sender,
        () -> {
          var value = origin.orElseThrow().value();
          submit(new Attempt(value, person, sender, "view " + view.getId()), reason);
        });
    return context.ack();
  }

  private void submit(Attempt attempt, String reason) {
    var value = attempt.value();
    var person = attempt.person();
    var name = actionName(value);
    var refusal = authority.refusal(person);
    if (refusal.isPresent()) {
      refuse(attempt, name, refusal.get());
      return;
    }
    var target = ledger.find(value.key()).flatMap(requests::target).orElseThrow();
    var ask = new Requests.Ask(person, name, target, reason, value.action(), attempt.claim());
    switch (requests.request(value.key(), ask)) {
      case Requests.Outcome.Requested r ->
          accepted(attempt, texts.requested(r.key(), r.action(), value.what()));
      case Requests.Outcome.Refused r -> later(attempt.sender(), texts.refusal(r.refusal()));
    }
  }

  private static String reason(View view) {
    var fields = view.getState().getValues().getOrDefault(Dialog.REASON, Map.of());
    var field = fields.get(Dialog.REASON);
    return field == null || field.getValue() == null ? "" : field.getValue().strip();
  }

  private Response snapshot(SlashCommandRequest request, SlashCommandContext context) {
    var payload = request.getPayload();
    var person = new Person(payload.getUserId(), payload.getTeamId(), payload.getUserName());
    var sender = new Sender(person.id(), payload.getChannelId(), payload.getResponseUrl());
    guarded(
        sender,
        () -> {
          var refusal = authority.refusal(person);
          Answer answer =
              refusal.isPresent()
                  ? new Answer.Refused(refusal.get())
                  : commands.snapshot(
                      payload.getTriggerId(),
                      Optional.ofNullable(payload.getText()).orElse(""),
                      person,
                      sender);
          later(sender, texts.answer(answer));
        });
    return context.ack();
  }

  /** The ledger has it: the card shows so at once, and the person is told. */
  private void accepted(Attempt attempt, Message message) {
    threads.execute(() -> cards.show(attempt.key(), attempt.sender().responseUrl()));
    later(attempt.sender(), message);
  }

  private void later(Sender sender, Message message) {
    threads.execute(() -> replies.tell(sender, message));
  }

  /** Whatever goes wrong, the person hears of it; if nothing can be stored, from Slack itself. */
  private void guarded(Sender sender, Runnable step) {
    try {
      step.run();
    } catch (Table.Unavailable e) {
      throw e;
    } catch (RuntimeException e) {
      var id = ids.get();
      log.error("error {} after a click by {}", id, sender.user(), e);
      later(sender, texts.error(id));
    }
  }

  private static Person person(BlockActionPayload payload) {
    var user = payload.getUser();
    return new Person(
        user.getId(), team(user.getTeamId(), payload.getTeam().getId()), user.getName());
  }

  private static Person person(ViewSubmissionPayload payload) {
    var user = payload.getUser();
    return new Person(
        user.getId(), team(user.getTeamId(), payload.getTeam().getId()), user.getName());
  }

  /** The user's own workspace; Slack names it where it may differ from the one that sends. */
  private static String team(@Nullable String ofUser, String ofRequest) {
    return ofUser == null ? ofRequest : ofUser;
  }
}
