package io.cordon.bot.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TypedTextTest {
  private static TypedText read(String sent) {
    return TypedText.of(sent);
  }

  @Test
  void peopleStandThereByNameAndAreKnownById() {
    assertThat(read("assign IR-2026-042 <@U0BOB|bob>"))
        .isEqualTo(new TypedText("assign IR-2026-042 @bob", Map.of("@bob", "U0BOB")));
    assertThat(read("<@W0BOB> <@U0ANN|ann b>"))
        .isEqualTo(new TypedText("@W0BOB @ann_b", Map.of("@W0BOB", "W0BOB", "@ann_b", "U0ANN")));
  }

  @Test
  void twoPeopleOfOneNameAreToldApart() {
    assertThat(read("<@U1ALEX|alex> <@U2ALEX|alex>"))
        .isEqualTo(new TypedText("@alex @U2ALEX", Map.of("@alex", "U1ALEX", "@U2ALEX", "U2ALEX")));
  }

  @Test
  void channelsGroupsAndAddressesStandThereAsTheyWereTyped() {
    assertThat(
            read("<#C1|general> <!subteam^S1|@ir> <https://x.example/a|x> <https://y.example>")
                .text())
        .isEqualTo("#general @ir https://x.example/a https://y.example");
    assertThat(read("<#C1>").text()).isEqualTo("#C1");
  }

  @Test
  void entitiesAreTheCharactersThatWereTyped() {
    assertThat(read("a &lt;b&gt; &amp;amp; &lt;@U1&gt;"))
        .isEqualTo(new TypedText("a <b> &amp; <@U1>", Map.of()));
  }
}
