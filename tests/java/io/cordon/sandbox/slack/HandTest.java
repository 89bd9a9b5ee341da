package io.cordon.sandbox.slack;

import static io.cordon.sandbox.slack.SecurityTeam.ALICE;
import static io.cordon.sandbox.slack.SecurityTeam.BOB;
import static io.cordon.sandbox.slack.SecurityTeam.CHANNEL;
import static io.cordon.sandbox.slack.SecurityTeam.MALLORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cordon.sandbox.slack.schema.SendsMistakes;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The time limit only ends a test that would hang. */
@Timeout(60)
class HandTest {
  private static final Duration IMPATIENT = Duration.ofMillis(300);
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final String CARD =
      "[{'type':'actions','block_id':'row','elements':["
          + "{'type':'button','action_id':'ack','value':'v','text':"
          + plain("Acknowledge")
          + "},"
          + "{'type':'button','action_id':'isolate','text':"
          + plain("Isolate…")
          + ",'confirm':{'title':"
          + plain("Isolate?")
          + ",'text':"
          + plain("It goes dark.")
          + ",'confirm':"
          + plain("Continue")
          + ",'deny':"
          + plain("Cancel")
          + "}},"
          + "{'type':'users_select','action_id':'who','placeholder':"
          + plain("Assign to")
          + "}]}]";
  private static final String FORM =
      "{'type':'modal','callback_id':'form','notify_on_close':true,'title':"
          + plain("Form")
          + ",'submit':"
          + plain("Send")
          + ",'blocks':["
          + "{'type':'input','block_id':'reason','label':"
          + plain("Reason")
          + ",'element':{'type':'plain_text_input','action_id':'text','min_length':5}},"
          + "{'type':'input','block_id':'checks','optional':true,'label':"
          + plain("Checks")
          + ",'element':{'type':'checkboxes','action_id':'boxes','options':[{'text':"
          + plain("Snapshot first")
          + ",'value':'snap'},{'text':"
          + plain("Keep SSM")
          + ",'value':'ssm'}],'initial_options':[{'text':"
          + plain("Keep SSM")
          + ",'value':'ssm'}]}}]}";

  private final FakeApp app;
  private final Desk desk;
  private final SlackWorkspace workspace;
  private final Hand alice;

  HandTest() throws Exception {
    app = new FakeApp();
    desk =
        new Desk(
            SecurityTeam.reaching(app.address())
                .withPatience(IMPATIENT, List.of(Duration.ZERO, Duration.ofMillis(10))));
    workspace = desk.workspace;
    alice = workspace.as(ALICE);
  }

  @AfterEach
  void close() {
    desk.close();
    app.close();
  }

  @Test
  void sendsAClickSignedOverItsBytes() throws Exception {
    alice.click(desk.card(CARD), "Acknowledge");

    var request = app.taken.take();
    assertThat(request.timestamp()).isEqualTo("1795514400");
    assertThat(request.signature())
        .isEqualTo(Signature.of("sandbox-signing-secret", "1795514400", request.raw()));
  }

  @Test
  void sendsInTurnToEachOfSeveralAndShowsAnErrorWhereNobodyListens() throws Exception {
    var nobody = URI.create("http://127.0.0.1:1/slack/events");
    workspace.connect(new Connection.Balanced(List.of(app.address().requestUrl(), nobody)));
    var card = desk.card(CARD);

    assertThat(alice.click(card, "Acknowledge").ack().ok()).isTrue();
    assertThat(alice.click(card, "Acknowledge").ack().error()).isEqualTo("dispatch_failed");
    assertThat(alice.click(card, "Acknowledge").ack().ok()).isTrue();
  }

  @Test
  void sendsNothingBeforeADialogIsConfirmed() throws Exception {
    var card = desk.card(CARD);

    var click = alice.click(card, "Isolate…");
    assertThat(click.dialog()).hasValue("Isolate?\nIt goes dark.\n[Continue] [Cancel]");
    assertThatThrownBy(click::ack).isInstanceOf(IllegalStateException.class);
    click.cancel();
    assertThat(app.taken).isEmpty();

    alice.click(card, "isolate").confirm();
    assertThat(app.taken).hasSize(1);
  }

  @Test
  void clicksOnlyWhatIsOnTheScreenNow() throws Exception {
    var card = desk.card(CARD);
    desk.done(
        "chat.update", "{'channel':'C0SECURITY','ts':'" + card.ts() + "','text':'x','blocks':[]}");

    assertThatThrownBy(() -> alice.click(card, "Acknowledge"))
        .isInstanceOf(NoSuchElementException.class);
    assertThat(app.taken).isEmpty();
  }

