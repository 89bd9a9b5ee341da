package io.cordon.sandbox.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.methods.MethodsRateLimitTier;
import com.slack.api.methods.MethodsRateLimits;
import io.cordon.sandbox.slack.schema.SendsMistakes;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RatesTest {
  private static final String ANOTHER = "{'channel':'C0SECURITY','text':'x'}";

  private final Desk desk = new Desk();

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void refusesTheFifthPostOfABurstUntilASecondHasPassed() throws Exception {
    for (int i = 0; i < 4; i++) {
      desk.done("chat.postMessage", ANOTHER);
    }

    var refused = desk.send("chat.postMessage", "xoxb-sandbox-bot", ANOTHER.replace('\'', '"'));
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(refused.body()).contains("ratelimited");

    desk.clock.pass(Duration.ofSeconds(1));
    assertThat(desk.error("chat.postMessage", ANOTHER)).isEmpty();
    assertThat(desk.error("chat.postMessage", ANOTHER)).isEqualTo("ratelimited");
  }

  @Test
  void tellsTheCallsThatItRefusedFromTheOthers() throws Exception {
    for (int i = 0; i < 4; i++) {
      desk.done("chat.postMessage", ANOTHER);
    }
    assertThat(desk.error("chat.postMessage", ANOTHER)).isEqualTo("ratelimited");

    var calls = desk.workspace.calls();
    assertThat(calls.taken()).hasSize(4);
    assertThat(calls.refused()).isEqualTo(List.of(calls.all().getLast()));
  }

  @Test
  void countsEachChannelByItself() throws Exception {
    for (int i = 0; i < 4; i++) {
      desk.done("chat.postMessage", ANOTHER);
    }

    assertThat(desk.error("chat.postMessage", "{'channel':'U0ALICE','text':'x'}")).isEmpty();
  }

  @Test
  void allowsFiftyUpdatesAMinuteForTheWholeApp() throws Exception {
    var update = "{'channel':'C0SECURITY','ts':'" + desk.posted("x") + "','text':'y'}";
    for (int i = 0; i < 50; i++) {
      desk.done("chat.update", update);
    }

    assertThat(desk.error("chat.update", update)).isEqualTo("ratelimited");

    desk.clock.pass(Duration.ofMinutes(1));
    for (int i = 0; i < 50; i++) {
      desk.done("chat.update", update);
    }
    assertThat(desk.error("chat.update", update)).isEqualTo("ratelimited");
  }

  @Test
  void countsNothingWhenItIsSwitchedOff() throws Exception {
    desk.workspace.limitRates(false);

    for (int i = 0; i < 20; i++) {
      desk.done("chat.postMessage", ANOTHER);
    }
  }

  /** The SDK carries Slack's own table of tiers. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "chat.update",
        "chat.postEphemeral",
        "chat.delete",
        "conversations.info",
        "conversations.history",
        "conversations.replies",
        "conversations.open",
        "conversations.members",
        "users.info",
        "users.list",
        "usergroups.list",
        "usergroups.users.list",
        "views.open",
        "views.push",
        "views.update",
        "views.publish",
        "reactions.add",
        "pins.add",
        "bookmarks.add",
        "files.getUploadURLExternal",
        "files.completeUploadExternal"
      })
  @SendsMistakes
  void allowsAsManyCallsAMinuteAsTheSdkCounts(String method) throws Exception {
    var tier = MethodsRateLimits.lookupRateLimitTier(method);
    int calls = 0;
    while (!desk.error(method, "{}").equals("ratelimited")) {
      calls++;
    }

    assertThat(calls).isEqualTo(MethodsRateLimitTier.getAllowedRequestsPerMinute(tier));
  }
}
