package io.cordon.templates.slack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutsideTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<!channel>|&lt;!channel&gt;",
        "&lt;!channel&gt;|&amp;lt;!channel&amp;gt;",
        "https://evil.example|hxxps://evil.example",
        "HTTP://EVIL|hxxp://EVIL",
        "*bold*|∗bold∗",
        "~gone~|∼gone∼",
        "_slanted_ my_group|＿slanted＿ my_group",
        "`code`|ˋcodeˋ",
        "__slanted__ my__group|＿＿slanted＿＿ my＿＿group",
        ":white_check_mark: done|∶white_check_mark: done",
        ":警告: done|∶警告: done",
        "@Channel @here @hannah|＠Channel ＠here @hannah",
        "> quoted > more|› quoted &gt; more",
        "z\u0301\u0301\u0301\u0301\u0301\u20ddz|z\u0301\u0301\u0301\u0301z",
        "a\u202eb\u200bc\u2066d\u061ce|abcde",
      })
  void mrkdwnNeitherMentionsNorLinksNorFormatsNorHides(String given, String shown) {
    assertThat(Outside.mrkdwn(given, 600)).isEqualTo(shown);
  }

  @Test
  void aLineStaysALine() {
    assertThat(Outside.mrkdwn("a\r\nb\n\n> c\u2028d\u0000e\tf", 600)).isEqualTo("a b &gt; c de f");
  }

  @Test
  void halfAPairOfSurrogatesShowsAsUnknown() {
    assertThat(Outside.plain("a\ud83dz", 600)).isEqualTo("a\ufffdz");
  }

  @Test
  void aCodeSpanCannotBeLeft() {
    assertThat(Outside.code("x` <!here> `y", 600)).isEqualTo("`xˋ &lt;!here&gt; ˋy`");
    assertThat(Outside.code(" ", 600)).isEqualTo("`–`");
  }

  @Test
  void anAddressCannotBeFollowed() {
    assertThat(Outside.defanged("http://c2.example.net/x?y=a@b", 600))
        .isEqualTo("`hxxp://c2[.]example[.]net/x?y=a[@]b`");
  }

  @Test
  void plainTextKeepsItsSignsButLooksLikeNoMention() {
    assertThat(Outside.plain("C&C <beta> <!channel> <@U1> <https://x>", 600))
        .isEqualTo("C&C <beta> ‹!channel> ‹@U1> <hxxps://x>");
  }

  @Test
  void preformattedTextKeepsItsLines() {
    assertThat(Outside.preformatted("a\r\n  b\u0007\n", 600)).isEqualTo("a\n\n  b");
  }

  @Test
  void aCutNeverGoesThroughAnEntity() {
    assertThat(Outside.mrkdwn("ab<cd", 5)).isEqualTo("ab…");
    assertThat(Outside.mrkdwn("ab<cd", 7)).isEqualTo("ab&lt;…");
    assertThat(Outside.mrkdwn("ab<cd", 8)).isEqualTo("ab&lt;cd");
  }

  @Test
  void aCutNeverLeavesALowLineAtTheEdge() {
    assertThat(Outside.mrkdwn("ab_cd", 4)).isEqualTo("ab…");
    assertThat(Outside.mrkdwn("ab_cd", 5)).isEqualTo("ab_cd");
  }

  @Test
  void aCutNeverGoesThroughACodePoint() {
    assertThat(Outside.plain("a\ud83d\udd34\ud83d\udd34", 4)).isEqualTo("a\ud83d\udd34…");
    assertThat(Outside.plain("a\ud83d\udd34\ud83d\udd34", 3)).isEqualTo("a…");
  }

  @Test
  void aCutNeverGoesThroughMarkupOfOurs() {
    assertThat(Shown.cut("by <@U0ANNA> now", 8)).isEqualTo("by …");
    assertThat(Shown.cut("by `code` now", 8)).isEqualTo("by …");
    assertThat(Shown.cut("by `code` now", 11)).isEqualTo("by `code` …");
  }
}
