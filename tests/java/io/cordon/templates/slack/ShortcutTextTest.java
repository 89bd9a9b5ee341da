package io.cordon.templates.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cordon.change.Scope;
import io.cordon.findings.Severity;
import io.cordon.ledger.CaseKey;
import io.cordon.ledger.OpenCase;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ShortcutTextTest {
  private final ShortcutText texts = Story.texts().shortcuts();

  private static List<OpenCase> open(int many) {
    return IntStream.rangeClosed(1, many).mapToObj(n -> open(n, "Case " + n)).toList();
  }

  private static OpenCase open(int n, String title) {
    var key = CaseKey.of(2026, n);
    return new OpenCase(
        key, Severity.HIGH, title, "i-" + n, "111122223333", "eu-west-1", Story.START, null, 0);
  }

  private View quote(List<OpenCase> open, @Nullable CaseKey here) {
    return texts.quote(
        new QuoteDialog("0f".repeat(32), "U0BEN", Story.START, "it is <ours>", open, here));
  }

  private static JsonNode element(View view, String block) {
    for (var one : Golden.parse(view.json()).path("blocks")) {
      if (one.path("block_id").asText().equals(block)) {
        return one;
      }
    }
    throw new AssertionError("no block " + block);
  }

  @Test
  void theDialogAboutAMessageShowsItAndOffersTheOpenCases() {
    Golden.check("dialog-quote", quote(open(2), CaseKey.of(2026, 2)));
  }

  @Test
  void whereNoCaseIsOpenItSaysWhatToDoAndCannotBeSentOff() {
    Golden.check("dialog-quote-nothing", quote(List.of(), null));
  }

  @Test
  void thereIsRoomForTheWorstAndForTheOneThatIsMeant() {
    var view = quote(open(130), CaseKey.of(2026, 120));

    SlackRules.check(view);
    var options = element(view, "case").path("element").path("options");
    assertThat(options).hasSize(100);
    assertThat(options.path(98).path("value").asText()).isEqualTo("IR-2026-099");
    assertThat(options.path(99).path("value").asText()).isEqualTo("IR-2026-120");
    assertThat(element(view, "case").path("element").path("initial_option"))
        .isEqualTo(options.path(99));
    assertThat(element(view, "case").path("hint").path("text").asText()).contains("30 more");
  }

  @Test
  void aCaseThatIsNotOpenIsNotChosen() {
    var view = quote(open(2), CaseKey.of(2026, 7));

    assertThat(element(view, "case").path("element").has("initial_option")).isFalse();
  }

  @Test
  void aCaseWithoutATitleIsToldApartByWhatItIsAbout() {
    assertThat(quote(List.of(open(1, " ")), null).json()).contains("🟠 IR-2026-001 · i-1");
  }

  @Test
  void theDialogForANewCaseOffersTheConfiguredPlaces() {
    var scopes = List.of(Story.TARGET.scope(), new Scope("999900001111", "us-east-1"));

    Golden.check("dialog-new-case", texts.newCase(new NewCaseDialog(scopes)));
  }

  @Test
  void placesForWhichThereIsNoRoomAreSpokenOf() {
    var scopes =
        IntStream.range(0, 150)
            .mapToObj(n -> new Scope("111122223%03d".formatted(n), "eu-west-1"))
            .toList();

    var view = texts.newCase(new NewCaseDialog(scopes));

    SlackRules.check(view);
    assertThat(element(view, "place").path("element").path("options")).hasSize(100);
    assertThat(element(view, "place").path("hint").path("text").asText()).contains("first 100");
    SlackRules.check(texts.newCase(new NewCaseDialog(List.of())));
  }
}
