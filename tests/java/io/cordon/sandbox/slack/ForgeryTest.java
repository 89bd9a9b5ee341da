package io.cordon.sandbox.slack;

import static io.cordon.sandbox.slack.SecurityTeam.ALICE;
import static io.cordon.sandbox.slack.SecurityTeam.MALLORY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bolt's own signature check is the judge of what is forged. */
class ForgeryTest {
  private final SlackWorkspace workspace =
      SlackWorkspace.start(SecurityTeam.reaching(new Connection.Socket()), 0, Clock.systemUTC());
  private final BoltApp bolt = new BoltApp(workspace);
  private final AtomicInteger commands = new AtomicInteger();

  @BeforeEach
  void listen() {
    workspace.connect(bolt.address());
    bolt.app()
        .command(
            "/ir",
            (_, ctx) -> {
              commands.incrementAndGet();
              return ctx.ack();
            });
  }

  @AfterEach
  void close() {
    bolt.close();
    workspace.close();
  }

  @Test
  void isTakenWithTheRightSecretAndTime() throws Exception {
    assertThat(status(forgery().signed(bolt.address().requestUrl(), command()))).isEqualTo(200);
    assertThat(commands).hasValue(1);
  }

  @Test
  void isRefusedUnsignedAlteredOldOrWithAnotherSecret() throws Exception {
    var url = bolt.address().requestUrl();
    var good = forgery().signed(url, command());
    var old = Instant.now(Clock.systemUTC()).minus(Duration.ofMinutes(6));

    assertThat(status(forgery().unsigned(url, command()))).isEqualTo(401);
    assertThat(status(good.withBody(good.body().replace("ALICE", "MALLORY")))).isEqualTo(401);
    assertThat(status(forgery().signed(url, command(), old, "sandbox-signing-secret")))
        .isEqualTo(401);
    assertThat(status(forgery().signed(url, command(), Instant.now(Clock.systemUTC()), "other")))
        .isEqualTo(401);
    assertThat(commands).hasValue(0);
  }

  @Test
  void replaysARequestOfThePastAsItWas() throws Exception {
    workspace.as(ALICE).command("/ir help");
    var past = workspace.sentRequests().getLast();

    assertThat(status(past)).isEqualTo(200);
    assertThat(commands).hasValue(2);
  }

  @Test
  void claimsAClickOnAMessageThatIsNot() throws Exception {
    var posted =
        bolt.client()
            .chatPostMessage(r ->
                r.channel(SecurityTeam.CHANNEL)
                    .text("x")
                    .blocksAsString(
                        """
                        [{"type":"actions","elements":[{"type":"button","action_id":"ack",
                        "text":{"type":"plain_text","text":"Acknowledge"}}]}]
                        """));
    var message = workspace.message(SecurityTeam.CHANNEL, posted.getTs()).orElseThrow();

    var payload = forgery().clickPayload(MALLORY, message, "ack");
    payload.withObjectProperty("message").put("ts", "1.000001");

    assertThat(payload.at("/user/id").asText()).isEqualTo(MALLORY);
    assertThat(payload.at("/actions/0/action_id").asText()).isEqualTo("ack");
    var forged =
        forgery().signed(bolt.address().requestUrl(), new Parcel(Parcel.Kind.INTERACTIVE, payload));
    assertThat(forged.body()).contains("1.000001");
    assertThat(status(forged)).as("nobody listens to it, but Bolt could read it").isEqualTo(404);
  }

  private int status(SentRequest request) throws Exception {
    return forgery().post(request).statusCode();
  }

  private Forgery forgery() {
    return workspace.forgery();
  }

  private static Parcel command() {
    var fields =
        Json.object()
            .put("team_id", "T0000001")
            .put("user_id", ALICE)
            .put("command", "/ir")
            .put("text", "help")
            .put("channel_id", "C0SECURITY")
            .put("response_url", "http://127.0.0.1:1/")
            .put("trigger_id", "1.2.3");
    return new Parcel(Parcel.Kind.COMMAND, fields);
  }
}
