package io.cordon.bot.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.Slack;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseUrlsTest {
  private final ResponseUrls online =
      new ResponseUrls(Slack.getInstance(), URI.create("https://slack.com/api/"));
  private final ResponseUrls local =
      new ResponseUrls(Slack.getInstance(), URI.create("http://127.0.0.1:8090/api/"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://hooks.slack.com/actions/T0/1/x",
        "https://hooks.slack.com/commands/T0/1/x",
        "https://hooks.slack-gov.com/actions/T0/1/x"
      })
  void slacksOwnHostsAreSpokenTo(String url) {
    assertThat(online.isSlacks(url)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "https:/hooks.slack.com/x",
        "http://hooks.slack.com/actions/x",
        "https://hooks.slack.com:8443/actions/x",
        "https://hooks.slack.com.evil.example/x",
        "https://evilslack.com/x",
        "https://hooks.slack.com@evil.example/x",
        "https://me@hooks.slack.com/x",
        "https://evil.example/hooks.slack.com",
        "https://evil.example\\@hooks.slack.com/x",
        "http://169.254.169.254/latest/meta-data/",
        "http://127.0.0.1:8090/response/x",
        "file:///etc/passwd"
      })
  void nobodyElseIs(String url) {
    assertThat(online.isSlacks(url)).isFalse();
    assertThat(online.post(url, "{}")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:8091/response/x",
        "https://127.0.0.1:8090/response/x",
        "http://localhost:8090/response/x",
        "http://127.0.0.1/response/x"
      })
  void ofAnotherApiOnlyItsOwnHostAndPort(String url) {
    assertThat(local.isSlacks("http://127.0.0.1:8090/response/x")).isTrue();
    assertThat(local.isSlacks(url)).isFalse();
  }
}
