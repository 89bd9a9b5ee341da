package io.cordon.sandbox.slack.blocks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MrkdwnTest {
  private static final Names NAMES =
      new Names() {
        @Override
        public String user(String id) {
          return id.equals("U1") ? "alice" : id;
        }

        @Override
        public String group(String id) {
          return id.equals("S1") ? "oncall" : id;
        }

        @Override
        public String channel(String id) {
          return id.equals("C1") ? "incidents" : id;
        }
      };

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      value = {
        "<@U1> and <!subteam^S1> → @alice and @oncall",
        "in <#C1> → in #incidents",
        "<!channel> → @channel",
        "&lt;!channel&gt; &amp;amp; → <!channel> &amp;",
        "<https://evil.example|a &lt;b&gt;> → a <b>",
        "<https://evil.example> → https://evil.example",
        "<!date^1795514400^{date_num} {time}|soon> → 2026-11-24 10:00",
        "<!date^then^{date_num}|soon> → soon",
        "1 < 2 → 1 < 2",
      })
  void readsAsPeopleDo(String mrkdwn, String seen) {
    assertThat(Mrkdwn.visible(mrkdwn, NAMES)).isEqualTo(seen);
  }

  @Test
  void findsAllThatIsLive() {
    assertThat(Mrkdwn.live("<!here> <https://evil.example|x> &lt;@U1&gt;", true))
        .containsExactly("!here", "https://evil.example|x");
  }

  @Test
  void findsBareAddressesAndMentionsWhereTextIsNotVerbatim() {
    var text = "see https://evil.example @channel a@here.example";

    assertThat(Mrkdwn.live(text, false)).containsExactly("https://evil.example", "@channel");
    assertThat(Mrkdwn.live(text, true)).isEmpty();
  }
}
