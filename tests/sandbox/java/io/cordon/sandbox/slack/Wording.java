package io.cordon.sandbox.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Writes what the workspace knows in the JSON of Slack's API. */
final class Wording {
  private final WorkspaceSetup setup;

  Wording(WorkspaceSetup setup) {
    this.setup = setup;
  }

  /** A message object; metadata only if it was asked for. */
  ObjectNode message(State state, Message message, boolean withMetadata) {
    var json = Json.object().put("type", "message");
    if (message.broadcast()) {
      json.put("subtype", "thread_broadcast");
    }
    json.put("user", message.user()).put("ts", message.ts()).put("text", message.text());
    json.put("team", setup.teamId());
    if (message.byApp()) {
      json.put("bot_id", setup.botId()).put("app_id", setup.appId());
      json.set("bot_profile", botProfile());
    }
    if (!message.blocks().isEmpty()) {
      json.set("blocks", message.blocks().deepCopy());
    }
    if (message.threadTs() != null) {
      json.put("thread_ts", message.threadTs());
    }
    if (message.editedAt() != null) {
      json.putObject("edited").put("user", message.user()).put("ts", message.editedAt());
    }
    if (withMetadata && message.metadata() != null) {
      json.set("metadata", message.metadata().deepCopy());
    }
    addReactions(json, message);
    addFiles(json, state, message);
    addThread(json, state, message);
    return json;
  }

  private ObjectNode botProfile() {
    return Json.object()
        .put("id", setup.botId())
        .put("app_id", setup.appId())
        .put("name", setup.bot().realName())
        .put("team_id", setup.teamId())
        .put("deleted", false);
  }

  private static void addReactions(ObjectNode json, Message message) {
    message
        .reactions()
        .forEach((name, people) -> {
          var reaction = json.withArrayProperty("reactions").addObject();
          reaction.put("name", name).put("count", people.size());
          reaction.set("users", Json.strings(people));
        });
  }

  private static void addFiles(ObjectNode json, State state, Message message) {
    for (var id : message.fileIds()) {
      Optional.ofNullable(state.files.get(id))
          .ifPresent(file -> json.withArrayProperty("files").add(file(file)));
    }
  }

  static ObjectNode file(StoredFile file) {
    return Json.object()
        .put("id", file.id())
        .put("name", file.name())
        .put("title", file.name())
        .put("size", file.size());
  }

  private static void addThread(ObjectNode json, State state, Message message) {
    var replies = state.replies(message.channel(), message.ts());
    if (!replies.isEmpty()) {
      json.put("thread_ts", message.ts())
          .put("reply_count", replies.size())
          .put("latest_reply", replies.getLast().ts());
    }
  }

  /** A user object. */
  ObjectNode user(User user) {
    var json =
        Json.object()
            .put("id", user.id())
            .put("team_id", user.teamId())
            .put("name", user.name())
            .put("real_name", user.realName())
            .put("deleted", user.is(User.Flag.DELETED))
            .put("tz", "Etc/UTC")
            .put("tz_offset", 0)
            .put("is_admin", false)
            .put("is_owner", false)
            .put("is_restricted", isGuest(user))
            .put("is_ultra_restricted", user.is(User.Flag.ULTRA_RESTRICTED))
            .put("is_bot", user.is(User.Flag.BOT))
            .put("is_stranger", !user.teamId().equals(setup.teamId()))
            .put("is_app_user", false);
    json.putObject("profile")
        .put("real_name", user.realName())
        .put("display_name", user.name())
        .put("team", user.teamId());
    return json;
  }

  /** Slack marks a single-channel guest as restricted, too. */
  private static boolean isGuest(User user) {
    return user.is(User.Flag.RESTRICTED) || user.is(User.Flag.ULTRA_RESTRICTED);
  }

  /** A channel object. */
  ObjectNode channel(Channel channel) {
    var json =
        Json.object()
            .put("id", channel.id())
            .put("created", 1_700_000_000)
            .put("is_archived", channel.archived())
            .put("is_im", channel.isDirect())
            .put("is_channel", !channel.isDirect())
            .put("is_group", false)
            .put("is_mpim", false)
            .put("is_private", channel.isDirect());
    if (channel.isDirect()) {
      return json.put("user", channel.directWith());
    }
    return json.put("name", channel.name())
        .put("name_normalized", channel.name())
        .put("is_member", channel.members().contains(setup.bot().id()));
  }

  /** A user group object. */
  ObjectNode group(UserGroup group, boolean withUsers) {
    var json =
        Json.object()
            .put("id", group.id())
            .put("team_id", setup.teamId())
            .put("is_usergroup", true)
            .put("name", group.handle())
            .put("handle", group.handle())
            .put("date_delete", 0)
            .put("user_count", group.members().size());
    if (withUsers) {
      json.set("users", Json.strings(group.members()));
    }
    return json;
  }

  /** A view object with what is typed in it. */
  ObjectNode view(View view, ObjectNode values) {
    var json = view.content().deepCopy();
    json.put("id", view.id())
        .put("team_id", setup.teamId())
        .put("hash", view.hash())
        .put("root_view_id", view.rootId())
        .put("previous_view_id", view.previousId())
        .put("app_id", setup.appId())
        .put("app_installed_team_id", setup.teamId())
        .put("bot_id", setup.botId());
    for (var name : new String[] {"private_metadata", "callback_id", "external_id"}) {
      if (!json.has(name)) {
        json.put(name, "");
      }
    }
    for (var name : new String[] {"clear_on_close", "notify_on_close"}) {
      json.put(name, view.says(name));
    }
    json.putObject("state").set("values", values.deepCopy());
    return json;
  }
}
