package io.cordon.bot.slack;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.app_backend.views.payload.ViewSubmissionPayload;
import com.slack.api.bolt.App;
import com.slack.api.bolt.context.builtin.ActionContext;
import com.slack.api.bolt.context.builtin.ViewSubmissionContext;
import com.slack.api.bolt.response.Response;
import io.cordon.commands.Replies.Sender;
import io.cordon.people.Authority;
import io.cordon.people.Person;
import io.cordon.people.Refusal;
import io.cordon.templates.slack.ButtonValue;
import io.cordon.templates.slack.Dialog;
import io.cordon.templates.slack.SlackText;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * From what people press and submit in Slack to what Cordon does, and back to them. Slack's types
 * end here.
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
  private final Authority authority;
  private final Buttons buttons;
  private final Feedback feedback;
  private final SlackText texts;
  private final String channel;

  /**
   * The clicks of one workspace.
   *
   * @param channel where cases are posted
   */
  public Clicks(
      Authority authority, Buttons buttons, Feedback feedback, SlackText texts, String channel) {
    this.authority = authority;
    this.buttons = buttons;
    this.feedback = feedback;
    this.texts = texts;
    this.channel = channel;
  }

  /** Has this app send its clicks and submissions here. */
  public void register(App app) {
    app.blockAction(
        Pattern.compile(Pattern.quote(ButtonValue.PREFIX) + ".+"),
        (request, context) -> clicked(request.getPayload(), context));
    for (var form : buttons.forms()) {
      app.viewSubmission(
          form.callback(), (request, context) -> submitted(form, request.getPayload(), context));
    }
  }

  private Response clicked(BlockActionPayload payload, ActionContext context) {
    var user = payload.getUser();
    var person = person(user.getId(), user.getTeamId(), payload.getTeam().getId(), user.getName());
    var sender =
        new Sender(
            person.id(),
            Objects.requireNonNullElse(payload.getContainer().getChannelId(), ""),
            Optional.ofNullable(payload.getResponseUrl()).orElse(""));
    feedback.guarded(sender, () -> click(payload, person, sender));
    return context.ack();
  }

  private void click(BlockActionPayload payload, Person person, Sender sender) {
    var value = ButtonValue.parse(payload.getActions().getFirst().getValue());
    var button = value.flatMap(buttons::of);
    var recordedIn = value.flatMap(buttons::recordedIn);
    if (button.isEmpty() || recordedIn.isEmpty()) {
      feedback.tell(sender, texts.refusal(new Refusal(Refusal.Reason.NO_CASE, "")));
      return;
    }
    var clicked = payload.getContainer();
    var press =
        new Pressed(
            value.orElseThrow(),
            person,
            sender,
            Objects.requireNonNull(payload.getTriggerId()),
            Objects.requireNonNullElse(clicked.getChannelId(), ""),
            Objects.requireNonNullElse(clicked.getMessageTs(), ""),
            Objects.requireNonNullElse(clicked.getViewId(), ""),
            recordedIn.get());
    authority
        .refusal(person, button.get().role())
        .or(() -> button.get().misplaced(press))
        .ifPresentOrElse(
            refusal -> feedback.refuse(press, press.value().what(), refusal),
            () -> button.get().press(press));
  }

  private Response submitted(
      Form form, ViewSubmissionPayload payload, ViewSubmissionContext context) {
    var filled = Filled.of(payload);
    var person = filled.person();
    var origin = Dialog.Origin.parse(filled.metadata());
    var sender =
        new Sender(person.id(), channel, origin.map(Dialog.Origin::responseUrl).orElse(""));
    var recordedIn = origin.map(Dialog.Origin::value).flatMap(buttons::recordedIn);
    if (recordedIn.isEmpty()) {
      feedback.tell(sender, texts.refusal(new Refusal(Refusal.Reason.NO_CASE, "")));
      return context.ack();
    }
    var submitted =
        new Submitted(
            origin.orElseThrow(), person, sender, filled.view(), filled.fields(), recordedIn.get());
    var mistakes = form.mistakes(submitted);
    if (!mistakes.isEmpty()) {
      return context.ackWithErrors(mistakes);
    }
    feedback.guarded(sender, () -> form.submit(submitted));
    return context.ack();
  }

  /**
   * The user's own workspace counts; Slack names it where it may differ from the one that sends.
   */
  static Person person(String id, @Nullable String own, String sending, String name) {
    return new Person(id, own == null ? sending : own, name);
  }
}
