package io.cordon.sandbox.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cordon.sandbox.slack.blocks.Values;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Does what Slack tells apps about by events, and tells it. */
final class Events {
  private final WorkspaceSetup setup;
  private final Store store;
  private final Ids ids;
  private final Places places;
  private final Payloads payloads;
  private final Wording wording;
  private final Dispatch dispatch;

  Events(
      WorkspaceSetup setup,
      Store store,
      Ids ids,
      Places places,
      Payloads payloads,
      Wording wording,
      Dispatch dispatch) {
    this.setup = setup;
    this.store = store;
    this.ids = ids;
    this.places = places;
    this.payloads = payloads;
    this.wording = wording;
    this.dispatch = dispatch;
  }

  /** Sends any event, wrapped; returns its event_id. */
  String send(ObjectNode event) {
    var wrapped = payloads.event(event);
    dispatch.sendEvent(new Parcel(Parcel.Kind.EVENT, wrapped));
    return wrapped.path("event_id").asText();
  }

  /** Asks the app to prove that the request URL is its own; whether it did. */
  boolean verifyUrl() {
    var challenge = ids.secret(16);
    var reply = dispatch.send(new Parcel(Parcel.Kind.EVENT, payloads.urlVerification(challenge)));
    return reply instanceof Reply.Taken(var body) && body.contains(challenge);
  }

  void homeOpened(String userId) {
    var event =
        store.change(state -> {
          var json =
              Json.object()
                  .put("type", "app_home_opened")
                  .put("user", userId)
                  .put("channel", places.direct(state, userId).id())
                  .put("tab", "home")
                  .put("event_ts", ids.ts());
          Optional.ofNullable(state.homes.get(userId))
              .ifPresent(
                  view -> json.set("view", wording.view(view, Values.initial(view.blocks()))));
          return json;
        });
    send(event);
  }

  Message say(String userId, String channelId, String text) {
    return store.change(state -> {
      var channel = places.byId(state, channelId);
      if (!channel.members().contains(userId)) {
        throw Interactions.gone("channel " + channelId);
      }
      var message =
          new Message(
              channelId,
              ids.ts(),
              null,
              userId,
              false,
              escaped(text),
              Json.array(),
              null,
              null,
              null,
              false,
              Map.of(),
              List.of());
      state.put(message);
      return message;
    });
  }

  /** As Slack keeps what people type (docs.slack.dev/messaging/formatting-message-text). */
  private static String escaped(String typed) {
    return typed.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** Gives a group other members. */
  void changeGroup(String groupId, List<String> members) {
    var event =
        store.change(state -> {
          var old =
              Optional.ofNullable(state.groups.get(groupId))
                  .orElseThrow(() -> Interactions.gone("group " + groupId));
          state.groups.put(groupId, new UserGroup(groupId, old.handle(), members));
          return membersChanged(old, members);
        });
    send(event);
  }

  private ObjectNode membersChanged(UserGroup old, List<String> members) {
    var added = new ArrayList<>(members);
    added.removeAll(old.members());
    var removed = new ArrayList<>(old.members());
    removed.removeAll(members);
    var event =
        Json.object()
            .put("type", "subteam_members_changed")
            .put("subteam_id", old.id())
            .put("team_id", setup.teamId())
            .put("added_users_count", added.size())
            .put("removed_users_count", removed.size())
            .put("event_ts", ids.ts());
    event.set("added_users", Json.strings(added));
    event.set("removed_users", Json.strings(removed));
    return event;
  }

  /** Archives a channel. */
  void archive(String channelId) {
    store.update(
        state -> state.channels.put(channelId, places.byId(state, channelId).asArchived()));
    send(
        Json.object()
            .put("type", "channel_archive")
            .put("channel", channelId)
            .put("user", setup.bot().id())
            .put("event_ts", ids.ts()));
  }

  /** Lets somebody leave a channel, or throws the app out. */
  void leave(String userId, String channelId) {
    store.update(state -> {
      var channel = places.byId(state, channelId);
      var left = new HashSet<>(channel.members());
      left.remove(userId);
      state.channels.put(channelId, channel.withMembers(left));
    });
    send(
        Json.object()
            .put("type", "member_left_channel")
            .put("user", userId)
            .put("channel", channelId)
            .put("channel_type", "C")
            .put("team", setup.teamId())
            .put("event_ts", ids.ts()));
  }
}
