package io.cordon.sandbox.slack;

import static io.cordon.sandbox.slack.SecurityTeam.CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultsTest {
  private static final String POST = "chat.postMessage";
  private static final String TOKEN = "xoxb-sandbox-bot";
  private static final String BODY = "{\"channel\":\"C0SECURITY\",\"text\":\"x\"}";

  private final Desk desk = new Desk();
  private final SlackWorkspace workspace = desk.workspace;

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void refusesForTheRateWithoutPosting() throws Exception {
    workspace.failNext(POST, new Fault.RateLimited(7));

    var answer = desk.send(POST, TOKEN, BODY);

    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("7");
    assertThat(workspace.messages(CHANNEL)).isEmpty();
  }

  @Test
  void failsOnlyTheNextCallOfThatMethod() throws Exception {
    workspace.failNext(POST, new Fault.ServerError(503));

    assertThat(desk.send("auth.test", TOKEN, "{}").statusCode()).isEqualTo(200);
    assertThat(desk.send(POST, TOKEN, BODY).statusCode()).isEqualTo(503);
    assertThat(desk.send(POST, TOKEN, BODY).statusCode()).isEqualTo(200);
    assertThat(workspace.messages(CHANNEL)).hasSize(1);
  }

  @Test
  void refusesWithAnyErrorOfSlack() throws Exception {
    workspace.failNext(POST, new Fault.Refused("fatal_error"));

    assertThat(desk.send(POST, TOKEN, BODY).body()).contains("\"error\":\"fatal_error\"");
    assertThat(workspace.messages(CHANNEL)).isEmpty();
  }

  @Test
  void cutsTheConnectionWithoutPosting() {
    workspace.failNext(POST, new Fault.Down());

    assertThatThrownBy(() -> desk.send(POST, TOKEN, BODY)).isInstanceOf(IOException.class);
    assertThat(workspace.messages(CHANNEL)).isEmpty();
  }

  @Test
  void staysDownUntilItIsHealed() throws Exception {
    workspace.failUntilHealed("*", new Fault.ServerError(500));
    assertThat(desk.send(POST, TOKEN, BODY).statusCode()).isEqualTo(500);
    assertThat(desk.send("auth.test", TOKEN, "{}").statusCode()).isEqualTo(500);

    workspace.heal();

    assertThat(desk.send(POST, TOKEN, BODY).statusCode()).isEqualTo(200);
  }

  @Test
  void postsButNeverAnswersWhenItStalls() {
    workspace.failNext(POST, new Fault.Stall());

    assertThatThrownBy(() -> impatient(Duration.ofMillis(300)))
        .isInstanceOf(HttpTimeoutException.class);
    assertThat(workspace.messages(CHANNEL)).hasSize(1);
  }

  @Test
  void postsAndAnswersLateWhenItIsSlow() throws Exception {
    workspace.failNext(POST, new Fault.Slow(Duration.ofMillis(50)));

    assertThat(desk.send(POST, TOKEN, BODY).body()).contains("\"ok\":true");
    assertThat(workspace.messages(CHANNEL)).hasSize(1);
  }

  @Test
  void remembersEveryCallAndNoToken() throws Exception {
    workspace.failNext(POST, new Fault.ServerError(500));
    desk.send(POST, TOKEN, BODY);

    assertThat(workspace.calls().of(POST))
        .singleElement()
        .satisfies(call -> assertThat(call.arguments().toString()).isEqualTo(BODY));
  }

  private void impatient(Duration patience) throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create(workspace.apiUrl() + POST))
              .header("Authorization", "Bearer " + TOKEN)
              .header("Content-Type", "application/json")
              .timeout(patience)
              .POST(HttpRequest.BodyPublishers.ofString(BODY))
              .build();
      client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }
}
