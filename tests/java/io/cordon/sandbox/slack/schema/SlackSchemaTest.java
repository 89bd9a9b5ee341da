package io.cordon.sandbox.slack.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** That the schema made of Slack's types tells right from wrong. JSON has single quotes here. */
class SlackSchemaTest {
  private final SlackSchema schema = SlackSchema.own();

  @Test
  void takesWhatSlackTakes() {
    assertThat(
            schema.problemsInMessage(
                json(
                    """
                    [{'type':'header','text':{'type':'plain_text','text':'x','emoji':false}},
                     {'type':'section','text':{'type':'mrkdwn','text':'x','verbatim':true}},
                     {'type':'rich_text','elements':[{'type':'rich_text_preformatted',
                       'elements':[{'type':'text','text':'x'}]}]},
                     {'type':'actions','elements':[{'type':'button','style':'danger',
                       'action_id':'a','value':'v','text':{'type':'plain_text','text':'x'}}]}]
                    """)))
        .isEmpty();
    assertThat(
            schema.problemsInView(
                json("{'type':'modal','title':{'type':'plain_text','text':'x'},'blocks':[]}")))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{'type':'sektion'}]",
        "[{'type':'header','text':{'type':'mrkdwn','text':'x'}}]",
        "[{'type':'section','txet':{'type':'mrkdwn','text':'x'}}]",
        "[{'type':'section','text':{'type':'mrkdwn','text':7}}]",
        "[{'type':'actions','elements':[{'type':'button','style':'warning',"
            + "'text':{'type':'plain_text','text':'x'}}]}]",
        "{'type':'divider'}"
      })
  void refusesBlocksThatTheTypesDoNotHave(String blocks) {
    assertThat(schema.problemsInMessage(json(blocks))).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'modal','blocks':[]}",
        "{'type':'modal','title':{'type':'mrkdwn','text':'x'},'blocks':[]}",
        "{'type':'modal','title':{'type':'plain_text','text':'x'},'blocks':[{'type':'x'}]}",
        "{'type':'dialog','blocks':[]}"
      })
  void refusesViewsThatTheTypesDoNotHave(String view) {
    assertThat(schema.problemsInView(json(view))).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '^',
      value = {
        "chat.postMessage; {'channel':'C1','text':'x','blocks':'[]','unfurl_links':'0',"
            + "'parse':'none','metadata':'{\\'event_type\\':\\'t\\',\\'event_payload\\':{}}'}",
        "chat.update; {'channel':'C1','ts':'1.2','text':'x','link_names':'false'}",
        "views.open; {'trigger_id':'t','view':'{}'}",
        "conversations.history; {'channel':'C1','limit':'200','inclusive':true}",
        "users.info; {'user':'U1'}"
      })
  void takesDocumentedArguments(String method, String arguments) {
    assertThat(schema.problemsInArguments(method, object(arguments))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '^',
      value = {
        "chat.postMessage; {'channel':'C1','text':'x','client_msg_id':'x'}",
        "chat.postMessage; {'channel':'C1'}",
        "chat.postMessage; {'channel':'C1','text':'x','parse':'client'}",
        "chat.postMessage; {'channel':'C1','text':'x','unfurl_links':'perhaps'}",
        "chat.update; {'channel':'C1','text':'x'}",
        "views.open; {'view':'{}'}",
        "users.info; {'user':'U1','users':'U2'}",
        "chat.meMessage; {'channel':'C1','text':'x'}"
      })
  void refusesArgumentsThatAreNotDocumented(String method, String arguments) {
    assertThat(schema.problemsInArguments(method, object(arguments))).isNotEmpty();
  }

  private static ObjectNode object(String json) {
    return (ObjectNode) json(json);
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text.replace("\\'", "\\\"").replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
