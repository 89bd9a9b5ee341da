package io.cordon.templates.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The templates of this test are made to be careless: {@code careless.hbs} and its sentences. */
class TemplatesTest {
  private static final Map<String, Object> HOSTILE =
      Map.of("x", "<!channel> \"}]} \\ {{{x}}} {{> card}}");

  private final Templates templates = new Templates();

  @Test
  void noTagPutsTextFromOutsideThroughUnescaped() {
    var tree = templates.tree("careless", HOSTILE);

    for (var tag : List.of("double", "triple", "ampersand", "said")) {
      assertThat(tree.path(tag).asText())
          .as(tag)
          .isEqualTo("&lt;!channel&gt; \"}]} \\ {{{x}}} {{&gt; card}}");
    }
  }

  @Test
  void noTagPutsTextFromOutsideThroughASentenceUnescaped() {
    assertThat(templates.say("careless", List.of("triple"), HOSTILE).text()).startsWith("&lt;");
    assertThat(templates.sayPlain("careless", List.of("triple"), HOSTILE).text()).startsWith("‹");
  }

  @Test
  void anItemThatLacksSomethingDoesNotShowItsParents() {
    var value = Map.of("x", "parent", "items", List.of(Map.of("y", "item")));

    assertThat(templates.say("careless", List.of("items"), value).text()).isEqualTo("[item]");
  }

  @Test
  void aListMayEndInAComma() {
    assertThat(templates.tree("careless", HOSTILE).path("list")).hasSize(1);
  }
}
