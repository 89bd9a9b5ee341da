package io.cordon.sandbox.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cordon.sandbox.slack.blocks.Values;
import java.util.Optional;
import java.util.stream.Stream;

/** What the page draws, as JSON. */
final class PageState {
  private final WorkspaceSetup setup;
  private final Wording wording;

  PageState(WorkspaceSetup setup, Wording wording) {
    this.setup = setup;
    this.wording = wording;
  }

  /** All that one user sees. */
  ObjectNode seenBy(State state, String userId) {
    var json = Json.object().put("me", userId).put("domain", setup.domain());
    addPeople(json, state);
    addMenus(json);
    var channels = json.putArray("channels");
    state.channels.values().stream()
        .filter(c -> c.members().contains(userId))
        .forEach(c -> channels.add(channel(state, c, userId)));
    Optional.ofNullable(state.modals(userId).peek())
        .ifPresent(view -> json.set("modal", view(state, view)));
    Optional.ofNullable(state.homes.get(userId))
        .ifPresent(view -> json.set("home", view(state, view)));
    addNotices(json, state, userId);
    return json;
  }

  /** All that there is, for debugging. */
  ObjectNode everything(State state) {
    var json = Json.object();
    addPeople(json, state);
    var channels = json.putArray("channels");
    state.channels.values().forEach(c -> channels.add(channel(state, c, "")));
    var ephemerals = json.putArray("ephemerals");
    state.ephemerals.forEach(m -> ephemerals.add(message(state, m)));
    var homes = json.putArray("homes");
    state.homes.values().forEach(view -> homes.add(view(state, view)));
    var modals = json.putArray("modals");
    state
        .users
        .keySet()
        .forEach(id -> state.modals(id).forEach(view -> modals.add(view(state, view))));
    state.users.keySet().forEach(id -> addNotices(json, state, id));
    json.putArray("bookmarks").addAll(state.bookmarks);
    json.set("pins", Json.strings(state.pins));
    return json;
  }

  private void addPeople(ObjectNode json, State state) {
    json.put("bot", setup.bot().id());
    var users = json.putArray("users");
    for (var user : state.users.values()) {
      var shown = wording.user(user);
      var groups = shown.putArray("groups");
      state.groups.values().stream()
          .filter(group -> group.members().contains(user.id()))
          .forEach(group -> groups.add(group.handle()));
      users.add(shown);
    }
    var groups = json.putArray("groups");
    state.groups.values().forEach(group -> groups.add(wording.group(group, true)));
  }

  private void addMenus(ObjectNode json) {
    var commands = json.putArray("commands");
    setup
        .commands()
        .forEach(c -> commands.addObject().put("name", c.name()).put("hint", c.usageHint()));
    var shortcuts = json.putArray("shortcuts");
    setup
        .shortcuts()
        .forEach(s ->
            shortcuts
                .addObject()
                .put("name", s.name())
                .put("callback", s.callbackId())
                .put("on_message", s.onMessage()));
  }

  private ObjectNode channel(State state, Channel channel, String userId) {
    var json = wording.channel(channel);
    json.put("members", channel.members().size());
    var messages = json.putArray("messages");
    Stream.concat(
            state.messagesIn(channel.id()).values().stream(),
            state.ephemerals.stream()
                .filter(m -> m.channel().equals(channel.id()))
                .filter(m -> userId.equals(m.onlyFor())))
        .sorted((a, b) -> a.ts().compareTo(b.ts()))
        .forEach(m -> messages.add(message(state, m)));
    return json;
  }

  private ObjectNode message(State state, Message message) {
    return wording
        .message(state, message, true)
        .put("channel", message.channel())
        .put("only_for", message.onlyFor())
        .put("is_reply", message.isReply());
  }

  private ObjectNode view(State state, View view) {
    var values = state.draft(view.userId(), view.id(), Values.initial(view.blocks()));
    return wording.view(view, values);
  }

  private static void addNotices(ObjectNode json, State state, String userId) {
    var notices =
        json.path("notices") instanceof ArrayNode present ? present : json.putArray("notices");
    state.notices.stream()
        .filter(n -> n.userId().equals(userId))
        .forEach(n ->
            notices
                .addObject()
                .put("at", n.at().toEpochMilli())
                .put("where", n.where())
                .put("code", n.code()));
  }
}
