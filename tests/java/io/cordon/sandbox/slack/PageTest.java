package io.cordon.sandbox.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The time limit only ends a test that would hang. */
@Timeout(60)
class PageTest {
  private static final String CARD =
      "[{'type':'actions','block_id':'row','elements':[{'type':'button','action_id':'ack','text':"
          + "{'type':'plain_text','text':'Acknowledge'}},{'type':'overflow','action_id':'more',"
          + "'options':[{'text':{'type':'plain_text','text':'Raw'},'value':'raw'},"
          + "{'text':{'type':'plain_text','text':'Note'},'value':'note'}]}]}]";

  private final FakeApp app;
  private final Desk desk;

  PageTest() throws Exception {
    app = new FakeApp();
    desk = new Desk(SecurityTeam.reaching(app.address()));
  }

  @AfterEach
  void close() {
    desk.close();
    app.close();
  }

  @Test
  void showsAnEphemeralMessageToItsOnePerson() throws Exception {
    desk.done("chat.postEphemeral", "{'channel':'C0SECURITY','user':'U0ALICE','text':'psst'}");

    assertThat(get("/page/state?as=U0ALICE").toString()).contains("psst");
    assertThat(get("/page/state?as=U0BOB").toString()).doesNotContain("psst");
  }

  @Test
  void showsOnlyTheChannelsOfThePerson() throws Exception {
    assertThat(channels("U0ALICE")).containsExactly("security-incidents", "general");
    assertThat(channels("U0GRACE")).containsExactly("security-incidents");
  }

  @Test
  void sendsAClickAndSaysWhatSlackSays() throws Exception {
    var card = desk.card(CARD);
    app.says(500, "");

    var answer = act(card, "'action':'ack'");

    assertThat(answer.path("error").asText()).isEqualTo("dispatch_failed");
    assertThat(app.taken.take().decoded()).contains("\"action_id\":\"ack\"");
  }

  @Test
  void sendsTheOptionThatWasClicked() throws Exception {
    var card = desk.card(CARD);

    act(card, "'action':'more','option':'note'");

    var payload = Json.readObject(app.taken.take().decoded().substring("payload=".length()));
    assertThat(payload.at("/actions/0/selected_option/value").asText()).isEqualTo("note");
  }

  @Test
  void offersTheShortcutsOfTheAppAndUsesThem() throws Exception {
    var shortcuts = get("/page/state?as=U0ALICE").path("shortcuts");
    assertThat(shortcuts.findValuesAsText("name"))
        .containsExactlyInAnyOrder("New IR case", "Add to IR timeline");
    var card = desk.card(CARD);

    use("{'user':'U0ALICE','callback':'cordon:new-case'}");
    use(
        "{'user':'U0ALICE','callback':'cordon:add-to-timeline','channel':'C0SECURITY','ts':'"
            + card.ts()
            + "'}");

    assertThat(app.taken.take().decoded()).contains("\"type\":\"shortcut\"", "cordon:new-case");
    assertThat(app.taken.take().decoded())
        .contains("\"type\":\"message_action\"", "\"message_ts\":\"" + card.ts());
  }

  private void use(String shortcut) throws Exception {
    assertThat(desk.post(desk.workspace.url() + "/page/shortcut", shortcut).statusCode())
        .isEqualTo(200);
  }

  @Test
  void saysThatAButtonIsGone() throws Exception {
    var card = desk.card("[{'type':'divider'}]");

    var answer = desk.post(desk.workspace.url() + "/page/act", click(card, "'action':'ack'"));

    assertThat(answer.statusCode()).isEqualTo(409);
  }

  @Test
  void servesItsFilesAndNothingElse() throws Exception {
    assertThat(desk.get("/").body()).contains("<title>Slack (sandbox)</title>");
    assertThat(desk.get("/assets/page.js").headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/javascript"));
    assertThat(desk.get("/assets/Page.class").statusCode()).isEqualTo(404);
    assertThat(desk.get("/assets/..%2Fpage.js").statusCode()).isNotEqualTo(200);
  }

  @Test
  void forbidsTheBrowserWhateverComesFromElsewhere() throws Exception {
    assertThat(desk.get("/").headers().firstValue("Content-Security-Policy"))
        .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'self'"));
  }

  /** Text from outside must never become markup. */
  @Test
  void neverReadsTextAsHtml() throws IOException {
    var folder = Path.of("sandbox/resources/io/cordon/sandbox/slack");
    try (var files = Files.list(folder)) {
      var scripts = files.filter(file -> file.toString().endsWith(".js")).toList();
      assertThat(scripts).isNotEmpty();
      for (var script : scripts) {
        assertThat(Files.readString(script))
            .doesNotContain(
                "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(");
      }
    }
  }

  private List<String> channels(String userId) throws Exception {
    return get("/page/state?as=" + userId)
        .path("channels")
        .valueStream()
        .map(channel -> channel.path("name").asText())
        .toList();
  }

  private ObjectNode act(Message card, String fields) throws Exception {
    return Json.readObject(
        desk.post(desk.workspace.url() + "/page/act", click(card, fields)).body());
  }

  private static String click(Message card, String fields) {
    return "{'user':'U0ALICE','channel':'C0SECURITY','ts':'"
        + card.ts()
        + "','block':'row',"
        + fields
        + "}";
  }

  private JsonNode get(String path) throws Exception {
    return Json.MAPPER.readTree(desk.get(path).body());
  }
}
