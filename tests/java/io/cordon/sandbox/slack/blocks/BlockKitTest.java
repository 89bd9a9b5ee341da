package io.cordon.sandbox.slack.blocks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The numbers stand here a second time, from Slack's reference, so that a slip shows. */
class BlockKitTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A name, what is just allowed, and what is one too many. */
  static Stream<Arguments> limitsOfMessages() {
    return Stream.of(
        limit("blocks", n -> "[" + times(n, "{'type':'divider'}") + "]", 50),
        limit("section text", n -> block("section", "'text':" + plain(n)), 3000),
        limit("section mrkdwn", n -> block("section", "'text':" + mrkdwn(n)), 3000),
        limit("fields", n -> block("section", "'fields':[" + times(n, plain(1)) + "]"), 10),
        limit("field text", n -> block("section", "'fields':[" + mrkdwn(n) + "]"), 2000),
        limit("header", n -> block("header", "'text':" + plain(n)), 150),
        limit("context", n -> block("context", "'elements':[" + times(n, plain(1)) + "]"), 10),
        limit("actions", n -> actions(times(n, button(plain(1), ""))), 25),
        limit("button text", n -> actions(button(plain(n), "")), 75),
        limit("button value", n -> actions(button(plain(1), ",'value':" + string(n))), 2000),
        limit("button url", n -> actions(button(plain(1), ",'url':" + string(n))), 3000),
        limit("action_id", n -> actions(button(plain(1), ",'action_id':" + string(n))), 255),
        limit("block_id", n -> block("divider", "'block_id':" + string(n)), 255),
        limit("confirm title", n -> confirm(plain(n), plain(1), plain(1)), 100),
        limit("confirm text", n -> confirm(plain(1), mrkdwn(n), plain(1)), 300),
        limit("confirm button", n -> confirm(plain(1), plain(1), plain(n)), 30),
        limit("overflow", n -> actions(options("overflow", n)), 5),
        limit("select", n -> actions(options("static_select", n)), 100),
        limit("radio", n -> actions(options("radio_buttons", n)), 10),
        limit("checkboxes", n -> actions(options("checkboxes", n)), 10),
        limit("option text", n -> actions(option(plain(n), string(1))), 75),
        limit("option value", n -> actions(option(plain(1), string(n))), 150),
        limit(
            "input label",
            n -> block("input", "'label':" + plain(n) + ",'element':" + typed("")),
            2000),
        limit("input hint", n -> input(typed(""), ",'hint':" + plain(n)), 2000),
        limit("initial value", n -> input(typed(",'initial_value':" + string(n)), ""), 3000),
        limit("markdown", n -> block("markdown", "'text':" + string(n)), 12_000));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("limitsOfMessages")
  void takesWhatFitsAndRefusesOneMore(String what, String fits, String tooMuch) {
    assertThat(problems(fits)).as(what).isEmpty();
    assertThat(problems(tooMuch)).as(what).hasSize(1);
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        Arguments.of("unsupported type: sektion", "[{'type':'sektion'}]"),
        Arguments.of("unsupported type: mrkdwn", block("header", "'text':" + mrkdwn(1))),
        Arguments.of("missing required field: text", block("section", "'block_id':'a'")),
        Arguments.of("must be more than 0 characters", block("section", "'text':" + plain(0))),
        Arguments.of(
            "invalid additional property: colour",
            block("section", "'colour':'red','text':" + plain(1))),
        Arguments.of(
            "invalid additional property: verbatim",
            block("header", "'text':{'type':'plain_text','text':'x','verbatim':true}")),
        Arguments.of("must be one of", actions(button(plain(1), ",'style':'warning'"))),
        Arguments.of("unsupported type: plain_text_input", actions(typed(""))),
        Arguments.of("unsupported type: button", input(button(plain(1), ""), "")),
        Arguments.of(
            "`block_id` twin already exists",
            "[{'type':'divider','block_id':'twin'},{'type':'divider','block_id':'twin'}]"),
        Arguments.of(
            "`action_id` twin already exists",
            actions(
                button(plain(1), ",'action_id':'twin'")
                    + ","
                    + button(plain(1), ",'action_id':'twin'"))),
        Arguments.of("no less than 1 items", block("actions", "'elements':[]")),
        Arguments.of("must provide an array", "{'type':'divider'}"),
        Arguments.of(
            "missing required field: deny",
            actions(
                button(
                    plain(1),
                    ",'confirm':{'title':"
                        + plain(1)
                        + ",'text':"
                        + plain(1)
                        + ",'confirm':"
                        + plain(1)
                        + "}"))),
        Arguments.of(
            "must have either options or option_groups",
            actions("{'type':'static_select','action_id':'a'}")),
        Arguments.of(
            "unsupported type: user",
            "[{'type':'rich_text','elements':[{'type':'rich_text_preformatted',"
                + "'elements':[{'type':'user','user_id':'U1'}]}]}]"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void saysWhatIsWrong(String problem, String blocks) {
    assertThat(problems(blocks)).anySatisfy(said -> assertThat(said).contains(problem));
  }

  @Test
  void saysWhereItIsWrong() {
    var problems = problems(actions(button(plain(1), "") + "," + button(plain(76), "")));

    assertThat(problems)
        .containsExactly(
            "[ERROR] must be less than 76 characters "
                + "[json-pointer:/blocks/0/elements/1/text/text]");
  }

  @Test
  void countsAnEmojiAsOneCharacter() {
    assertThat(
            problems(
                block("header", "'text':{'type':'plain_text','text':'" + "🔴".repeat(150) + "'}")))
        .isEmpty();
  }

  static Stream<Arguments> limitsOfViews() {
    return Stream.of(
        limit("title", n -> modal("'title':" + plain(n), ""), 24),
        limit("submit", n -> modal("'title':" + plain(1) + ",'submit':" + plain(n), ""), 24),
        limit("close", n -> modal("'title':" + plain(1) + ",'close':" + plain(n), ""), 24),
        limit("metadata", n -> modal(titled(",'private_metadata':" + string(n)), ""), 3000),
        limit("callback_id", n -> modal(titled(",'callback_id':" + string(n)), ""), 255),
        limit("blocks", n -> modal(titled(""), times(n, "{'type':'divider'}")), 100));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("limitsOfViews")
  void takesAViewThatFitsAndRefusesOneMore(String what, String fits, String tooMuch) {
    assertThat(BlockKit.problemsInView(read(fits))).as(what).isEmpty();
    assertThat(BlockKit.problemsInView(read(tooMuch))).as(what).hasSize(1);
  }

  @Test
  void refusesAModalWithInputsButWithoutSubmit() {
    var input = "{'type':'input','label':" + plain(1) + ",'element':" + typed("") + "}";

    assertThat(BlockKit.problemsInView(read(modal(titled(""), input))))
        .containsExactly("[ERROR] missing required field: submit [json-pointer:/view]");
  }

  @Test
  void refusesMarkdownBlocksInAView() {
    assertThat(BlockKit.problemsInView(read(modal(titled(""), "{'type':'markdown','text':'x'}"))))
        .hasSize(1);
  }

  @Test
  void addsUpTheTextOfAllBlocks() {
    var blocks =
        "[{'type':'header','text':{'type':'plain_text','text':'1234'}},{'type':'rich_text',"
            + "'elements':[{'type':'rich_text_preformatted','elements':[{'type':'text',"
            + "'text':'12345'}]}]}]";

    assertThat(BlockKit.textLength(read(blocks))).isEqualTo(9);
  }

  private interface OfSize {
    String make(int size);
  }

  private static Arguments limit(String what, OfSize size, int most) {
    return Arguments.of(what, size.make(most), size.make(most + 1));
  }

  private static String block(String type, String fields) {
    return "[{'type':'" + type + "'," + fields + "}]";
  }

  private static String actions(String elements) {
    return block("actions", "'elements':[" + elements + "]");
  }

  private static String input(String element, String more) {
    return block("input", "'label':" + plain(1) + ",'element':" + element + more);
  }

  private static String button(String text, String more) {
    return "{'type':'button','text':" + text + more + "}";
  }

  private static String typed(String more) {
    return "{'type':'plain_text_input'" + more + "}";
  }

  private static String confirm(String title, String text, String yes) {
    return actions(
        button(
            plain(1),
            ",'confirm':{'title':"
                + title
                + ",'text':"
                + text
                + ",'confirm':"
                + yes
                + ",'deny':"
                + plain(1)
                + "}"));
  }

  private static String options(String type, int count) {
    return "{'type':'"
        + type
        + "','options':["
        + times(count, "{'text':" + plain(1) + ",'value':'v'}")
        + "]}";
  }

  private static String option(String text, String value) {
    return "{'type':'static_select','options':[{'text':" + text + ",'value':" + value + "}]}";
  }

  private static String modal(String fields, String blocks) {
    return "{'type':'modal'," + fields + ",'blocks':[" + blocks + "]}";
  }

  private static String titled(String more) {
    return "'title':" + plain(1) + more;
  }

  private static String plain(int length) {
    return "{'type':'plain_text','text':" + string(length) + "}";
  }

  private static String mrkdwn(int length) {
    return "{'type':'mrkdwn','text':" + string(length) + "}";
  }

  private static String string(int length) {
    return "'" + "x".repeat(length) + "'";
  }

  private static String times(int count, String item) {
    return IntStream.range(0, count).mapToObj(_ -> item).collect(Collectors.joining(","));
  }

  private static List<String> problems(String blocks) {
    return BlockKit.problemsInMessage(read(blocks));
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }
}
