package io.cordon.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalJsonTest {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static String canonical(String json) {
    try {
      return CanonicalJson.text(CanonicalJson.parse(json));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static String canonicalText(String text) {
    return CanonicalJson.text(NODES.objectNode().put("t", text));
  }

  @Test
  void writesNoSpaceAndSortsTheKeysOfEveryObjectButNoArray() {
    assertThat(canonical("{ \"b\" : [ {\"z\":1, \"y\":2}, \"b\", \"a\" ],\n \"a\" : null }"))
        .isEqualTo("{\"a\":null,\"b\":[{\"y\":2,\"z\":1},\"b\",\"a\"]}");
  }

  /** RFC 8785, 3.2.3: by UTF-16 code units, so a pair of surrogates comes before U+FB33. */
  @Test
  void sortsKeysByCodeUnits() {
    assertThat(
            canonical(
                """
                {"\\ufb33":1,"\\ud83d\\ude02":2,"\\u20ac":3,"\\u00f6":4,"\\u0080":5,"1":6,"\\r":7,"B":8,"a":9}\
                """))
        .isEqualTo(
            "{\"\\r\":7,\"1\":6,\"B\":8,\"a\":9,\"\u0080\":5,\"\u00f6\":4,\"\u20ac\":3,"
                + "\"\ud83d\ude02\":2,\"\ufb33\":1}");
  }

  /** RFC 8785, 3.2.2.2. */
  @Test
  void escapesOnlyWhatMustBeInTheShortestForm() {
    assertThat(canonicalText("\b\t\n\f\r\"\\ / \u0000\u001f\u007f\u0080\u20ac\u2028<>&'"))
        .isEqualTo(
            "{\"t\":\"\\b\\t\\n\\f\\r\\\"\\\\ / \\u0000\\u001f\u007f\u0080\u20ac\u2028<>&'\"}");
  }

  /** RFC 8785, 3.2.2.3: as ECMAScript writes a double. */
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0, 0",
    "1.0, 1",
    "-7, -7",
    "1E2, 100",
    "0.00001, 0.00001",
    "0.0000001, 1e-7",
    "1e21, 1e+21",
    "100000000000000000000, 100000000000000000000",
    "9007199254740991, 9007199254740991",
    "4.50, 4.5",
    "0.1, 0.1",
    "5e-324, 5e-324"
  })
  void writesNumbersAsBrowsersDo(String given, String written) {
    assertThat(canonical("{\"n\":" + given + "}")).isEqualTo("{\"n\":" + written + "}");
  }

  @Test
  void replacesHalvesOfSurrogatePairsSinceUtf8CannotHoldThem() {
    var text = canonicalText("a\ud83d b\ude02 c\ud83d\ude02");

    assertThat(text).isEqualTo("{\"t\":\"a? b? c\ud83d\ude02\"}");
    assertThat(new String(text.getBytes(UTF_8), UTF_8)).isEqualTo(text);
  }

  @Test
  void writesTheRecordsOfTheLedger() {
    assertThat(CanonicalJson.text(CanonicalJson.tree(new Fact.CaseAcknowledged()))).isEqualTo("{}");
    assertThat(CanonicalJson.text(CanonicalJson.tree(Actor.person("U1", "Ann"))))
        .isEqualTo("{\"id\":\"U1\",\"name\":\"Ann\",\"type\":\"slack\"}");
  }

  @Test
  void hashesAsSha256sumDoes() {
    assertThat(CanonicalJson.sha256(""))
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assertThat(CanonicalJson.sha256("abc"))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Property(tries = 300)
  void aSecondWritingChangesNothing(@ForAll("objects") ObjectNode tree) {
    var once = CanonicalJson.text(tree);

    assertThat(canonical(once)).isEqualTo(once);
  }

  @Property(tries = 300)
  void writingLosesNothing(@ForAll("objects") ObjectNode tree) throws JsonProcessingException {
    assertThat(sorted(CanonicalJson.parse(CanonicalJson.text(tree)))).isEqualTo(sorted(tree));
  }

  @Property(tries = 300)
  void theOrderOfWritingDoesNotMatter(@ForAll("objects") ObjectNode tree) {
    var turned = NODES.objectNode();
    var names = new ArrayList<String>();
    tree.fieldNames().forEachRemaining(names::add);
    names.reversed().forEach(name -> turned.set(name, tree.get(name)));

    assertThat(CanonicalJson.text(turned)).isEqualTo(CanonicalJson.text(tree));
  }

  /** Any text at all, halves of surrogate pairs and control characters included. */
  @Property(tries = 500)
  void anyTextBecomesOneLineOfWellFormedUtf8(@ForAll("texts") String text) {
    var line = canonicalText(text);

    assertThat(line).doesNotContain("\n", "\r");
    assertThat(new String(line.getBytes(UTF_8), UTF_8)).isEqualTo(line);
    assertThat(canonical(line)).isEqualTo(line);
  }

  private static JsonNode sorted(JsonNode tree) {
    return switch (tree) {
      case ObjectNode object -> {
        var next = NODES.objectNode();
        object.properties().stream()
            .sorted((a, b) -> a.getKey().compareTo(b.getKey()))
            .forEach(e -> next.set(e.getKey(), sorted(e.getValue())));
        yield next;
      }
      case ArrayNode array -> {
        var next = NODES.arrayNode();
        array.forEach(value -> next.add(sorted(value)));
        yield next;
      }
      case JsonNode other when other.isIntegralNumber() -> NODES.numberNode(other.asLong());
      default -> tree;
    };
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings()
        .withChars('\u0000', '\n', '"', '\\', '/', 'a', '\u007f', '\u2028', '\ud83d', '\ude02')
        .withCharRange('\u0001', '\uffff')
        .ofMaxLength(30);
  }

  @Provide
  Arbitrary<ObjectNode> objects() {
    return objects(values(2));
  }

  private Arbitrary<JsonNode> values(int depth) {
    Arbitrary<JsonNode> plain =
        Arbitraries.oneOf(
            wellFormed().map(NODES::textNode),
            Arbitraries.longs().between(-(1L << 53) + 1, (1L << 53) - 1).map(NODES::numberNode),
            Arbitraries.of(NODES.booleanNode(true), NODES.nullNode()));
    return depth == 0
        ? plain
        : Arbitraries.oneOf(
            plain,
            objects(values(depth - 1)).map(o -> o),
            values(depth - 1).list().ofMaxSize(4).map(CanonicalJsonTest::array));
  }

  private static JsonNode array(List<JsonNode> values) {
    return NODES.arrayNode().addAll(values);
  }

  private static Arbitrary<ObjectNode> objects(Arbitrary<JsonNode> values) {
    return Arbitraries.maps(wellFormed(), values)
        .ofMaxSize(5)
        .map(map -> {
          var object = NODES.objectNode();
          map.forEach(object::set);
          return object;
        });
  }

  private static Arbitrary<String> wellFormed() {
    return Arbitraries.strings()
        .ofMaxLength(8)
        .map(text -> new String(text.getBytes(UTF_8), UTF_8));
  }
}
