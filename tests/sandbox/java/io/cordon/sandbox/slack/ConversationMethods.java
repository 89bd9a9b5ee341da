package io.cordon.sandbox.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

/** The methods {@code conversations.*}. */
final class ConversationMethods {
  private static final int DIRECT_USERS = 8;
  private static final List<String> PAGE =
      List.of(
          "channel",
          "ts",
          "cursor",
          "limit",
          "oldest",
          "latest",
          "inclusive",
          "include_all_metadata");

  private final Store store;
  private final Places places;
  private final Wording wording;

  ConversationMethods(Store store, Places places, Wording wording) {
    this.store = store;
    this.places = places;
    this.wording = wording;
  }

  List<Method> methods() {
    return List.of(
        Method.of(
            "conversations.info",
            Rate.TIER_3,
            List.of("channel", "include_locale", "include_num_members"),
            this::info),
        Method.of("conversations.history", Rate.TIER_3, PAGE, this::history),
        Method.of("conversations.replies", Rate.TIER_3, PAGE, this::replies),
        Method.of(
            "conversations.open",
            Rate.TIER_3,
            List.of("users", "channel", "return_im", "prevent_creation"),
            this::open),
        Method.of(
            "conversations.members",
            Rate.TIER_4,
            List.of("channel", "cursor", "limit"),
            this::members));
  }

  private ObjectNode info(Args args) {
    return store.read(state -> {
      var channel = places.byId(state, args.need("channel"));
      var json = Json.object();
      json.set("channel", wording.channel(channel));
      return json;
    });
  }

  private ObjectNode history(Args args) {
    return store.read(state -> {
      var channel = places.joined(state, args.need("channel"));
      var shown =
          state.messagesIn(channel.id()).descendingMap().values().stream()
              .filter(m -> !m.isReply() || m.broadcast());
      return page(state, args, shown);
    });
  }

  private ObjectNode replies(Args args) {
    return store.read(state -> {
      var channel = places.joined(state, args.need("channel"));
      var parent =
          state
              .message(channel.id(), args.need("ts"))
              .orElseThrow(() -> new Refusal("thread_not_found"));
      var replies = state.replies(channel.id(), parent.ts());
      return page(state, args, Stream.concat(Stream.of(parent), replies.stream()));
    });
  }

  private ObjectNode page(State state, Args args, Stream<Message> all) {
    var slice = Slice.of(args, all.filter(m -> isWithin(args, m.ts())).toList());
    var json = Json.object().put("has_more", slice.more());
    var messages = json.putArray("messages");
    var withMetadata = args.flag("include_all_metadata");
    slice.items().forEach(m -> messages.add(wording.message(state, m, withMetadata)));
    slice.addCursor(json);
    return json;
  }

  private static boolean isWithin(Args args, String ts) {
    var inclusive = args.flag("inclusive");
    var oldest = args.moment("oldest", "0");
    var latest = args.moment("latest", "9999999999");
    var at = new BigDecimal(ts);
    var least = inclusive ? 0 : 1;
    return at.compareTo(oldest) >= least && latest.compareTo(at) >= least;
  }

  private ObjectNode open(Args args) {
    var users = List.of(args.need("users").split(",", -1));
    if (users.size() > DIRECT_USERS) {
      throw new Refusal("too_many_users");
    }
    if (users.size() > 1) {
      throw new Refusal("method_not_supported_for_channel_type");
    }
    return store.change(state -> {
      var was = state.directWith(users.getFirst()).isPresent();
      var channel = places.direct(state, users.getFirst());
      var json = Json.object().put("no_op", was).put("already_open", was);
      if (args.flag("return_im")) {
        json.set("channel", wording.channel(channel));
      } else {
        json.putObject("channel").put("id", channel.id());
      }
      return json;
    });
  }

  private ObjectNode members(Args args) {
    return store.read(state -> {
      var all = places.byId(state, args.need("channel")).members().stream().sorted().toList();
      var slice = Slice.of(args, all);
      var json = Json.object();
      json.set("members", Json.strings(slice.items()));
      slice.addCursor(json);
      return json;
    });
  }
}
