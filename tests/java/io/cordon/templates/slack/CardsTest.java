package io.cordon.templates.slack;

import static io.cordon.templates.slack.Story.ISOLATION;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cordon.change.Failure;
import io.cordon.findings.Finding;
import io.cordon.findings.Resource;
import io.cordon.findings.Severity;
import io.cordon.ledger.Actor;
import io.cordon.ledger.CaseKey;
import io.cordon.ledger.Fact;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CardsTest {
  private static final Failure DRIFT =
      new Failure("ec2:ModifyNetworkInterfaceAttribute", "Drift", "eni-0c1: …", "", "0001");

  private static final List<String> OWNED =
      List.of("cordon:assign", "cordon:snooze", "cordon:close", "cordon:note", "cordon:raw");
  private static final List<String> NEW =
      Stream.concat(Stream.of("cordon:acknowledge"), OWNED.stream()).toList();

  /** The buttons of a case that somebody has, and these beside them. */
  private static List<String> owned(String... others) {
    return Stream.concat(OWNED.stream(), Stream.of(others)).toList();
  }

  @Test
  void theFirstPostOfGraveNewsCallsThoseOnCall() {
    var state = Story.ofAnInstance().state();

    assertThat(Story.texts("S0ONCALL").card(state, true).blocks()).contains("<!subteam^S0ONCALL>");
    assertThat(Story.texts("U0BEN").card(state, true).blocks()).contains("<@U0BEN>");
    assertThat(Story.texts("S0ONCALL").card(state, false).blocks()).doesNotContain("<!subteam");
    assertThat(Story.texts(null).card(state, true).blocks()).doesNotContain("please look");
  }

  @ParameterizedTest
  @CsvSource({
    "CRITICAL,true",
    "HIGH,true",
    "MEDIUM,false",
    "UNRATED,false",
    "LOW,false",
    "INFORMATIONAL,false"
  })
  void lesserNewsCallNobody(Severity severity, boolean calls) {
    var state = Story.of(Story.finding(severity, List.of())).state();

    assertThat(Story.texts().card(state, true).blocks().contains("<!subteam")).isEqualTo(calls);
  }

  @Test
  void aSampleFindingSaysThatItIsOne() {
    var card = Story.of(like(Story.finding(), "111122223333", true)).card();

    assertThat(header(card)).startsWith("🧪 Sample finding · 🔴 CRITICAL");
    assertThat(card.text()).startsWith("Sample finding: ");
    assertThat(card.blocks()).contains("This is a sample finding");
  }

  @Test
  void anAccountThatIsNotConfiguredGetsNoButtonsButAReason() {
    var card = Story.of(like(Story.finding(), "999900001111", false)).card();

    assertThat(buttons(card)).containsExactlyElementsOf(NEW);
    assertThat(block(card, "cont-line")).contains("999900001111", "not in Cordon's configuration");
  }

  @Test
  void aFindingWithoutAResourceSaysThatThereIsNothingToActUpon() {
    var card = Story.of(Story.finding(Severity.HIGH, List.of())).card();

    assertThat(block(card, "cont-line")).contains("names no resource");
  }

  @Test
  void whatAFindingCameWithoutIsNamed() {
    var f = Story.finding();
    var poor =
        new Finding(
            f.product(),
            f.id(),
            f.type(),
            "",
            "",
            f.severity(),
            null,
            "",
            "",
            f.resources(),
            null,
            null,
            null,
            1,
            f.status(),
            false,
            null,
            null,
            List.of("title", "account"));

    var card = Story.of(poor).card();

    assertThat(block(card, "missing")).contains("`title`, `account`");
    assertThat(header(card)).contains(f.type());
    SlackRules.check(card);
  }

  @Test
  void repeatsAreCountedInTheCard() {
    var story =
        Story.ofAnInstance()
            .then(
                Story.TOPIC,
                new Fact.FindingReceived(2, "", "m-2", "t", Story.finding()),
                new Fact.FindingReceived(3, "", "m-3", "t", Story.finding()));

    assertThat(block(story.card(), "again")).contains("3 findings so far");
  }

  @Test
  void anAcknowledgedCardOffersEverythingButThat() {
    assertThat(buttons(Story.ofAnInstance().acknowledged().card()))
        .containsExactlyElementsOf(owned("cordon:snapshot", "cordon:isolate"));
  }

  @Test
  void noButtonIsLeftForWhatIsUnderWay() {
    var asked = Story.ofAnInstance().acknowledged().requested("A-1", "isolate", null);

    assertThat(buttons(asked.card())).containsExactlyElementsOf(owned("cordon:snapshot"));
    assertThat(buttons(asked.started("A-1", ISOLATION).card()))
        .containsExactlyElementsOf(owned("cordon:snapshot"));
  }

  @Test
  void aStartedActionSaysHowFarItIs() {
    var story =
        Story.ofAnInstance()
            .requested("A-1", "isolate", null)
            .started("A-1", ISOLATION)
            .made("A-1", ISOLATION.getFirst(), "sg-0sealed");

    assertThat(block(story.card(), "cont-line")).contains("1 of 3 changes verified");
    assertThat(header(story.card())).startsWith("🔴 CRITICAL");
  }

  @Test
  void theRestAndTheDonePartOfAnIsolationCanBothBeChosen() {
    var card = Story.ofAnInstance().acknowledged().partlyIsolated("A-1").card();

    assertThat(header(card)).startsWith("🟠 Partly contained");
    assertThat(buttons(card))
        .containsExactlyElementsOf(owned("cordon:snapshot", "cordon:isolate", "cordon:undo:A-1"));
  }

  @Test
  void theRestDoneIsContainedAndEachPartIsUndoneByItself() {
    var card = Story.ofAnInstance().acknowledged().partlyIsolated("A-1").isolated("A-2").card();

    assertThat(header(card)).startsWith("🟢 Contained");
    assertThat(buttons(card))
        .containsExactlyElementsOf(owned("cordon:snapshot", "cordon:undo:A-2", "cordon:undo:A-1"));
    assertThat(card.blocks()).contains("Undo isolation A-2…", "Undo isolation A-1…");
  }

  @Test
  void aPartThatIsUndoneIsNoLongerCalledContained() {
    var card =
        Story.ofAnInstance().partlyIsolated("A-1").isolated("A-2").undone("A-3", "A-1").card();

    assertThat(header(card)).startsWith("🟠 Partly contained");
  }

  @Test
  void containmentIsNotClaimedWhileItIsBeingUndone() {
    var card = Story.ofAnInstance().isolated("A-1").requested("A-2", "isolate", "A-1").card();

    assertThat(header(card)).startsWith("🔴 CRITICAL");
    assertThat(block(card, "cont-line")).contains("Undo isolation", "requested by <@U0ANNA>");
    assertThat(buttons(card)).doesNotContain("cordon:isolate", "cordon:undo:A-1");
  }

  @Test
  void anUndoThatDriftStoppedIsNotCalledContained() {
    var card =
        Story.ofAnInstance()
            .isolated("A-1")
            .requested("A-2", "isolate", "A-1")
            .then(Actor.CORDON, new Fact.ActionFailed("A-2", DRIFT))
            .card();

    assertThat(header(card)).startsWith("🔴 Failed");
    assertThat(block(card, "cont-line")).contains("Somebody changed it since");
    assertThat(buttons(card)).contains("cordon:undo:A-1");
  }

  @Test
  void anUndoThatFoundNothingToUndoIsNotCalledContained() {
    var card =
        Story.ofAnInstance()
            .isolated("A-1")
            .requested("A-2", "isolate", "A-1")
            .then(Actor.CORDON, new Fact.ActionNeedless("A-2", ""))
            .card();

    assertThat(header(card)).startsWith("🔴 CRITICAL");
    assertThat(block(card, "cont-line")).contains("as it was before the isolation");
  }

  @Test
  void anInstanceFoundIsolatedIsContained() {
    var card =
        Story.ofAnInstance()
            .requested("A-1", "isolate", null)
            .then(Actor.CORDON, new Fact.ActionNeedless("A-1", Story.TARGET.id()))
            .card();

    assertThat(header(card)).startsWith("🟢 Contained");
    assertThat(block(card, "cont-line")).contains("was found isolated already");
  }

  @Test
  void anUndoneIsolationIsForgottenInTheHeader() {
    var card = Story.ofAnInstance().acknowledged().isolated("A-1").undone("A-2", "A-1").card();

    assertThat(header(card)).startsWith("🔴 CRITICAL");
    assertThat(buttons(card)).containsExactlyElementsOf(owned("cordon:snapshot", "cordon:isolate"));
  }

  @Test
  void aSilencedCaseSaysByWhomUntilWhenAndWhyAndCanOnlyBeWoken() {
    var story =
        Story.ofAnInstance()
            .acknowledged()
            .then(Story.BEN, new Fact.CaseSnoozed(Story.START.plusSeconds(3600), "known scan"));

    assertThat(header(story.card())).startsWith("⚪ Snoozed · ");
    assertThat(block(story.card(), "state"))
        .contains("State *Snoozed*", "silenced by <@U0BEN> until <!date^", "“known scan”");
    assertThat(buttons(story.card())).containsExactly("cordon:wake", "cordon:note", "cordon:raw");

    story.then(Actor.CORDON, new Fact.CaseWoken(Fact.Waking.TIME, false));

    assertThat(header(story.card())).startsWith("🔴 CRITICAL");
    assertThat(block(story.card(), "state")).contains("State *New*", "nobody has it yet");
    assertThat(buttons(story.card())).contains("cordon:acknowledge");
  }

  @Test
  void aCaseThatAnotherOneSpeaksForNamesItAndKeepsItsActions() {
    var card =
        Story.ofAnInstance()
            .then(Story.BEN, new Fact.CaseJoined(new CaseKey("IR-2026-050")))
            .card();

    assertThat(header(card)).startsWith("⚪ Part of another case · ");
    assertThat(block(card, "state")).contains("`IR-2026-050` speaks for it");
    assertThat(buttons(card))
        .containsExactly(
            "cordon:leave", "cordon:note", "cordon:raw", "cordon:snapshot", "cordon:isolate");
  }

  @Test
  void anAssignedCaseNamesWhoHasItThoughSomebodyElseTookItFirst() {
    var card =
        Story.ofAnInstance().acknowledged().then(Story.BEN, new Fact.CaseAssigned("U0ANNA")).card();

    assertThat(block(card, "state")).contains("owned by <@U0ANNA>");
    assertThat(card.blocks()).contains("Hand over…");
  }

  @Test
  void theWorstSeverityOfAllFindingsCounts() {
    var story =
        Story.of(Story.finding(Severity.MEDIUM, Story.finding().resources()))
            .then(Story.TOPIC, new Fact.FindingReceived(2, "", "m-2", "t", Story.finding()));

    assertThat(header(story.card())).startsWith("🔴 CRITICAL");
  }

  @ParameterizedTest
  @CsvSource({
    "GuardDuty, Recon:EC2/PortProbe, looks for weak spots",
    "Macie, nothing of ours, a bucket that is open",
    "Falco, nothing of ours, A product reports something",
  })
  void everyFindingSaysWhyItMatters(String product, String type, String why) {
    var f = Story.finding();
    var finding =
        new Finding(
            product,
            f.id(),
            type,
            f.title(),
            f.description(),
            f.severity(),
            null,
            f.account(),
            f.region(),
            List.of(new Resource(Resource.Kind.OTHER, "x", "y", null)),
            null,
            null,
            null,
            1,
            f.status(),
            false,
            null,
            null,
            List.of());

    assertThat(block(Story.of(finding).card(), "why")).contains(why);
  }

  private static Finding like(Finding f, String account, boolean sample) {
    return new Finding(
        f.product(),
        f.id(),
        f.type(),
        f.title(),
        f.description(),
        f.severity(),
        f.score(),
        account,
        f.region(),
        f.resources(),
        f.firstSeen(),
        f.lastSeen(),
        f.updatedAt(),
        f.count(),
        f.status(),
        sample,
        f.remote(),
        f.link(),
        f.missing());
  }

  private static String header(Message card) {
    return Golden.parse(card.blocks()).path(0).path("text").path("text").asText();
  }

  private static String block(Message card, String id) {
    for (JsonNode block : Golden.parse(card.blocks())) {
      if (block.path("block_id").asText().equals(id)) {
        return block.findPath("text").isTextual()
            ? block.findPath("text").asText()
            : block.findPath("text").path("text").asText();
      }
    }
    throw new AssertionError("no block " + id + " in " + card.blocks());
  }

  private static List<String> buttons(Message card) {
    return Golden.parse(card.blocks()).findValuesAsText("action_id");
  }
}
