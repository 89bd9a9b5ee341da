package io.cordon.sandbox.slack.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import io.cordon.sandbox.slack.Connection;
import io.cordon.sandbox.slack.SecurityTeam;
import io.cordon.sandbox.slack.SlackWorkspace;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** That a mistake of the app fails the test that made it, however the app takes the refusal. */
class StrictRefereeTest {
  private final SlackWorkspace slack =
      SlackWorkspace.start(SecurityTeam.reaching(new Connection.Socket()), 0, Clock.systemUTC());

  @AfterEach
  void close() {
    slack.close();
  }

  @Test
  void whatSlackTakesIsHeldAgainstNobody() throws Exception {
    assertThat(post("[{'type':'divider'}]")).isNull();

    assertThatCode(NothingIsRefused::check).doesNotThrowAnyException();
  }

  @Test
  void whatOnlyTheTypesForbidIsRefusedAndToldOnce() throws Exception {
    var shiny =
        "[{'type':'rich_text','elements':[{'type':'rich_text_section','elements':"
            + "[{'type':'text','text':'x','style':{'shiny':true}}]}]}]";

    assertThat(post(shiny)).isEqualTo("invalid_blocks");

    assertThatThrownBy(NothingIsRefused::check)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("shiny");
    assertThatCode(NothingIsRefused::check).doesNotThrowAnyException();
  }

  @Test
  void whatIsTooLongIsToldAsWell() throws Exception {
    var header =
        "[{'type':'header','text':{'type':'plain_text','text':'" + "x".repeat(151) + "'}}]";

    assertThat(post(header)).isEqualTo("invalid_blocks");

    assertThatThrownBy(NothingIsRefused::check).hasMessageContaining("less than 151");
  }

  @Test
  void anArgumentThatIsNotDocumentedIsTold() throws Exception {
    var answer = api().chatPostMessage(r -> r.channel(SecurityTeam.CHANNEL).text("x").parse("all"));

    assertThat(answer.isOk()).isTrue();
    assertThatThrownBy(NothingIsRefused::check).hasMessageContaining("/parse");
  }

  @Test
  void aDeadLinkToAnAnswerIsNoMistake() throws Exception {
    var answer = Slack.getInstance().send(slack.url() + "/response/unknown", "{\"text\":\"x\"}");

    assertThat(answer.getCode()).isEqualTo(404);
    assertThatCode(NothingIsRefused::check).doesNotThrowAnyException();
  }

  /** The error of a post with these blocks. */
  private String post(String blocks) throws Exception {
    var json = blocks.replace('\'', '"');
    return api()
        .chatPostMessage(r -> r.channel(SecurityTeam.CHANNEL).text("x").blocksAsString(json))
        .getError();
  }

  private MethodsClient api() {
    var config = new SlackConfig();
    config.setMethodsEndpointUrlPrefix(slack.apiUrl());
    return Slack.getInstance(config).methods(slack.setup().botToken());
  }
}
