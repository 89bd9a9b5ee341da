package io.cordon.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CommandTextTest {
  static Stream<Arguments> typed() {
    return Stream.of(
        read("", List.of(), Map.of()),
        read("   ", List.of(), Map.of()),
        read("a b\tc\nd", List.of("a", "b", "c", "d"), Map.of()),
        read("a k=v b", List.of("a", "b"), Map.of("k", "v")),
        read("KEY=Value", List.of(), Map.of("key", "Value")),
        read("k=\"two words\"", List.of(), Map.of("k", "two words")),
        read("\"two words\"", List.of("two words"), Map.of()),
        read("k=\"a=b\" \"c=d\"", List.of("c=d"), Map.of("k", "a=b")),
        read("k=a=b", List.of(), Map.of("k", "a=b")),
        read("k=", List.of(), Map.of("k", "")),
        read("k=\"\"", List.of(), Map.of("k", "")),
        read("=v", List.of("=v"), Map.of()),
        read("pre\"fix and\"post", List.of("prefix andpost"), Map.of()),
        // As phones and Macs write them.
        read("k=\u201ctwo words\u201d", List.of(), Map.of("k", "two words")),
        read("k=\u201ezwei W\u00f6rter\u201c", List.of(), Map.of("k", "zwei W\u00f6rter")),
        read("k=\u00abdeux mots\u00bb", List.of(), Map.of("k", "deux mots")),
        read("i\u20110ab i\u20130ab i\u20140ab", List.of("i-0ab", "i-0ab", "i-0ab"), Map.of()),
        read("a\u00a0k=v\u202fb", List.of("a", "b"), Map.of("k", "v")));
  }

  private static Arguments read(String typed, List<String> words, Map<String, String> options) {
    return Arguments.of(typed, words, options);
  }

  @ParameterizedTest
  @MethodSource("typed")
  void reads(String typed, List<String> words, Map<String, String> options) {
    assertThat(CommandText.parse(typed)).isEqualTo(new CommandText(words, options, null));
  }

  @Test
  void saysThatAQuoteIsNotClosed() {
    assertThat(CommandText.parse("a k=\"v w").mistake()).isEqualTo("unclosed-quote");
    assertThat(CommandText.parse("\"").mistake()).isEqualTo("unclosed-quote");
  }

  @Test
  void saysWhatIsGivenTwice() {
    assertThat(CommandText.parse("k=1 K=2").mistake()).isEqualTo("twice k");
    assertThat(CommandText.parse("k= k=").mistake()).isEqualTo("twice k");
  }

  @Property
  void neverFails(@ForAll String typed) {
    assertThat(CommandText.parse(typed)).isNotNull();
  }

  @Property
  void quotingKeepsAnyValueWhole(
      @ForAll @AlphaChars @StringLength(min = 1, max = 5) String key, @ForAll String value) {
    var plain =
        value.replaceAll("[\"\u201c-\u201f\u00ab\u00bb\u2011-\u2014\u00a0\u2007\u202f]", "'");

    var read = CommandText.parse("word " + key + "=\"" + plain + "\" last");

    assertThat(read.mistake()).isNull();
    assertThat(read.words()).containsExactly("word", "last");
    assertThat(read.options().values()).containsExactly(plain);
  }
}
