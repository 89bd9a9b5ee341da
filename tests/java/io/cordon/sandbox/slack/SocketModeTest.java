package io.cordon.sandbox.slack;

import static io.cordon.sandbox.slack.SecurityTeam.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The time limit only ends a test that would hang. */
@Timeout(60)
class SocketModeTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  private final Desk desk =
      new Desk(
          SecurityTeam.reaching(new Connection.Socket())
              .withPatience(Duration.ofMillis(300), List.of(Duration.ZERO)));
  private final SlackWorkspace workspace = desk.workspace;
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    client.shutdownNow();
    desk.close();
  }

  @Test
  void greetsAndSendsACommandInAnEnvelope() throws Exception {
    var socket = connect(Manner.ACKS);

    assertThat(socket.next().path("type").asText()).isEqualTo("hello");
    var ack = workspace.as(ALICE).command("/ir help");

    var envelope = socket.next();
    assertThat(ack.ok()).isTrue();
    assertThat(envelope.path("type").asText()).isEqualTo("slash_commands");
    assertThat(envelope.path("accepts_response_payload").asBoolean()).isTrue();
    assertThat(envelope.at("/payload/text").asText()).isEqualTo("help");
  }

  @Test
  void sendsAnEnvelopeThatNobodyAcknowledgesOverAnotherConnection() throws Exception {
    var silent = connect(Manner.SILENT);
    var good = connect(Manner.ACKS);
    silent.next();
    good.next();

    var first = workspace.as(ALICE).command("/ir one");
    var second = workspace.as(ALICE).command("/ir two");

    assertThat(List.of(first.ok(), second.ok())).containsExactly(true, true);
    assertThat(List.of(good.next(), good.next()))
        .extracting(envelope -> envelope.at("/payload/text").asText())
        .containsExactly("one", "two");
    assertThat(silent.next().at("/payload/text").asText()).isEqualTo("one");
  }

  @Test
  void failsAtOnceWithoutAConnectionAndAfterAWhileWithoutAnAcknowledgement() throws Exception {
    assertThat(workspace.as(ALICE).command("/ir help").error()).isEqualTo("dispatch_failed");

    connect(Manner.SILENT).next();

    assertThat(workspace.as(ALICE).command("/ir help").error()).isEqualTo("operation_timeout");
  }

  @Test
  void repeatsAnEventWithTheNumberOfTheAttempt() throws Exception {
    var socket = connect(Manner.SILENT);
    socket.next();

    workspace.sendEvent(Json.object().put("type", "app_uninstalled"));

    var first = socket.next();
    var second = socket.next();
    assertThat(first.path("retry_attempt").asInt()).isZero();
    assertThat(second.path("retry_attempt").asInt()).isEqualTo(1);
    assertThat(second.at("/payload/event_id")).isEqualTo(first.at("/payload/event_id"));
  }

  @Test
  void takesATicketOnce() throws Exception {
    var url = url();
    connect(url, Manner.ACKS).next();

    var again = connect(url, Manner.ACKS);

    assertThat(again.closed.get()).isEqualTo(1008);
    assertThat(workspace.socketCount()).isEqualTo(1);
  }

  @Test
  void tellsBeforeItDisconnects() throws Exception {
    var socket = connect(Manner.ACKS);
    socket.next();

    workspace.disconnectSockets("warning");
    assertThat(socket.next().path("reason").asText()).isEqualTo("warning");
    assertThat(workspace.socketCount()).isEqualTo(1);

    workspace.disconnectSockets("refresh_requested");
    assertThat(socket.next().path("reason").asText()).isEqualTo("refresh_requested");
    workspace.await("the end", () -> workspace.socketCount() == 0, SOON);
  }

  private enum Manner {
    ACKS,
    SILENT
  }

  private Listener connect(Manner manner) throws Exception {
    return connect(url(), manner);
  }

  private Listener connect(URI url, Manner manner) {
    var listener = new Listener(manner);
    client.newWebSocketBuilder().buildAsync(url, listener).join();
    return listener;
  }

  private URI url() throws Exception {
    var answer = desk.send("apps.connections.open", "xapp-sandbox-app", "{}");
    return URI.create(Json.readObject(answer.body()).path("url").asText());
  }

  private static final class Listener implements WebSocket.Listener {
    private final Manner manner;
    private final StringBuilder text = new StringBuilder();
    private final BlockingQueue<ObjectNode> messages = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();

    Listener(Manner manner) {
      this.manner = manner;
    }

    ObjectNode next() throws InterruptedException {
      return messages.take();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        var message = Json.readObject(text.toString());
        text.setLength(0);
        messages.add(message);
        if (manner == Manner.ACKS && message.has("envelope_id")) {
          var ack = Json.object();
          ack.set("envelope_id", message.get("envelope_id"));
          var _ = socket.sendText(Json.write(ack), true);
        }
      }
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
      closed.complete(status);
      return null;
    }
  }
}
