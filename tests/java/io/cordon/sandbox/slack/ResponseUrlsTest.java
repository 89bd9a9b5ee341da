package io.cordon.sandbox.slack;

import static io.cordon.sandbox.slack.SecurityTeam.ALICE;
import static io.cordon.sandbox.slack.SecurityTeam.BOB;
import static io.cordon.sandbox.slack.SecurityTeam.CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.sandbox.slack.schema.SendsMistakes;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The time limit only ends a test that would hang. */
@Timeout(60)
class ResponseUrlsTest {
  private static final String CARD =
      "[{'type':'actions','elements':[{'type':'button','action_id':'ack','text':"
          + "{'type':'plain_text','text':'Acknowledge'}}]}]";

  private final FakeApp app;
  private final Desk desk;
  private final SlackWorkspace workspace;

  ResponseUrlsTest() throws Exception {
    app = new FakeApp();
    desk = new Desk(SecurityTeam.reaching(app.address()));
    workspace = desk.workspace;
  }

  @AfterEach
  void close() {
    desk.close();
    app.close();
  }

  @Test
  void takesFiveAnswersAndNoMore() throws Exception {
    var url = urlOfClick(desk.card(CARD));

    for (int i = 0; i < 5; i++) {
      assertThat(desk.post(url, "{'text':'one of five'}").statusCode()).isEqualTo(200);
    }
    var sixth = desk.post(url, "{'text':'one too many'}");

    assertThat(sixth.statusCode()).isEqualTo(404);
    assertThat(sixth.body()).contains("used_url");
    assertThat(workspace.ephemerals(ALICE)).hasSize(5);
  }

  @Test
  void takesAnswersForThirtyMinutes() throws Exception {
    var url = urlOfClick(desk.card(CARD));

    desk.clock.pass(Duration.ofMinutes(30));
    assertThat(desk.post(url, "{'text':'in time'}").statusCode()).isEqualTo(200);
    desk.clock.pass(Duration.ofMillis(1));
    assertThat(desk.post(url, "{'text':'too late'}").body()).contains("expired_url");
  }

  @Test
  @SendsMistakes
  void countsARefusedAnswerNot() throws Exception {
    var url = urlOfClick(desk.card(CARD));

    for (int i = 0; i < 6; i++) {
      assertThat(desk.post(url, "{'blocks':[{'type':'x'}]}").statusCode()).isEqualTo(400);
    }
    assertThat(desk.post(url, "{'text':'good'}").statusCode()).isEqualTo(200);
  }

  @Test
  void replacesAndDeletesTheMessageThatWasClicked() throws Exception {
    var card = desk.card(CARD);
    var url = urlOfClick(card);

    desk.post(url, "{'replace_original':true,'text':'working'}");
    assertThat(workspace.message(CHANNEL, card.ts()).orElseThrow())
        .returns("working", Message::text)
        .returns(0, m -> m.blocks().size());

    desk.post(url, "{'delete_original':true}");
    assertThat(workspace.message(CHANNEL, card.ts())).isEmpty();
  }

  @Test
  void answersTheClickerAloneUnlessTheChannelIsMeant() throws Exception {
    var url = urlOfClick(desk.card(CARD));

    desk.post(url, "{'text':'for you'}");
    desk.post(url, "{'response_type':'in_channel','text':'for all'}");

    assertThat(workspace.ephemerals(ALICE)).extracting(Message::text).containsExactly("for you");
    assertThat(workspace.ephemerals(BOB)).isEmpty();
    assertThat(workspace.messages(CHANNEL)).extracting(Message::text).endsWith("for all");
  }

  @Test
  void replacesAnEphemeralMessageToo() throws Exception {
    desk.done(
        "chat.postEphemeral",
        "{'channel':'C0SECURITY','user':'U0ALICE','text':'x','blocks':" + CARD + "}");
    var url = urlOfClick(workspace.ephemerals(ALICE).getFirst());

    desk.post(url, "{'replace_original':true,'text':'done'}");

    assertThat(workspace.ephemerals(ALICE)).extracting(Message::text).containsExactly("done");
  }

  private String urlOfClick(Message message) throws Exception {
    assertThat(workspace.as(ALICE).click(message, "Acknowledge").ack().ok()).isTrue();
    var body = app.taken.take().decoded();
    return Json.readObject(body.substring("payload=".length())).path("response_url").asText();
  }
}
