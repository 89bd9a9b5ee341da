package io.cordon.sandbox.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes what apps post to a response_url: five times within thirty minutes. */
final class ResponseUrls {
  /** Slack's page "Handling user interaction", and what a message may have besides. */
  private static final Set<String> FIELDS =
      Set.of(
          "text",
          "blocks",
          "attachments",
          "response_type",
          "replace_original",
          "delete_original",
          "thread_ts",
          "mrkdwn",
          "parse",
          "link_names",
          "unfurl_links",
          "unfurl_media");

  private final WorkspaceSetup setup;
  private final Store store;
  private final Ids ids;
  private final Clock clock;
  private final Blocks blocks;
  private final Bench bench;

  ResponseUrls(
      WorkspaceSetup setup, Store store, Ids ids, Clock clock, Blocks blocks, Bench bench) {
    this.setup = setup;
    this.store = store;
    this.ids = ids;
    this.clock = clock;
    this.blocks = blocks;
    this.bench = bench;
  }

  /** Answers {@code /response/<secret>}. */
  void handle(Context http) {
    try {
      var body = Json.readObject(http.body());
      store.update(state -> use(state, http.pathParam("secret"), body));
      http.result("ok");
    } catch (Refusal refusal) {
      bench.tell("response_url", refusal);
      http.status(refusal.code().endsWith("_url") ? 404 : 400);
      http.contentType("application/json")
          .result(Json.write(Json.object().put("ok", false).put("error", refusal.code())));
    } catch (IllegalArgumentException _) {
      http.status(400).result("invalid_payload");
    }
  }

  private void use(State state, String secret, ObjectNode body) {
    var url = state.responseUrls.get(secret);
    if (url == null || clock.instant().isAfter(url.expires())) {
      throw new Refusal("expired_url");
    }
    if (url.usesLeft() == 0) {
      throw new Refusal("used_url");
    }
    new Args(body).allowOnly(FIELDS);
    answer(state, url, body);
    state.responseUrls.put(
        secret,
        new State.ResponseUrl(
            url.userId(), url.channel(), url.messageTs(), url.usesLeft() - 1, url.expires()));
  }

  private void answer(State state, State.ResponseUrl url, ObjectNode body) {
    var original =
        Optional.ofNullable(url.messageTs()).flatMap(ts -> state.anyMessage(url.channel(), ts));
    if (body.path("delete_original").asBoolean()) {
      original.ifPresent(message -> remove(state, message));
      return;
    }
    var content = blocks.accept(new Args(body).blocks());
    var text = body.path("text").asText();
    if (text.isEmpty() && content.isEmpty()) {
      throw new Refusal("no_text");
    }
    if (body.path("replace_original").asBoolean() && original.isPresent()) {
      replace(state, original.get(), text, content);
    } else {
      answer(state, url.userId(), url.channel(), body, text, content);
    }
  }

  private static void remove(State state, Message message) {
    state.messagesIn(message.channel()).remove(message.ts());
    state.ephemerals.remove(message);
  }

  private void replace(State state, Message original, String text, ArrayNode content) {
    var changed = original.withContent(text, content, original.metadata(), ids.ts());
    if (original.isEphemeral()) {
      state.replaceEphemeral(changed);
    } else {
      state.put(changed);
    }
  }

  /** Shows what an app said in the HTTP answer to a command; nothing if it said nothing. */
  void showCommandAnswer(State state, String userId, String channel, String answer) {
    if (answer.isBlank()) {
      return;
    }
    var body = answer.stripLeading().startsWith("{") ? Json.readObject(answer) : said(answer);
    var content = blocks.accept(new Args(body).blocks());
    var text = body.path("text").asText();
    if (!text.isEmpty() || !content.isEmpty()) {
      answer(state, userId, channel, body, text, content);
    }
  }

  private static ObjectNode said(String text) {
    return Json.object().put("text", text);
  }

  private void answer(
      State state, String userId, String channel, ObjectNode body, String text, ArrayNode content) {
    var forAll = body.path("response_type").asText().equals("in_channel");
    var thread = body.hasNonNull("thread_ts") ? body.get("thread_ts").asText() : null;
    var message = message(channel, thread, text, content, forAll ? null : userId);
    if (forAll) {
      state.put(message);
    } else {
      state.ephemerals.add(message);
    }
  }

  private Message message(
      String channel,
      @Nullable String thread,
      String text,
      ArrayNode content,
      @Nullable String onlyFor) {
    return new Message(
        channel,
        ids.ts(),
        thread,
        setup.bot().id(),
        true,
        text,
        content,
        null,
        null,
        onlyFor,
        false,
        Map.of(),
        List.of());
  }
}
