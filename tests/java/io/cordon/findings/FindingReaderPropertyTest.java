package io.cordon.findings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FindingReaderPropertyTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What senders never mean and parsers stumble over; each is JSON by itself. */
  private static final List<String> NASTY =
      List.of(
          "null",
          "true",
          "-1",
          "1e999999999",
          "-1e-999999999",
          "9".repeat(900),
          "0.1234567890123456789",
          "\"\"",
          "\" \"",
          "\"null\"",
          "\"NaN\"",
          "\"\\ud800\"",
          "\"\\u0000\"",
          "\"arn:\"",
          "\"arn:::::\"",
          "\"arn:aws:iam::1:user/\"",
          "\"arn:aws:lambda:r:1:function:\"",
          "\"" + "(a+)+$".repeat(2000) + "\"",
          "\"9999999999-99-99T99:99:99Z\"",
          "\"+999999999-12-31T23:59:59Z\"",
          "\"{\\\"a\\\":\"",
          "{}",
          "[]",
          "[null]",
          "[[{}]]",
          "{\"\":{\"\":\"\"}}",
          "{\"Records\":[{\"Sns\":{}}]}",
          "[".repeat(90) + "]".repeat(90));

  private final FindingReader reader = new FindingReader();

  @Property(tries = 1000)
  void neverThrowsAndNeverComesBackEmptyForAnyText(@ForAll String text) {
    assertReadsSomething(text);
  }

  @Property(tries = 1000)
  void neverThrowsForTextThatLooksLikeJson(@ForAll("almostJson") String text) {
    assertReadsSomething(text);
  }

  @Property(tries = 3000)
  void neverThrowsForFindingsWithAnythingAnywhere(
      @ForAll("samples") String sample, @ForAll Random random) throws JsonProcessingException {
    assertReadsSomething(mutated(sample, random));
  }

  @Property(tries = 500)
  void neverThrowsForFindingsThatWereCutOrJoined(
      @ForAll("samples") String one, @ForAll("samples") String other, @ForAll Random random) {
    String joined =
        one.substring(0, random.nextInt(one.length()))
            + other.substring(random.nextInt(other.length()));

    assertReadsSomething(joined);
  }

  @Provide
  Arbitrary<String> samples() {
    return Arbitraries.of(OwnSamples.ALL);
  }

  @Provide
  Arbitrary<String> almostJson() {
    return Arbitraries.strings().withChars("{}[]\",:0eE-. \\undetail").ofMaxLength(60);
  }

  private void assertReadsSomething(String text) {
    List<Reading> readings = reader.read(text);

    assertThat(readings).isNotEmpty();
    assertThat(readings)
        .noneMatch(reading ->
            reading instanceof Reading.Unreadable(String reason) && reason.contains("fault"));
  }

  private static String mutated(String sample, Random random) throws JsonProcessingException {
    JsonNode root = JSON.readTree(sample);
    // Nasty values are put in as text: the tree would round or refuse some of them.
    List<String> chosen = new ArrayList<>();
    for (int change = 1 + random.nextInt(4); change > 0; change--) {
      String mark = "@@" + chosen.size() + "@@";
      if (replaceSomewhere(root, mark, random)) {
        chosen.add(NASTY.get(random.nextInt(NASTY.size())));
      }
    }
    String text = root.toString();
    for (int index = 0; index < chosen.size(); index++) {
      text = text.replace("\"@@" + index + "@@\"", chosen.get(index));
    }
    return text;
  }

  private static boolean replaceSomewhere(JsonNode node, String mark, Random random) {
    JsonNode here = node;
    while (here.isContainerNode() && !here.isEmpty()) {
      int index = random.nextInt(here.size());
      JsonNode child = child(here, index);
      if (!child.isContainerNode() || random.nextInt(4) == 0) {
        put(here, index, mark);
        return true;
      }
      here = child;
    }
    return false;
  }

  private static JsonNode child(JsonNode parent, int index) {
    return parent.valueStream().skip(index).findFirst().orElseThrow();
  }

  private static void put(JsonNode parent, int index, String mark) {
    switch (parent) {
      case ArrayNode array -> array.set(index, mark);
      case ObjectNode object ->
          object.put(object.propertyStream().skip(index).findFirst().orElseThrow().getKey(), mark);
      default -> throw new AssertionError("no container: " + parent.getNodeType());
    }
  }
}
