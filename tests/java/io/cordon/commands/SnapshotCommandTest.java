package io.cordon.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.change.Scope;
import io.cordon.commands.Answer.Kind;
import io.cordon.ledger.CaseKey;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnapshotCommandTest {
  private static final List<Scope> CONFIGURED =
      List.of(
          new Scope("111122223333", "eu-west-1"),
          new Scope("111122223333", "us-east-1"),
          new Scope("444455556666", "eu-west-1"));

  private static SnapshotCommand.Parsed parse(String typed) {
    return SnapshotCommand.parse(typed, CONFIGURED);
  }

  private static SnapshotCommand good(String typed) {
    return switch (parse(typed)) {
      case SnapshotCommand.Parsed.Good good -> good.command();
      case SnapshotCommand.Parsed.Bad bad -> throw new AssertionError(bad);
    };
  }

  @Test
  void needsAnInstanceAndAReason() {
    assertThat(good("i-0ab12cd3 reason=\"C2 alert on web\""))
        .isEqualTo(new SnapshotCommand("i-0ab12cd3", null, null, null, "C2 alert on web"));
  }

  @Test
  void takesItsOptionsInAnyOrderAndCase() {
    assertThat(
            good(
                "Reason=\"C2 alert on web\" CASE=ir-2026-042 i-0ab12cd34ef567890"
                    + " account=111122223333 region=us-east-1"))
        .isEqualTo(
            new SnapshotCommand(
                "i-0ab12cd34ef567890",
                "111122223333",
                "us-east-1",
                new CaseKey("IR-2026-042"),
                "C2 alert on web"));
  }

  @Test
  void looksWhereItIsTold() {
    var everywhere = good("i-0ab12cd3 reason=\"C2 alert on web\"");
    var account = good("i-0ab12cd3 account=111122223333 reason=\"C2 alert on web\"");
    var region = good("i-0ab12cd3 region=eu-west-1 reason=\"C2 alert on web\"");

    assertThat(CONFIGURED).allMatch(everywhere::covers);
    assertThat(CONFIGURED.stream().filter(account::covers))
        .containsExactly(CONFIGURED.get(0), CONFIGURED.get(1));
    assertThat(CONFIGURED.stream().filter(region::covers))
        .containsExactly(CONFIGURED.get(0), CONFIGURED.get(2));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "'', NO_INSTANCE, ''",
        "'reason=\"C2 alert on web\"', NO_INSTANCE, ''",
        "'web-1 reason=\"C2 alert on web\"', NOT_AN_INSTANCE, web-1",
        "'i-0ab12 reason=\"C2 alert on web\"', NOT_AN_INSTANCE, i-0ab12",
        "'i-0ab12cd34ef5678901 reason=\"x\"', NOT_AN_INSTANCE, i-0ab12cd34ef5678901",
        "'i-0AB12CD3 reason=\"C2 alert on web\"', NOT_AN_INSTANCE, i-0AB12CD3",
        "'i-0ab12cd3 i-0ab12cd4 reason=\"C2 alert on web\"', TOO_MANY_WORDS, i-0ab12cd4",
        "'i-0ab12cd3 reason=C2 alert', TOO_MANY_WORDS, alert",
        "'i-0ab12cd3 regoin=eu-west-1 reason=\"C2 alert on web\"', UNKNOWN_OPTION, regoin",
        "'i-0ab12cd3 region=a region=b', GIVEN_TWICE, region",
        "'i-0ab12cd3 reason=\"C2 alert', UNCLOSED_QUOTE, ''",
        "'i-0ab12cd3', NO_REASON, ''",
        "'i-0ab12cd3 reason=\"too short\"', REASON_LENGTH, 9",
        "'i-0ab12cd3 reason=\"   short    \"', REASON_LENGTH, 5",
        "'i-0ab12cd3 account=1234 reason=\"C2 alert on web\"', NOT_AN_ACCOUNT, 1234",
        "'i-0ab12cd3 case=042 reason=\"C2 alert on web\"', NOT_A_CASE, 042",
        "'i-0ab12cd3 account=999900001111 reason=\"C2 alert\"', NOT_CONFIGURED, 999900001111",
        "'i-0ab12cd3 region=mars-1 reason=\"C2 alert on web\"', NOT_CONFIGURED, mars-1",
        "'i-0ab12cd3 account=444455556666 region=us-east-1 reason=\"C2 alert on web\"',"
            + " NOT_CONFIGURED, 444455556666 us-east-1"
      })
  void saysWhatIsWrongWithIt(String typed, Kind kind, String given) {
    assertThat(parse(typed))
        .isEqualTo(new SnapshotCommand.Parsed.Bad(new Answer.Mistake("/snapshot", kind, given)));
  }

  @Test
  void countsAReasonInCharactersAsPeopleDo() {
    assertThat(SnapshotCommand.reasonMistake("\ud83d\ude02".repeat(9))).isPresent();
    assertThat(SnapshotCommand.reasonMistake("\ud83d\ude02".repeat(10))).isEmpty();
    assertThat(SnapshotCommand.reasonMistake("\ud83d\ude02".repeat(500))).isEmpty();
    assertThat(SnapshotCommand.reasonMistake("x".repeat(501))).contains(Kind.REASON_LENGTH);
  }
}
