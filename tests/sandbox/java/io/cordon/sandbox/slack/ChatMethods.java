package io.cordon.sandbox.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cordon.sandbox.slack.blocks.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The methods {@code chat.*}. A post has no idempotency key: sent twice, it stands there twice. */
final class ChatMethods {
  private static final List<String> CONTENT =
      List.of(
          "channel",
          "text",
          "blocks",
          "attachments",
          "markdown_text",
          "thread_ts",
          "parse",
          "link_names",
          "as_user",
          "username",
          "icon_url",
          "icon_emoji",
          "mrkdwn");

  private final WorkspaceSetup setup;
  private final Store store;
  private final Ids ids;
  private final Places places;
  private final Blocks blocks;
  private final Wording wording;
  private final Supplier<String> baseUrl;

  ChatMethods(
      WorkspaceSetup setup,
      Store store,
      Ids ids,
      Places places,
      Blocks blocks,
      Wording wording,
      Supplier<String> baseUrl) {
    this.setup = setup;
    this.store = store;
    this.ids = ids;
    this.places = places;
    this.blocks = blocks;
    this.wording = wording;
    this.baseUrl = baseUrl;
  }

  List<Method> methods() {
    return List.of(
        Method.of(
            "chat.postMessage",
            Rate.POST,
            plus("metadata", "reply_broadcast", "unfurl_links", "unfurl_media"),
            this::post),
        Method.of("chat.postEphemeral", Rate.TIER_4, plus("user"), this::postEphemeral),
        Method.of(
            "chat.update",
            Rate.TIER_3,
            plus("ts", "metadata", "reply_broadcast", "file_ids", "user"),
            this::update),
        Method.of("chat.delete", Rate.TIER_3, List.of("channel", "ts", "as_user"), this::delete),
        Method.of(
            "chat.getPermalink", Rate.SPECIAL, List.of("channel", "message_ts"), this::permalink));
  }

  private static List<String> plus(String... more) {
    var all = new ArrayList<>(CONTENT);
    all.addAll(List.of(more));
    return all;
  }

  private ObjectNode post(Args args) {
    var content = blocks.accept(args.blocks());
    var text = postedText(args, content);
    var metadata = Metadata.of(args);
    return store.change(state -> {
      var channel = places.forPost(state, args.need("channel"));
      var thread = places.thread(state, channel, args);
      var message =
          message(channel, thread, text, content, metadata, null)
              .broadcastIf(args.flag("reply_broadcast") && thread != null);
      state.put(message);
      return posted(state, message, metadata != null);
    });
  }

  private ObjectNode postEphemeral(Args args) {
    var content = blocks.accept(args.blocks());
    var text = postedText(args, content);
    return store.change(state -> {
      var channel = places.forPost(state, args.need("channel"));
      var user = args.need("user");
      if (!channel.members().contains(user)) {
        throw new Refusal("user_not_in_channel");
      }
      var thread = places.thread(state, channel, args);
      var message = message(channel, thread, text, content, null, user);
      state.ephemerals.add(message);
      return Json.object().put("message_ts", message.ts());
    });
  }

  private ObjectNode update(Args args) {
    var text = args.text("text");
    if (text.length() > Limits.UPDATED_TEXT) {
      throw new Refusal("msg_too_long");
    }
    var given = blocks.accept(args.blocks());
    if (text.isEmpty() && given.isEmpty()) {
      throw new Refusal("no_text");
    }
    return store.change(state -> {
      var channel = places.byId(state, args.need("channel"));
      var old = own(state, channel, args.need("ts"), "cant_update_message");
      if (channel.archived()) {
        throw new Refusal("is_inactive");
      }
      var content = args.has("blocks") ? given : old.blocks();
      if (Blocks.hasRichText(old.blocks()) && !content.isEmpty() && !Blocks.hasRichText(content)) {
        throw new Refusal("block_mismatch");
      }
      var metadata = args.has("metadata") ? Metadata.of(args) : old.metadata();
      var changed =
          old.withContent(text, content, metadata, ids.ts())
              .broadcastIf(old.broadcast() || args.flag("reply_broadcast"));
      state.put(changed);
      return posted(state, changed, metadata != null).put("text", text);
    });
  }

  private ObjectNode delete(Args args) {
    return store.change(state -> {
      var channel = places.byId(state, args.need("channel"));
      var message = own(state, channel, args.need("ts"), "cant_delete_message");
      state.messagesIn(channel.id()).remove(message.ts());
      return Json.object().put("channel", channel.id()).put("ts", message.ts());
    });
  }

  private ObjectNode permalink(Args args) {
    return store.read(state -> {
      var channel = places.byId(state, args.need("channel"));
      var message =
          state
              .message(channel.id(), args.need("message_ts"))
              .orElseThrow(() -> new Refusal("message_not_found"));
      return Json.object().put("channel", channel.id()).put("permalink", permalink(message));
    });
  }

  private String permalink(Message message) {
    var link =
        baseUrl.get() + "/archives/" + message.channel() + "/p" + message.ts().replace(".", "");
    return message.isReply()
        ? link + "?thread_ts=" + message.threadTs() + "&cid=" + message.channel()
        : link;
  }

  /** Only the app's own messages, and never an ephemeral one, can be changed. */
  private static Message own(State state, Channel channel, String ts, String otherwise) {
    var message =
        state.message(channel.id(), ts).orElseThrow(() -> new Refusal("message_not_found"));
    if (!message.byApp()) {
      throw new Refusal(otherwise);
    }
    return message;
  }

  private static String postedText(Args args, ArrayNode content) {
    if (args.has("markdown_text") && (args.has("text") || args.has("blocks"))) {
      throw new Refusal("markdown_text_conflict");
    }
    var text = args.has("markdown_text") ? args.text("markdown_text") : args.text("text");
    if (text.isEmpty() && content.isEmpty()) {
      throw new Refusal("no_text");
    }
    return text.length() > Limits.POSTED_TEXT ? text.substring(0, Limits.POSTED_TEXT) : text;
  }

  private Message message(
      Channel channel,
      @Nullable String thread,
      String text,
      ArrayNode content,
      @Nullable ObjectNode metadata,
      @Nullable String onlyFor) {
    return new Message(
        channel.id(),
        ids.ts(),
        thread,
        setup.bot().id(),
        true,
        text,
        content,
        metadata,
        null,
        onlyFor,
        false,
        Map.of(),
        List.of());
  }

  private ObjectNode posted(State state, Message message, boolean withMetadata) {
    var json = Json.object().put("channel", message.channel()).put("ts", message.ts());
    json.set("message", wording.message(state, message, withMetadata));
    return json;
  }
}
