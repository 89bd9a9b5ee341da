package io.cordon.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;

/** A workspace under a clock that stands still, and the bare HTTP that an app's SDK would speak. */
final class Desk implements AutoCloseable {
  final TickingClock clock = new TickingClock(Instant.parse("2026-11-24T10:00:00Z"));
  final SlackWorkspace workspace;
  private final HttpClient client = HttpClient.newHttpClient();

  Desk() {
    this(SecurityTeam.reaching(new Connection.Socket()));
  }

  Desk(WorkspaceSetup setup) {
    workspace = SlackWorkspace.start(setup, 0, clock);
  }

  /** Calls a method with the bot's token; the body is JSON with single quotes. */
  JsonNode call(String method, String body) throws Exception {
    return Json.MAPPER.readTree(send(method, "xoxb-sandbox-bot", body.replace('\'', '"')).body());
  }

  /** Calls a method and expects it to succeed. */
  JsonNode done(String method, String body) throws Exception {
    var answer = call(method, body);
    if (!answer.path("ok").asBoolean()) {
      throw new AssertionError(method + " failed: " + answer);
    }
    return answer;
  }

  /** The error of a call; empty if it succeeded. */
  String error(String method, String body) throws Exception {
    return call(method, body).path("error").asText();
  }

  HttpResponse<String> send(String method, String token, String body) throws Exception {
    return post(
        HttpRequest.newBuilder(URI.create(workspace.apiUrl() + method))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json; charset=utf-8"),
        body);
  }

  HttpResponse<String> post(String url, String body) throws Exception {
    return post(HttpRequest.newBuilder(URI.create(url)), body.replace('\'', '"'));
  }

  HttpResponse<String> get(String path) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(workspace.url() + path)).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> post(HttpRequest.Builder request, String body) throws Exception {
    return client.send(
        request.POST(HttpRequest.BodyPublishers.ofString(body)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** Posts a message into the team's channel; its ts. */
  String posted(String text) throws Exception {
    return done("chat.postMessage", "{'channel':'C0SECURITY','text':'" + text + "'}")
        .path("ts")
        .asText();
  }

  /** Posts a message with these blocks; as the workspace keeps it. */
  Message card(String blocks) throws Exception {
    var ts =
        done("chat.postMessage", "{'channel':'C0SECURITY','text':'card','blocks':" + blocks + "}")
            .path("ts")
            .asText();
    return workspace.message("C0SECURITY", ts).orElseThrow();
  }

  @Override
  public void close() {
    workspace.close();
    client.shutdownNow();
  }
}
