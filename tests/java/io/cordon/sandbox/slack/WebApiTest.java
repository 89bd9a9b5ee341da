package io.cordon.sandbox.slack;

import static io.cordon.sandbox.slack.SecurityTeam.ALICE;
import static io.cordon.sandbox.slack.SecurityTeam.CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cordon.sandbox.slack.schema.SendsMistakes;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebApiTest {
  private static final String RICH =
      "[{'type':'rich_text','elements':[{'type':'rich_text_preformatted','elements':"
          + "[{'type':'text','text':'raw'}]}]}]";

  private final Desk desk = new Desk();
  private final SlackWorkspace workspace = desk.workspace;

  @AfterEach
  void close() {
    desk.close();
  }

  @ParameterizedTest
  @CsvSource({
    "auth.test, '', not_authed",
    "auth.test, xoxb-other, invalid_auth",
    "chat.postMessage, xapp-sandbox-app, not_allowed_token_type",
    "apps.connections.open, xoxb-sandbox-bot, not_allowed_token_type",
    "chat.shout, xoxb-sandbox-bot, unknown_method",
  })
  @SendsMistakes
  void refusesAWrongTokenOrMethod(String method, String token, String error) throws Exception {
    var answer = desk.send(method, token, "{}");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(Json.readObject(answer.body()).path("error").asText()).isEqualTo(error);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "chat.postMessage;{'channel':'C0NOWHERE','text':'x'};channel_not_found",
        "chat.postMessage;{'channel':'C0GENERAL','text':'x'};not_in_channel",
        "chat.postMessage;{'channel':'C0SECURITY'};no_text",
        "chat.postMessage;{'text':'x'};invalid_arguments",
        "chat.postMessage;{'channel':'C0SECURITY','text':'x','client_msg_id':'1'};invalid_arguments",
        "chat.postMessage;{'channel':'C0SECURITY','blocks':'{'};invalid_blocks_format",
        "chat.postMessage;{'channel':'C0SECURITY','blocks':[{'type':'x'}]};invalid_blocks",
        "chat.postMessage;{'channel':'C0SECURITY','text':'x','metadata':{'a':1}};invalid_metadata_schema",
        "chat.update;{'channel':'C0SECURITY','ts':'1.000001','text':'x'};message_not_found",
        "chat.update;{'channel':'U0ALICE','ts':'1.000001','text':'x'};channel_not_found",
        "chat.postEphemeral;{'channel':'C0SECURITY','user':'U0NOBODY','text':'x'};user_not_in_channel",
        "chat.getPermalink;{'channel':'C0SECURITY','message_ts':'1.000001'};message_not_found",
        "conversations.replies;{'channel':'C0SECURITY','ts':'1.000001'};thread_not_found",
        "conversations.open;{'users':'U0CORDON'};cannot_dm_bot",
        "conversations.open;{'users':'U0NOBODY'};user_not_found",
        "users.info;{'user':'U0NOBODY'};user_not_found",
        "usergroups.users.list;{'usergroup':'S0NONE'};no_such_subteam",
        "reactions.add;{'channel':'C0SECURITY','timestamp':'1.000001','name':'x'};message_not_found",
        "files.completeUploadExternal;{'files':[{'id':'F0'}]};file_not_found",
      })
  @SendsMistakes
  void refusesAsSlackDoes(String method, String body, String error) throws Exception {
    assertThat(desk.error(method, body)).isEqualTo(error);
    assertThat(workspace.messages(CHANNEL)).isEmpty();
  }

  @Test
  @SendsMistakes
  void saysWhereInvalidBlocksAreInvalid() throws Exception {
    var answer =
        desk.call(
            "chat.postMessage",
            "{'channel':'C0SECURITY','blocks':[{'type':'header','text':"
                + "{'type':'mrkdwn','text':'x'}}]}");

    var said = "[ERROR] unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]";
    assertThat(answer.path("errors").get(0).asText()).isEqualTo(said);
    assertThat(answer.at("/response_metadata/messages/0").asText()).isEqualTo(said);
  }

  @Test
  @SendsMistakes
  void refusesBlocksThatAreTooLongTogether() throws Exception {
    var section = "{'type':'section','text':{'type':'plain_text','text':'" + "x".repeat(2640);
    var five = (section + "'}},").repeat(4) + section;

    assertThat(desk.error("chat.postMessage", card(five + "'}}"))).isEmpty();
    assertThat(desk.error("chat.postMessage", card(five + "x'}}")))
        .isEqualTo("msg_blocks_too_long");
  }

  private static String card(String blocks) {
    return "{'channel':'C0SECURITY','text':'x','blocks':[" + blocks + "]}";
  }

  @Test
  @SendsMistakes
  void cutsALongPostButRefusesALongUpdate() throws Exception {
    var ts = desk.posted("x".repeat(40_001));
    var update = "{'channel':'C0SECURITY','ts':'" + ts + "','text':'%s'}";

    assertThat(workspace.message(CHANNEL, ts).orElseThrow().text()).hasSize(40_000);
    assertThat(desk.error("chat.update", update.formatted("x".repeat(4_001))))
        .isEqualTo("msg_too_long");
    assertThat(desk.error("chat.update", update.formatted("x".repeat(4_000)))).isEmpty();
  }

  @Test
  void postsTwiceWhatIsSentTwice() throws Exception {
    desk.posted("same");
    desk.posted("same");

    assertThat(workspace.messages(CHANNEL))
        .extracting(Message::text)
        .containsExactly("same", "same");
  }

  @Test
  void updatesOnlyTheAppsOwnMessages() throws Exception {
    var said = workspace.as(ALICE).say("mine");

    assertThat(desk.error("chat.update", change(said.ts(), "'text':'yours'")))
        .isEqualTo("cant_update_message");
    assertThat(desk.error("chat.delete", change(said.ts(), "'as_user':true")))
        .isEqualTo("cant_delete_message");
  }

  @Test
  void keepsBlocksThatAnUpdateDoesNotName() throws Exception {
    var card = desk.card("[{'type':'divider','block_id':'d'}]");

    desk.done("chat.update", change(card.ts(), "'text':'other'"));
    assertThat(now(card).blocks()).hasSize(1);
    assertThat(now(card).editedAt()).isNotNull();

    desk.done("chat.update", change(card.ts(), "'text':'other','blocks':[]"));
    assertThat(now(card).blocks()).isEmpty();
  }

  @Test
  void refusesToReplaceRichTextByOther() throws Exception {
    var card = desk.card(RICH);

    assertThat(desk.error("chat.update", change(card.ts(), "'blocks':[{'type':'divider'}]")))
        .isEqualTo("block_mismatch");
    assertThat(desk.error("chat.update", change(card.ts(), "'blocks':" + RICH))).isEmpty();
  }

  @Test
  void keepsMetadataUntilAnEmptyObjectComes() throws Exception {
    var ts =
        desk.done(
                "chat.postMessage",
                "{'channel':'C0SECURITY','text':'x','metadata':{'event_type':'cordon_case',"
                    + "'event_payload':{'case':'IR-2026-042'}}}")
            .path("ts")
            .asText();

    assertThat(history("").has("metadata")).isFalse();
    assertThat(history(",'include_all_metadata':true").at("/metadata/event_payload/case").asText())
        .isEqualTo("IR-2026-042");

    desk.done("chat.update", change(ts, "'text':'y'"));
    assertThat(history(",'include_all_metadata':true").has("metadata")).isTrue();

    desk.done("chat.update", change(ts, "'text':'y','metadata':{}"));
    assertThat(history(",'include_all_metadata':true").has("metadata")).isFalse();
  }

  @Test
  void keepsRepliesOutOfTheHistoryUnlessTheyAreBroadcast() throws Exception {
    var parent = desk.posted("parent");
    var reply = "{'channel':'C0SECURITY','thread_ts':'" + parent + "','text':'%s'%s}";
    desk.done("chat.postMessage", reply.formatted("quiet", ""));
    desk.done("chat.postMessage", reply.formatted("loud", ",'reply_broadcast':true"));

    var history = texts(desk.done("conversations.history", "{'channel':'C0SECURITY'}"));
    var replies =
        texts(desk.done("conversations.replies", "{'channel':'C0SECURITY','ts':'" + parent + "'}"));

    assertThat(history).containsExactly("loud", "parent");
    assertThat(replies).containsExactly("parent", "quiet", "loud");
  }

  @Test
  void postsIntoTheChannelWhenTheThreadIsGone() throws Exception {
    var answer =
        desk.done(
            "chat.postMessage",
            "{'channel':'C0SECURITY','thread_ts':'1.000001','text':'nobody asked'}");

    assertThat(answer.path("message").has("thread_ts")).isFalse();
    assertThat(workspace.messages(CHANNEL))
        .extracting(Message::text)
        .containsExactly("nobody asked");
  }

  @Test
  void answersInTheSameThreadWhenAReplyIsAnswered() throws Exception {
    var parent = desk.posted("parent");
    var reply = "{'channel':'C0SECURITY','thread_ts':'%s','text':'%s'}";
    var first = desk.done("chat.postMessage", reply.formatted(parent, "first")).path("ts").asText();
    desk.done("chat.postMessage", reply.formatted(first, "second"));

    assertThat(workspace.thread(CHANNEL, parent))
        .extracting(Message::text)
        .containsExactly("parent", "first", "second");
  }

  @Test
  void listsPeopleInPages() throws Exception {
    var first = desk.done("users.list", "{'limit':4}");
    var cursor = first.at("/response_metadata/next_cursor").asText();
    var rest = desk.done("users.list", "{'cursor':'" + cursor + "'}");

    assertThat(first.path("members")).hasSize(4);
    assertThat(rest.path("members")).hasSize(3);
    assertThat(desk.error("users.list", "{'cursor':'x'}")).isEqualTo("invalid_cursor");
  }

  @Test
  void findsWhatIsLiveInAMessage() throws Exception {
    var card =
        desk.card(
            "[{'type':'section','text':{'type':'mrkdwn','verbatim':true,'text':"
                + "'<!subteam^S0ONCALL> &lt;!channel&gt; https://quiet.example'}},"
                + "{'type':'context','elements':[{'type':'mrkdwn','text':'https://loud.example'}]},"
                + "{'type':'rich_text','elements':[{'type':'rich_text_section','elements':"
                + "[{'type':'text','text':'<!here>'},{'type':'broadcast','range':'here'}]}]}]");

    assertThat(workspace.live(card))
        .containsExactly("!subteam^S0ONCALL", "https://loud.example", "!here");
  }

  @Test
  void givesTheHistoryInPages() throws Exception {
    for (var text : List.of("1", "2", "3")) {
      desk.posted(text);
    }

    var first = desk.done("conversations.history", "{'channel':'C0SECURITY','limit':2}");
    var cursor = first.at("/response_metadata/next_cursor").asText();
    var second =
        desk.done(
            "conversations.history",
            "{'channel':'C0SECURITY','limit':2,'cursor':'" + cursor + "'}");

    assertThat(texts(first)).containsExactly("3", "2");
    assertThat(texts(second)).containsExactly("1");
    assertThat(second.path("has_more").asBoolean()).isFalse();
  }

  @Test
  void givesTheHistoryBetweenTwoMoments() throws Exception {
    var oldest = desk.posted("1");
    desk.posted("2");
    var latest = desk.posted("3");
    var between = "{'channel':'C0SECURITY','oldest':'" + oldest + "','latest':'" + latest + "'%s}";

    assertThat(texts(desk.done("conversations.history", between.formatted(""))))
        .containsExactly("2");
    assertThat(texts(desk.done("conversations.history", between.formatted(",'inclusive':true"))))
        .containsExactly("3", "2", "1");
  }

  @Test
  void opensOneDirectConversationForEachPerson() throws Exception {
    var first = desk.done("conversations.open", "{'users':'U0ALICE'}");
    var again = desk.done("conversations.open", "{'users':'U0ALICE'}");
    var channel = first.at("/channel/id").asText();

    assertThat(channel).startsWith("D");
    assertThat(again.at("/channel/id").asText()).isEqualTo(channel);
    assertThat(again.path("already_open").asBoolean()).isTrue();
    assertThat(
            desk.done("chat.postMessage", "{'channel':'U0ALICE','text':'hi'}")
                .path("channel")
                .asText())
        .isEqualTo(channel);
    assertThat(workspace.directMessages(ALICE)).extracting(Message::text).containsExactly("hi");
  }

  @Test
  void refusesPostsToAnArchivedChannel() throws Exception {
    var ts = desk.posted("before");
    workspace.archive(CHANNEL);

    assertThat(desk.error("chat.postMessage", "{'channel':'C0SECURITY','text':'x'}"))
        .isEqualTo("is_archived");
    assertThat(desk.error("chat.update", change(ts, "'text':'x'"))).isEqualTo("is_inactive");
  }

  @Test
  void refusesPostsAfterTheAppWasTakenOut() throws Exception {
    workspace.leave("U0CORDON", CHANNEL);

    assertThat(desk.error("chat.postMessage", "{'channel':'C0SECURITY','text':'x'}"))
        .isEqualTo("not_in_channel");
  }

  @Test
  void tellsGuestsStrangersAndDeactivatedPeopleApart() throws Exception {
    workspace.changeUser(
        new User("U0DAVE", "dave", "Dave Diaz", "T0000001", Set.of(User.Flag.DELETED)));

    assertThat(user("U0ALICE").path("is_restricted").asBoolean()).isFalse();
    assertThat(user("U0GRACE").path("is_restricted").asBoolean()).isTrue();
    assertThat(user("U0MALLORY").path("team_id").asText()).isEqualTo("T0STRANGE");
    assertThat(user("U0DAVE").path("deleted").asBoolean()).isTrue();
  }

  @Test
  void readsAGroupAsItIsNow() throws Exception {
    workspace.changeGroup("S0APPROVE", List.of("U0CAROL"));

    var users = desk.done("usergroups.users.list", "{'usergroup':'S0APPROVE'}").path("users");

    assertThat(users).extracting(JsonNode::asText).containsExactly("U0CAROL");
  }

  @Test
  void takesAFileInThreeSteps() throws Exception {
    var place = desk.done("files.getUploadURLExternal", "{'filename':'report.md','length':'4'}");
    var id = place.path("file_id").asText();
    var complete = "{'files':[{'id':'" + id + "','title':'Report'}],'channel_id':'C0SECURITY'}";

    assertThat(desk.error("files.completeUploadExternal", complete)).isEqualTo("file_not_found");
    assertThat(desk.post(place.path("upload_url").asText(), "text").body()).isEqualTo("OK - 4");
    desk.done("files.completeUploadExternal", complete);

    assertThat(workspace.file(id).orElseThrow().bytes()).asString().isEqualTo("text");
    assertThat(workspace.transcript(CHANNEL)).contains("[file Report]");
  }

  @Test
  void linksAReplyThroughItsThread() throws Exception {
    var parent = desk.posted("parent");
    var reply =
        desk.done(
                "chat.postMessage",
                "{'channel':'C0SECURITY','thread_ts':'" + parent + "','text':'x'}")
            .path("ts")
            .asText();

    var link =
        desk.done("chat.getPermalink", "{'channel':'C0SECURITY','message_ts':'" + reply + "'}")
            .path("permalink")
            .asText();

    assertThat(link)
        .isEqualTo(
            workspace.url()
                + "/archives/C0SECURITY/p"
                + reply.replace(".", "")
                + "?thread_ts="
                + parent
                + "&cid=C0SECURITY");
  }

  @Test
  void marksAMessageOnce() throws Exception {
    var ts = desk.posted("x");
    var mark = "{'channel':'C0SECURITY','timestamp':'" + ts + "'%s}";

    assertThat(desk.error("reactions.add", mark.formatted(",'name':'eyes'"))).isEmpty();
    assertThat(desk.error("reactions.add", mark.formatted(",'name':'eyes'")))
        .isEqualTo("already_reacted");
    assertThat(desk.error("pins.add", mark.formatted(""))).isEmpty();
    assertThat(desk.error("pins.add", mark.formatted(""))).isEqualTo("already_pinned");
  }

  private JsonNode user(String id) throws Exception {
    return desk.done("users.info", "{'user':'" + id + "'}").path("user");
  }

  private JsonNode history(String more) throws Exception {
    return desk.done("conversations.history", "{'channel':'C0SECURITY'" + more + "}")
        .at("/messages/0");
  }

  private static List<String> texts(JsonNode answer) {
    return answer.path("messages").valueStream().map(m -> m.path("text").asText()).toList();
  }

  private Message now(Message message) {
    return workspace.message(CHANNEL, message.ts()).orElseThrow();
  }

  private static String change(String ts, String fields) {
    return "{'channel':'C0SECURITY','ts':'" + ts + "'," + fields + "}";
  }
}