  @Test
  void tellsWhoClickedWhatWhere() throws Exception {
    var card = desk.card(CARD);

    workspace.as(MALLORY).click(card, "Acknowledge");

    var payload = payload();
    assertThat(payload.at("/user/team_id").asText()).isEqualTo("T0STRANGE");
    assertThat(payload.at("/team/id").asText()).isEqualTo("T0000001");
    assertThat(payload.at("/container/message_ts").asText()).isEqualTo(card.ts());
    assertThat(payload.at("/message/ts").asText()).isEqualTo(card.ts());
    assertThat(payload.at("/channel/id").asText()).isEqualTo(CHANNEL);
    assertThat(payload.at("/actions/0/action_id").asText()).isEqualTo("ack");
    assertThat(payload.at("/actions/0/block_id").asText()).isEqualTo("row");
    assertThat(payload.at("/actions/0/value").asText()).isEqualTo("v");
    assertThat(payload.at("/state/values/row/who/type").asText()).isEqualTo("users_select");
  }

  @Test
  void keepsWhatWasChosenForTheNextClick() throws Exception {
    var card = desk.card(CARD);

    alice.choose(card, "Assign to", BOB);
    assertThat(payload().at("/actions/0/selected_user").asText()).isEqualTo(BOB);

    alice.click(card, "Acknowledge");
    assertThat(payload().at("/state/values/row/who/selected_user").asText()).isEqualTo(BOB);
  }

  @ParameterizedTest
  @CsvSource({"500, dispatch_failed", "404, dispatch_failed", "201, dispatch_failed"})
  void showsSlacksErrorForAnyOtherStatusThan200(int status, String error) throws Exception {
    app.says(status, "no");

    var ack = alice.click(desk.card(CARD), "Acknowledge").ack();

    assertThat(ack.error()).isEqualTo(error);
    assertThat(alice.notices()).extracting(Notice::code).containsExactly(error);
  }

  @Test
  void showsATimeoutAndDoesNotTryAClickAgain() throws Exception {
    app.hangs();

    var ack = alice.click(desk.card(CARD), "Acknowledge").ack();

    assertThat(ack.error()).isEqualTo("operation_timeout");
    assertThat(app.taken).hasSize(1);
  }

  @Test
  void doesNotTryACommandAgain() {
    app.says(500, "");

    var ack = alice.command("/ir help");

    assertThat(ack.error()).isEqualTo("dispatch_failed");
    assertThat(alice.notices()).extracting(Notice::where).containsExactly("/ir");
    assertThat(app.taken).hasSize(1);
  }

  @Test
  void sendsACommandWithAllItsFieldsAndEscapedNames() throws Exception {
    alice.command("/ir assign IR-2026-042 @bob & @ir-oncall <x>");

    assertThat(app.taken.take().decoded().split("&(?=[a-z_]+=)"))
        .contains(
            "team_id=T0000001",
            "team_domain=acme",
            "channel_id=C0SECURITY",
            "channel_name=security-incidents",
            "user_id=U0ALICE",
            "user_name=alice",
            "command=/ir",
            "api_app_id=A0CORDON",
            "is_enterprise_install=false",
            "text=assign IR-2026-042 <@U0BOB|bob> &amp; <!subteam^S0ONCALL|@ir-oncall> &lt;x&gt;")
        .anyMatch(field -> field.startsWith("response_url=" + workspace.url()))
        .anyMatch(field -> field.startsWith("trigger_id="));
  }

  @Test
  void refusesACommandThatNobodyRegistered() {
    assertThat(alice.command("/nope").error()).isEqualTo("not_a_valid_command");
    assertThat(app.taken).isEmpty();
  }

  @Test
  void showsACommandsAnswerInTheChannelIfItSaysSo() {
    app.says(200, "{'response_type':'in_channel','text':'for all'}");

    alice.command("/ir list");

    assertThat(workspace.messages(CHANNEL)).extracting(Message::text).containsExactly("for all");
  }

  @Test
  void sendsAnEventAgainUntilTheAppTakesIt() throws Exception {
    app.says(500, "").hangs();

    var id = workspace.sendEvent(Json.object().put("type", "app_uninstalled"));

    var first = app.taken.take();
    var second = app.taken.take();
    var third = app.taken.take();
    assertThat(List.of(first.retry(), second.retry(), third.retry()))
        .containsExactly("", "1http_error", "2http_timeout");
    assertThat(third.raw()).isEqualTo(first.raw()).contains(id);
    workspace.await("the last reply", () -> workspace.deliveries().size() == 3, SOON);
    assertThat(workspace.deliveries().getLast().reply()).isInstanceOf(Reply.Taken.class);
  }

  @Test
  void asksForTheChallengeOfARequestUrl() {
    app.says(200, "{'challenge':'not yours'}");

    assertThat(workspace.verifyUrl()).isFalse();
  }

