package io.cordon.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cordon.sandbox.slack.blocks.Control;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.sse.SseClient;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * The web page at {@code /}: shows the workspace as one of its users sees it, and acts for them.
 */
final class Page {
  private static final Map<String, String> TYPES =
      Map.of("html", "text/html", "css", "text/css", "js", "text/javascript");

  /** How long an event stream may be silent before a comment shows that it lives. */
  private static final Duration SILENCE = Duration.ofSeconds(15);

  private final WorkspaceSetup setup;
  private final Store store;
  private final Gestures gestures;
  private final PageState pageState;
  private final CountDownLatch closing;

  Page(
      WorkspaceSetup setup,
      Store store,
      Gestures gestures,
      Wording wording,
      CountDownLatch closing) {
    this.setup = setup;
    this.store = store;
    this.gestures = gestures;
    this.pageState = new PageState(setup, wording);
    this.closing = closing;
  }

  void serve(RoutesConfig routes) {
    routes.get("/", http -> asset(http, "index.html"));
    routes.get("/archives/{channel}/{message}", http -> asset(http, "index.html"));
    routes.get("/assets/{name}", http -> asset(http, http.pathParam("name")));
    routes.get("/files/{file}", this::file);
    routes.get("/state.json", http -> write(http, store.read(pageState::everything)));
    routes.get("/page/state", http -> write(http, seenBy(http)));
    routes.sse("/page/events", this::follow);
    routes.post("/page/act", http -> write(http, act(body(http))));
    routes.post("/page/submit", http -> write(http, submit(body(http))));
    routes.post("/page/close", http -> write(http, close(body(http))));
    routes.post("/page/command", http -> write(http, command(body(http))));
    routes.post("/page/shortcut", http -> write(http, shortcut(body(http))));
    routes.post("/page/home", http -> write(http, home(body(http))));
    routes.exception(
        NoSuchElementException.class, (e, http) -> http.status(409).result(e.toString()));
  }

  private ObjectNode seenBy(Context http) {
    var wanted = Optional.ofNullable(http.queryParam("as")).orElse("");
    var userId =
        setup.users().stream()
            .map(User::id)
            .filter(id -> id.equals(wanted))
            .findFirst()
            .orElse(setup.users().getFirst().id());
    return store.read(state -> pageState.seenBy(state, userId));
  }

  /** Says "changed" after each change; the page then asks for what it shows. */
  private void follow(SseClient client) {
    client.keepAlive();
    Thread.ofVirtual().name("slack-page").start(() -> tell(client));
  }

  private void tell(SseClient client) {
    try {
      var seen = store.revision();
      while (!client.terminated() && closing.getCount() > 0) {
        var now = store.awaitChange(seen, SILENCE);
        if (now > seen) {
          client.sendEvent("changed", Long.toString(now));
        } else {
          client.sendComment("still here");
        }
        seen = now;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      client.close();
    }
  }

  private ObjectNode act(ObjectNode request) {
    var place = place(request);
    var control = control(place, request);
    var ack =
        gestures
            .interactions()
            .act(request.path("user").asText(), place, control, words(request.path("words")));
    return outcome(ack);
  }

  private static Place place(ObjectNode request) {
    return request.has("view")
        ? new Place.InView(request.path("view").asText())
        : new Place.OnMessage(request.path("channel").asText(), request.path("ts").asText());
  }

  private Control control(Place place, ObjectNode request) {
    var blocks =
        store.read(state ->
            switch (place) {
              case Place.OnMessage(var channel, var ts) ->
                  state.anyMessage(channel, ts).map(m -> (JsonNode) m.blocks());
              case Place.InView(var id) -> state.view(id).map(View::blocks);
            });
    var option = request.path("option").asText();
    return Control.in(blocks.orElseThrow()).stream()
        .filter(c -> c.blockId().equals(request.path("block").asText()))
        .filter(c -> c.actionId().equals(request.path("action").asText()))
        .filter(c -> option.isEmpty() || valueOf(c).equals(option))
        .findFirst()
        .orElseThrow();
  }

  private static String valueOf(Control control) {
    return control.option() == null ? "" : control.option().path("value").asText();
  }

  private static List<String> words(JsonNode words) {
    return words.valueStream().map(JsonNode::asText).toList();
  }

  private ObjectNode submit(ObjectNode request) {
    var words = new HashMap<String, List<String>>();
    for (var input : request.path("words").properties()) {
      words.put(input.getKey(), words(input.getValue()));
    }
    var submission =
        gestures
            .modals()
            .submit(request.path("user").asText(), request.path("view").asText(), words);
    var json = Json.object();
    switch (submission) {
      case Submission.Invalid(var errors) -> {
        var shown = json.putObject("errors");
        errors.forEach(shown::put);
      }
      case Submission.Failed(var code) -> json.put("error", code);
      case Submission.Closed(), Submission.Replaced(_) -> json.put("ok", true);
    }
    return json;
  }

  private ObjectNode close(ObjectNode request) {
    gestures.modals().close(request.path("user").asText(), request.path("view").asText());
    return Json.object();
  }

  /** Whatever is typed into the composer: a command, or a message. */
  private ObjectNode command(ObjectNode request) {
    var user = request.path("user").asText();
    var channel = request.path("channel").asText();
    var text = request.path("text").asText();
    if (text.startsWith("/")) {
      return outcome(gestures.commands().run(user, channel, text));
    }
    gestures.events().say(user, channel, text);
    return Json.object();
  }

  /** A shortcut from the menu of a message or, without one, from the composer. */
  private ObjectNode shortcut(ObjectNode request) {
    var on =
        request.has("ts")
            ? Optional.of(
                new Place.OnMessage(request.path("channel").asText(), request.path("ts").asText()))
            : Optional.<Place.OnMessage>empty();
    return outcome(
        gestures
            .interactions()
            .shortcut(request.path("user").asText(), request.path("callback").asText(), on));
  }

  private ObjectNode home(ObjectNode request) {
    gestures.events().homeOpened(request.path("user").asText());
    return Json.object();
  }

  private static ObjectNode outcome(Ack ack) {
    return Json.object().put("error", ack.error());
  }

  private void file(Context http) {
    var file = store.read(s -> Optional.ofNullable(s.files.get(http.pathParam("file"))));
    var bytes = file.map(StoredFile::bytes).orElseThrow();
    http.contentType("application/octet-stream")
        .header("X-Content-Type-Options", "nosniff")
        .header("Content-Disposition", "attachment")
        .result(bytes);
  }

  private static void asset(Context http, String name) throws IOException {
    var type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    try (var in = type == null ? null : Page.class.getResourceAsStream(name)) {
      if (in == null) {
        http.status(404).result("not found");
        return;
      }
      http.contentType(type + "; charset=utf-8")
          .header("Content-Security-Policy", "default-src 'self'; img-src data:")
          .header("Cache-Control", "no-store")
          .result(in.readAllBytes());
    }
  }

  private static ObjectNode body(Context http) {
    return Json.readObject(http.body());
  }

  private static void write(Context http, ObjectNode json) {
    http.contentType("application/json; charset=utf-8").result(Json.write(json));
  }
}
