package io.cordon.sandbox.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cordon.sandbox.slack.blocks.Control;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes what Slack tells the app about a gesture, field by field as in the reference
 * (docs.slack.dev/reference/interaction-payloads) and in the SDK's slack-app-backend.
 */
final class Payloads {
  private final WorkspaceSetup setup;
  private final Wording wording;
  private final Ids ids;

  Payloads(WorkspaceSetup setup, Wording wording, Ids ids) {
    this.setup = setup;
    this.wording = wording;
    this.ids = ids;
  }

  /** A gesture on a message. */
  ObjectNode blockActions(
      State state,
      User user,
      Message message,
      ObjectNode action,
      ObjectNode values,
      String trigger,
      String responseUrl) {
    var payload = interaction("block_actions", user).put("trigger_id", trigger);
    payload.set("container", container(message));
    payload.set("channel", channel(state, message.channel()));
    if (!message.isEphemeral()) {
      payload.set("message", wording.message(state, message, true));
    }
    payload.putObject("state").set("values", values);
    payload.put("response_url", responseUrl);
    payload.putArray("actions").add(action);
    return payload;
  }

  /** A gesture in a modal or home tab. */
  ObjectNode blockActions(
      User user, View view, ObjectNode action, ObjectNode values, String trigger) {
    var payload = interaction("block_actions", user).put("trigger_id", trigger);
    payload.putObject("container").put("type", "view").put("view_id", view.id());
    payload.set("view", wording.view(view, values));
    payload.putArray("actions").add(action);
    return payload;
  }

  private static ObjectNode container(Message message) {
    var container =
        Json.object()
            .put("type", "message")
            .put("message_ts", message.ts())
            .put("channel_id", message.channel())
            .put("is_ephemeral", message.isEphemeral());
    if (message.threadTs() != null) {
      container.put("thread_ts", message.threadTs());
    }
    return container;
  }

  /** The entry of {@code actions} for a control, with the value that it has now. */
  ObjectNode action(Control control, @Nullable ObjectNode value) {
    var action =
        Json.object()
            .put("type", control.type())
            .put("action_id", control.actionId())
            .put("block_id", control.blockId())
            .put("action_ts", ids.ts());
    for (var name : new String[] {"text", "value", "style", "url", "placeholder", "confirm"}) {
      if (control.element().has(name)) {
        action.set(name, control.element().get(name).deepCopy());
      }
    }
    if (control.option() != null) {
      action.set("selected_option", control.option().deepCopy());
    }
    if (value != null) {
      action.setAll(value.deepCopy());
    }
    return action;
  }

  ObjectNode viewSubmission(User user, View view, ObjectNode values, String trigger) {
    var payload = interaction("view_submission", user).put("trigger_id", trigger);
    payload.set("view", wording.view(view, values));
    payload.putArray("response_urls");
    return payload;
  }

  ObjectNode viewClosed(User user, View view, ObjectNode values, boolean cleared) {
    var payload = interaction("view_closed", user).put("is_cleared", cleared);
    payload.set("view", wording.view(view, values));
    return payload;
  }

  ObjectNode globalShortcut(User user, String callbackId, String trigger) {
    return interaction("shortcut", user)
        .put("callback_id", callbackId)
        .put("trigger_id", trigger)
        .put("action_ts", ids.ts());
  }

  ObjectNode messageShortcut(
      State state,
      User user,
      Message message,
      String callbackId,
      String trigger,
      String responseUrl) {
    var payload =
        interaction("message_action", user)
            .put("callback_id", callbackId)
            .put("trigger_id", trigger)
            .put("action_ts", ids.ts())
            .put("message_ts", message.ts())
            .put("response_url", responseUrl);
    payload.set("channel", channel(state, message.channel()));
    payload.set("message", wording.message(state, message, true));
    return payload;
  }

  ObjectNode suggestion(User user, View view, ObjectNode values, Control control, String query) {
    var payload =
        interaction("block_suggestion", user)
            .put("action_id", control.actionId())
            .put("block_id", control.blockId())
            .put("value", query);
    payload.putObject("container").put("type", "view").put("view_id", view.id());
    payload.set("view", wording.view(view, values));
    return payload;
  }

  /** The form fields of a slash command. */
  ObjectNode command(
      State state,
      User user,
      Channel channel,
      String name,
      String text,
      String trigger,
      String responseUrl) {
    return Json.object()
        .put("token", verificationToken())
        .put("team_id", setup.teamId())
        .put("team_domain", setup.domain())
        .put("channel_id", channel.id())
        .put("channel_name", channel(state, channel.id()).path("name").asText())
        .put("user_id", user.id())
        .put("user_name", user.name())
        .put("command", name)
        .put("text", text)
        .put("api_app_id", setup.appId())
        .put("is_enterprise_install", "false")
        .put("response_url", responseUrl)
        .put("trigger_id", trigger);
  }

  /** An event in its wrapping. */
  ObjectNode event(ObjectNode event) {
    var payload =
        Json.object()
            .put("token", verificationToken())
            .put("team_id", setup.teamId())
            .put("api_app_id", setup.appId())
            .put("type", "event_callback")
            .put("event_id", ids.next("Ev"))
            .put("event_time", Long.parseLong(ids.ts().replaceFirst("\\..*", "")))
            .put("is_ext_shared_channel", false)
            .put("event_context", ids.secret(8));
    payload.set("event", event);
    payload
        .putArray("authorizations")
        .addObject()
        .putNull("enterprise_id")
        .put("team_id", setup.teamId())
        .put("user_id", setup.bot().id())
        .put("is_bot", true)
        .put("is_enterprise_install", false);
    return payload;
  }

  /** What Slack sends to learn whether a request URL is the app's. */
  ObjectNode urlVerification(String challenge) {
    return Json.object()
        .put("token", verificationToken())
        .put("challenge", challenge)
        .put("type", "url_verification");
  }

  private ObjectNode interaction(String type, User user) {
    var payload = Json.object().put("type", type);
    payload
        .putObject("user")
        .put("id", user.id())
        .put("username", user.name())
        .put("name", user.name())
        .put("team_id", user.teamId());
    payload.put("api_app_id", setup.appId()).put("token", verificationToken());
    payload.putObject("team").put("id", setup.teamId()).put("domain", setup.domain());
    return payload.putNull("enterprise").put("is_enterprise_install", false);
  }

  private static ObjectNode channel(State state, String id) {
    var name =
        Optional.ofNullable(state.channels.get(id)).map(Channel::name).orElse("privategroup");
    return Json.object().put("id", id).put("name", name);
  }

  /** Slack still sends this deprecated token; nobody should trust it. */
  private static String verificationToken() {
    return "deprecated-verification-token";
  }
}
