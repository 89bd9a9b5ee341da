package io.cordon.bot.slack;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.app_backend.interactive_components.payload.GlobalShortcutPayload;
import com.slack.api.app_backend.interactive_components.payload.MessageShortcutPayload;
import com.slack.api.app_backend.views.payload.ViewSubmissionPayload;
import com.slack.api.bolt.App;
import com.slack.api.bolt.context.builtin.ActionContext;
import com.slack.api.bolt.context.builtin.GlobalShortcutContext;
import com.slack.api.bolt.context.builtin.MessageShortcutContext;
import com.slack.api.bolt.context.builtin.ViewSubmissionContext;
import com.slack.api.bolt.response.Response;
import com.slack.api.model.Message;
import io.cordon.commands.Replies.Sender;
import io.cordon.templates.slack.HomeText;
import io.cordon.templates.slack.NewCaseDialog;
import io.cordon.templates.slack.QuoteDialog;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * From the app's shortcuts to their dialogs, and from those back to Cordon. Slack's types end here
 * (docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload).
 */
public final class Shortcuts {
  private static final String ADD_TO_TIMELINE = "cordon:add-to-timeline";
  private static final String NEW_CASE = "cordon:new-case";

  private final QuoteShortcut quotes;
  private final NewCaseShortcut cases;

  /** The shortcuts that the manifest names. */
  public Shortcuts(QuoteShortcut quotes, NewCaseShortcut cases) {
    this.quotes = quotes;
    this.cases = cases;
  }

  /** Has this app send its shortcuts, and what is filled in there, here. */
  public void register(App app) {
    app.messageShortcut(
        ADD_TO_TIMELINE, (request, context) -> picked(request.getPayload(), context));
    app.globalShortcut(NEW_CASE, (request, context) -> wanted(request.getPayload(), context));
    app.blockAction(
        HomeText.NEW_CASE, (request, context) -> pressed(request.getPayload(), context));
    app.viewSubmission(
        QuoteDialog.CALLBACK,
        (request, context) -> filled(quotes::take, request.getPayload(), context));
    app.viewSubmission(
        NewCaseDialog.CALLBACK,
        (request, context) -> filled(cases::take, request.getPayload(), context));
  }

  private Response picked(MessageShortcutPayload payload, MessageShortcutContext context) {
    var user = payload.getUser();
    var person =
        Clicks.person(user.getId(), user.getTeamId(), payload.getTeam().getId(), user.getName());
    var message = payload.getMessage();
    var picked =
        new Picked(
            payload.getChannel().getId(),
            payload.getMessageTs(),
            author(message),
            TypedText.of(Objects.requireNonNullElse(message.getText(), "")).text(),
            Objects.requireNonNullElse(payload.getResponseUrl(), ""));
    var root = Objects.requireNonNullElse(message.getThreadTs(), picked.ts());
    quotes.open(payload.getTriggerId(), person, picked, root);
    return context.ack();
  }

  /** Messages of some apps have no user. */
  private static String author(Message message) {
    return Stream.of(message.getUser(), message.getBotId())
        .filter(Objects::nonNull)
        .findFirst()
        .orElse("");
  }

  private Response wanted(GlobalShortcutPayload payload, GlobalShortcutContext context) {
    var user = payload.getUser();
    var person =
        Clicks.person(
            user.getId(), user.getTeamId(), payload.getTeam().getId(), user.getUsername());
    cases.open(payload.getTriggerId(), person, new Sender(person.id(), "", ""));
    return context.ack();
  }

  /** The home tab has a button for it. */
  private Response pressed(BlockActionPayload payload, ActionContext context) {
    var user = payload.getUser();
    var person =
        Clicks.person(user.getId(), user.getTeamId(), payload.getTeam().getId(), user.getName());
    cases.open(payload.getTriggerId(), person, new Sender(person.id(), "", ""));
    return context.ack();
  }

  private static Response filled(
      Function<Filled, Map<String, String>> form,
      ViewSubmissionPayload payload,
      ViewSubmissionContext context) {
    var mistakes = form.apply(Filled.of(payload));
    return mistakes.isEmpty() ? context.ack() : context.ackWithErrors(mistakes);
  }
}