  @Test
  void checksRequiredInputsAndLengthsBeforeAskingTheApp() throws Exception {
    var form = open();

    assertThat(alice.submit(form, Map.of()))
        .isEqualTo(
            new Submission.Invalid(Map.of("reason", "Please complete this required field.")));
    assertThat(alice.submit(form, Map.of("Reason", List.of("four"))))
        .isEqualTo(new Submission.Invalid(Map.of("reason", "Must be at least 5 characters.")));
    assertThat(app.taken).isEmpty();
  }

  @Test
  void submitsWhatWasTypedAndWhatStoodThere() throws Exception {
    var form = open();

    var submission = alice.submit(form, Map.of("Reason", List.of("C2 traffic")));

    var values = payload().at("/view/state/values");
    assertThat(submission).isInstanceOf(Submission.Closed.class);
    assertThat(values.at("/reason/text/value").asText()).isEqualTo("C2 traffic");
    assertThat(values.at("/checks/boxes/selected_options/0/value").asText()).isEqualTo("ssm");
    assertThat(alice.modal()).isEmpty();
  }

  @Test
  void keepsTheModalAndShowsTheAppsErrors() throws Exception {
    var form = open();
    app.says(200, "{'response_action':'errors','errors':{'reason':'Say why.'}}");

    assertThat(alice.submit(form, reason()))
        .isEqualTo(new Submission.Invalid(Map.of("reason", "Say why.")));
    assertThat(alice.modal()).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{'response_action':'errors','errors':{'nowhere':'x'}};invalid_response",
        "{'response_action':'errors','errors':{}};invalid_response",
        "{'response_action':'dance'};invalid_response",
        "{'text':'thanks'};invalid_response",
        "thanks;invalid_response",
      })
  void showsTroubleForAnAnswerThatSlackDoesNotUnderstand(String answer, String code)
      throws Exception {
    var form = open();
    app.says(200, answer);

    assertThat(alice.submit(form, reason())).isEqualTo(new Submission.Failed(code));
    assertThat(alice.modal()).isPresent();
  }

  @Test
  @SendsMistakes
  void showsTroubleForAViewThatSlackDoesNotTake() throws Exception {
    var form = open();
    app.says(200, "{'response_action':'update','view':{'type':'modal','blocks':[]}}");

    assertThat(alice.submit(form, reason())).isInstanceOf(Submission.Failed.class);
    assertThat(alice.modal().orElseThrow().title()).isEqualTo("Form");
  }

  @Test
  void laysAPushedViewOnTopAndClearsAll() throws Exception {
    var form = open();
    app.says(200, "{'response_action':'push','view':" + FORM.replace("'Form'", "'Second'") + "}");
    app.says(200, "{'response_action':'clear'}");

    alice.submit(form, reason());
    var second = alice.modal().orElseThrow();
    assertThat(second.title()).isEqualTo("Second");

    alice.submit(second, reason());
    assertThat(alice.modal()).isEmpty();
  }

  @Test
  void tellsTheAppOfAClosedViewThatWantsIt() throws Exception {
    var form = open();

    alice.close(form);

    assertThat(payload().path("type").asText()).isEqualTo("view_closed");
    assertThat(alice.modal()).isEmpty();
  }

  @Test
  void saysWhatWasOnTheScreenWhenItWaitsInVain() throws Exception {
    desk.posted("something else");

    assertThatThrownBy(() -> workspace.await("a miracle", () -> false, Duration.ofMillis(20)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("a miracle")
        .hasMessageContaining("something else");
  }

  @Test
  void writesATranscriptOfThreadsAndOfWhatOnePersonSees() throws Exception {
    var parent = desk.posted("parent");
    desk.done(
        "chat.postMessage",
        "{'channel':'C0SECURITY','thread_ts':'" + parent + "','text':'by <@U0BOB>'}");
    desk.done("chat.postEphemeral", "{'channel':'C0SECURITY','user':'U0ALICE','text':'psst'}");

    assertThat(workspace.transcript(CHANNEL))
        .isEqualTo(
            """
            @cordon
            parent

                @cordon
                by @bob

            @cordon (only for @alice)
            psst\
            """);
  }

  private View open() throws Exception {
    var trigger = alice.shortcut("form").triggerId();
    desk.done("views.open", "{'trigger_id':'" + trigger + "','view':" + FORM + "}");
    app.taken.clear();
    return alice.modal().orElseThrow();
  }

  private static Map<String, List<String>> reason() {
    return Map.of("Reason", List.of("C2 traffic"));
  }

  private ObjectNode payload() throws Exception {
    return Json.readObject(app.taken.take().decoded().substring("payload=".length()));
  }

  private static String plain(String text) {
    return "{'type':'plain_text','text':'" + text + "'}";
  }
}
