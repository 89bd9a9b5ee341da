package io.cordon.sandbox.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The methods that mark a message or a channel: reactions, pins and bookmarks. */
final class MarkMethods {
  private final WorkspaceSetup setup;
  private final Store store;
  private final Ids ids;
  private final Places places;

  MarkMethods(WorkspaceSetup setup, Store store, Ids ids, Places places) {
    this.setup = setup;
    this.store = store;
    this.ids = ids;
    this.places = places;
  }

  List<Method> methods() {
    return List.of(
        Method.of(
            "reactions.add", Rate.TIER_3, List.of("channel", "timestamp", "name"), this::react),
        Method.of("pins.add", Rate.TIER_2, List.of("channel", "timestamp"), this::pin),
        Method.of(
            "bookmarks.add",
            Rate.TIER_2,
            List.of(
                "channel_id",
                "title",
                "type",
                "link",
                "emoji",
                "entity_id",
                "parent_id",
                "access_level"),
            this::bookmark));
  }

  private ObjectNode react(Args args) {
    store.update(state -> {
      var message = marked(state, args);
      var name = args.need("name");
      var bot = setup.bot().id();
      if (message.reactions().getOrDefault(name, List.of()).contains(bot)) {
        throw new Refusal("already_reacted");
      }
      state.put(message.withReaction(name, bot));
    });
    return Json.object();
  }

  private ObjectNode pin(Args args) {
    store.update(state -> {
      var message = marked(state, args);
      var key = message.channel() + "/" + message.ts();
      if (state.pins.contains(key)) {
        throw new Refusal("already_pinned");
      }
      state.pins.add(key);
    });
    return Json.object();
  }

  private Message marked(State state, Args args) {
    var channel = places.joined(state, args.need("channel"));
    return state
        .message(channel.id(), args.need("timestamp"))
        .orElseThrow(() -> new Refusal("message_not_found"));
  }

  private ObjectNode bookmark(Args args) {
    return store.change(state -> {
      var channel = places.joined(state, args.need("channel_id"));
      var bookmark =
          Json.object()
              .put("id", ids.next("Bk"))
              .put("channel_id", channel.id())
              .put("title", args.need("title"))
              .put("type", args.need("type"))
              .put("link", args.text("link"));
      state.bookmarks.add(bookmark);
      var json = Json.object();
      json.set("bookmark", bookmark.deepCopy());
      return json;
    });
  }
}
