package io.cordon.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.commands.Answer.Kind;
import io.cordon.findings.Severity;
import io.cordon.ledger.CaseKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadingTest {
  private static final CaseKey KEY = new CaseKey("IR-2026-042");
  private static final String REASON = "C2 alert on web";

  private final Verbs verbs = new Booth().commands.verbs();

  private Reading read(String command, String text) {
    return verbs.read(command, text, Map.of("@ben", "U2BEN"));
  }

  private Command good(String text) {
    return switch (read("/ir", text)) {
      case Reading.Good good -> good.command();
      case Reading.Bad bad -> throw new AssertionError(bad);
    };
  }

  private Answer.Mistake bad(String command, String text) {
    return switch (read(command, text)) {
      case Reading.Good good -> throw new AssertionError(good);
      case Reading.Bad bad -> bad.mistake();
    };
  }

  private static Command.Act snapshot(String typed, String instance) {
    return new Command.Act(
        typed, "snapshot", new Command.Place(instance, null, null), null, REASON);
  }

  @Test
  void verbsAreReadInAnyCase() {
    assertThat(good("SnapShot i-0ab12cd3 reason=\"C2 alert on web\""))
        .isEqualTo(snapshot("/ir snapshot", "i-0ab12cd3"));
    assertThat(good(" whoAMI ")).isEqualTo(new Command.Whoami());
  }

  @Test
  void aShortFormIsTheSameCommand() {
    assertThat(read("/snapshot", "i-0ab12cd3 reason=“C2 alert on web”"))
        .isEqualTo(new Reading.Good(snapshot("/snapshot", "i-0ab12cd3")));
    assertThat(verbs.slashCommands()).containsExactly("/ir", "/snapshot", "/memdump");
  }

  @Test
  void nothingAtAllIsACallForHelp() {
    assertThat(good("")).isEqualTo(new Command.Help(null));
    assertThat(good("  ")).isEqualTo(new Command.Help(null));
    assertThat(good("help note")).isEqualTo(new Command.Help("note"));
  }

  @Test
  void optionsComeInAnyOrderAndCase() {
    assertThat(
            good(
                "snapshot Reason=\"C2 alert on web\" CASE=ir-2026-042 i-0ab12cd34ef567890"
                    + " account=111122223333 region=us-east-1"))
        .isEqualTo(
            new Command.Act(
                "/ir snapshot",
                "snapshot",
                new Command.Place("i-0ab12cd34ef567890", "111122223333", "us-east-1"),
                KEY,
                REASON));
  }

  @Test
  void looksWhereItIsTold() {
    var everywhere = new Command.Place("i-0ab12cd3", null, null);
    var region = new Command.Place("i-0ab12cd3", null, "us-east-1");
    var account = new Command.Place("i-0ab12cd3", "444455556666", null);

    assertThat(List.of(Booth.EU, Booth.US)).allMatch(everywhere::covers);
    assertThat(List.of(Booth.EU, Booth.US).stream().filter(region::covers))
        .containsExactly(Booth.US);
    assertThat(List.of(Booth.EU, Booth.US)).noneMatch(account::covers);
  }

  @Test
  void readsLists() {
    assertThat(good("list"))
        .isEqualTo(new Command.ListCases(Command.Which.OPEN, Set.of(), null, null));
    assertThat(good("list MINE sev=critical,High account=111122223333 last=30m"))
        .isEqualTo(
            new Command.ListCases(
                Command.Which.MINE,
                Set.of(Severity.CRITICAL, Severity.HIGH),
                "111122223333",
                Duration.ofMinutes(30)));
    assertThat(good("list source=securityhub last=7d"))
        .isEqualTo(new Command.ListFindings(Set.of(Severity.CRITICAL), null, Duration.ofDays(7)));
    assertThat(good("list source=SecurityHub sev=low"))
        .isEqualTo(new Command.ListFindings(Set.of(Severity.LOW), null, null));
  }

  @Test
  void aNoteIsTakenAsItIsTyped() {
    assertThat(good("note ir-2026-042   a 5\" disk, k=v  and it's two  spaces"))
        .isEqualTo(new Command.Note(KEY, "a 5\" disk, k=v  and it's two  spaces"));
    assertThat(good("note IR-2026-042 “all of it in quotes”"))
        .isEqualTo(new Command.Note(KEY, "all of it in quotes"));
  }

  @Test
  void readsPeople() {
    assertThat(good("assign IR-2026-042 @ben")).isEqualTo(new Command.Assign(KEY, "U2BEN"));
    assertThat(good("assign IR-2026-042 W012AB")).isEqualTo(new Command.Assign(KEY, "W012AB"));
  }

  @Test
  void readsWhatOpensDialogs() {
    assertThat(good("isolate i-0ab12cd3"))
        .isEqualTo(
            new Command.Request(
                "/ir isolate", "isolate", new Command.Place("i-0ab12cd3", null, null), null, ""));
    assertThat(good("undo ir-2026-042/a-1 reason=\"a false alarm\""))
        .isEqualTo(new Command.Undo(KEY, "A-1", "a false alarm"));
    assertThat(good("approve IR-2026-042/A-3")).isEqualTo(new Command.Decide(KEY, "A-3", true, ""));
    assertThat(good("deny IR-2026-042/A-3 \"the owner is at it\""))
        .isEqualTo(new Command.Decide(KEY, "A-3", false, "the owner is at it"));
  }

  @Test
  void readsWhatProves() {
    assertThat(good("timeline IR-2026-042")).isEqualTo(new Command.Timeline(KEY, null));
    assertThat(good("timeline IR-2026-042 before=31")).isEqualTo(new Command.Timeline(KEY, 31L));
    assertThat(good("verify ir-2026-042")).isEqualTo(new Command.Verify(KEY));
    assertThat(good("show IR-2026-042")).isEqualTo(new Command.Show(KEY));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "'snapshot', NO_INSTANCE, ''",
        "'snapshot reason=\"C2 alert on web\"', NO_INSTANCE, ''",
        "'snapshot web-1 reason=\"C2 alert on web\"', NOT_AN_INSTANCE, web-1",
        "'snapshot i-0ab12 reason=\"C2 alert on web\"', NOT_AN_INSTANCE, i-0ab12",
        "'snapshot i-0ab12cd34ef5678901 reason=\"x\"', NOT_AN_INSTANCE, i-0ab12cd34ef5678901",
        "'snapshot i-* reason=\"C2 alert on web\"', NOT_AN_INSTANCE, i-*",
        "'snapshot i-0AB12CD3 reason=\"C2 alert on web\"', NOT_AN_INSTANCE, i-0AB12CD3",
        "'snapshot i-0ab12cd3 i-0ab12cd4 reason=\"C2 alert\"', TOO_MANY_WORDS, i-0ab12cd4",
        "'snapshot i-0ab12cd3 reason=C2 alert', TOO_MANY_WORDS, alert",
        "'snapshot i-0ab12cd3 regoin=eu-west-1 reason=\"C2 alert\"', UNKNOWN_OPTION, regoin",
        "'snapshot i-0ab12cd3 region=a region=b', GIVEN_TWICE, region",
        "'snapshot i-0ab12cd3 reason=\"C2 alert', UNCLOSED_QUOTE, ''",
        "'snapshot i-0ab12cd3', NO_REASON, ''",
        "'snapshot i-0ab12cd3 reason=\"too short\"', REASON_LENGTH, 9",
        "'snapshot i-0ab12cd3 reason=\"   short    \"', REASON_LENGTH, 5",
        "'snapshot i-0ab12cd3 account=1234 reason=\"C2 alert on web\"', NOT_AN_ACCOUNT, 1234",
        "'snapshot i-0ab12cd3 case=042 reason=\"C2 alert on web\"', NOT_A_CASE, 042",
        "'snapshot i-0ab12cd3 account=999900001111 reason=\"C2 alert\"', NOT_CONFIGURED,"
            + " 999900001111",
        "'snapshot i-0ab12cd3 region=mars-1 reason=\"C2 alert on web\"', NOT_CONFIGURED, mars-1",
        "'isolate i-0ab12cd3 reason=soon', REASON_LENGTH, 4",
        "'undo', NO_ACTION, ''",
        "'undo A-1', NOT_AN_ACTION, A-1",
        "'undo IR-2026-42/A-1', NOT_AN_ACTION, IR-2026-42/A-1",
        "'approve IR-2026-042', NOT_AN_ACTION, IR-2026-042",
        "'approve IR-2026-042/A-3 \"yes please\"', TOO_MANY_WORDS, yes please",
        "'deny IR-2026-042/A-3', NO_REASON, ''",
        "'deny IR-2026-042/A-3 no', REASON_LENGTH, 2",
        "'show', NO_CASE, ''",
        "'show 42', NOT_A_CASE, 42",
        "'show IR-2026-042 now', TOO_MANY_WORDS, now",
        "'note', NO_CASE, ''",
        "'note 42 text', NOT_A_CASE, 42",
        "'note IR-2026-042', NO_TEXT, ''",
        "'note IR-2026-042 \"\"', NO_TEXT, ''",
        "'assign IR-2026-042', NO_PERSON, ''",
        "'assign IR-2026-042 @eve', NOT_A_PERSON, @eve",
        "'assign IR-2026-042 ben', NOT_A_PERSON, ben",
        "'timeline IR-2026-042 before=1', NOT_AN_ENTRY, 1",
        "'timeline IR-2026-042 before=-3', NOT_AN_ENTRY, -3",
        "'list shut', UNKNOWN_LIST, shut",
        "'list sev=awful', NOT_A_SEVERITY, awful",
        "'list sev=', NOT_A_SEVERITY, ''",
        "'list last=24', NOT_A_TIME, 24",
        "'list last=0h', NOT_A_TIME, 0h",
        "'list source=guardduty', UNKNOWN_SOURCE, guardduty",
        "'list mine source=securityhub', TOO_MANY_WORDS, mine",
        "'status now', TOO_MANY_WORDS, now",
        "'whoami as=root', UNKNOWN_OPTION, as",
        "'snapsot', UNKNOWN_COMMAND, snapsot"
      })
  void saysWhatIsWrong(String text, Kind kind, String given) {
    var mistake = bad("/ir", text);

    assertThat(mistake.mistake()).isEqualTo(kind);
    assertThat(mistake.given()).isEqualTo(given);
  }

  @ParameterizedTest
  @CsvSource({
    "snapsot, /ir snapshot",
    "snpashot, /ir snapshot",
    "lst, /ir list",
    "SHWO, /ir show",
    "isolat, /ir isolate",
    "timline, /ir timeline"
  })
  void suggestsTheNearestCommand(String word, String meant) {
    assertThat(bad("/ir", word).known()).containsExactly(meant);
  }

  @ParameterizedTest
  @CsvSource({"frobnicate", "x", "memory"})
  void suggestsNothingForWhatIsFarFromEverything(String word) {
    assertThat(bad("/ir", word).known()).isEmpty();
  }

  @Test
  void namesTheOptionsThatThereAre() {
    assertThat(bad("/ir", "list colour=red").known())
        .containsExactly("source", "sev", "account", "last");
    assertThat(bad("/ir", "show IR-2026-042 colour=red").known()).isEmpty();
  }

  @Test
  void aCommandThatSlackSendsAndNobodyKnowsIsAMistake() {
    assertThat(bad("/defrost", "i-0ab12cd3").mistake()).isEqualTo(Kind.UNKNOWN_COMMAND);
  }

  @Test
  void countsAReasonInCharactersAsPeopleDo() {
    assertThat(Reasons.mistake("\ud83d\ude02".repeat(9))).isPresent();
    assertThat(Reasons.mistake("\ud83d\ude02".repeat(10))).isEmpty();
    assertThat(Reasons.mistake("\ud83d\ude02".repeat(500))).isEmpty();
    assertThat(Reasons.mistake("x".repeat(501))).contains(Kind.REASON_LENGTH);
  }
}
