package io.cordon.templates.slack;

import static io.cordon.templates.slack.Story.ISOLATION;
import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.change.Failure;
import io.cordon.findings.Resource;
import io.cordon.findings.Severity;
import io.cordon.ledger.Actor;
import io.cordon.ledger.CaseKey;
import io.cordon.ledger.Fact;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlackTextTest {
  @Test
  void aNewFindingShowsWhatItIsAndOffersEveryAction() {
    Golden.check("card-new", Story.ofAnInstance().card());
  }

  @Test
  void anAcknowledgedCaseNamesItsOwnerAndNoLongerAsks() {
    Golden.check("card-acknowledged", Story.ofAnInstance().acknowledged().card());
  }

  @Test
  void aRequestedActionTakesThePlaceOfItsButton() {
    Golden.check("card-working", Story.ofAnInstance().requested("A-1", "isolate", null).card());
  }

  @Test
  void anIsolatedInstanceIsContainedAndCanBeUndone() {
    Golden.check("card-contained", Story.ofAnInstance().acknowledged().isolated("A-1").card());
  }

  @Test
  void aFailedActionSaysWhatToDoAndOffersItAgain() {
    var story =
        Story.ofAnInstance()
            .requested("A-1", "isolate", null)
            .then(Actor.CORDON, new Fact.ActionFailed("A-1", Story.DENIED));
    Golden.check("card-failed", story.card());
  }

  @Test
  void aPartlyDoneActionSaysWhichPartAndOffersTheRest() {
    Golden.check("card-partial", Story.ofAnInstance().partlyIsolated("A-1").card());
  }

  @Test
  void anUndoneIsolationOffersIsolationAgain() {
    Golden.check("card-undone", Story.ofAnInstance().isolated("A-1").undone("A-2", "A-1").card());
  }

  @Test
  void snapshotsUnderWayLeaveIsolationOnOffer() {
    var story =
        Story.ofAnInstance()
            .requested("A-1", "snapshot", null)
            .started("A-1", List.of(Story.snapshots()));
    Golden.check("card-snapshot-under-way", story.card());
  }

  @Test
  void completeSnapshotsAreNamed() {
    var story =
        Story.ofAnInstance()
            .requested("A-1", "snapshot", null)
            .started("A-1", List.of(Story.snapshots()))
            .made("A-1", Story.snapshots(), "snap-01", "snap-02")
            .then(Actor.CORDON, new Fact.ActionDone("A-1", Story.AFTER));
    Golden.check("card-snapshot-done", story.card());
  }

  @Test
  void aClosedCaseCanOnlyBeReopened() {
    var story =
        Story.ofAnInstance().isolated("A-1").then(Story.BEN, new Fact.CaseClosed("benign", "test"));
    Golden.check("card-closed", story.card());
  }

  @Test
  void aSilencedCaseCanBeWoken() {
    var until = Story.START.plusSeconds(3600);
    var story =
        Story.ofAnInstance()
            .acknowledged()
            .then(Story.BEN, new Fact.CaseSnoozed(until, "a scan of ours"));
    Golden.check("card-snoozed", story.card());
  }

  @Test
  void aLeadListsTheWorstOfItsMembers() {
    Golden.check("card-lead", Story.ofALead().card());
  }

  @Test
  void aStormsMessageOffersToSilenceAndToGather() {
    var group =
        new StormCard.Group(
            new CaseKey("IR-2026-007"),
            3,
            Severity.MEDIUM,
            "Port probe",
            "i-0ab12cd34ef567890",
            "111122223333",
            "eu-west-1",
            12,
            true);
    var storm =
        new StormCard(
            "1764000000000", false, 214, Duration.ofMinutes(6), 37, 3, 2, 5, List.of(group));
    Golden.check("storm", Story.texts().storm(storm));
  }

  @Test
  void anUnreadableMessageSaysWhereItsBytesAre() {
    Golden.check("card-unreadable", Story.ofUnreadable("The message is no JSON.").card());
  }

  @Test
  void aMessageOfAnUnprovedSenderSaysSoAndWhatToDo() {
    Golden.check("card-unproved", Story.ofUnproved("dead").card());
    assertThat(Story.ofUnproved("").card().blocks()).contains("set a RedrivePolicy");
  }

  @Test
  void anActionThatWaitsForTheRecordSaysThatNothingWasChanged() {
    var why = new Failure("record", "NoRecord", "S3: cannot write", "", "0000");
    var story =
        Story.ofAnInstance()
            .requested("A-1", "isolate", null)
            .then(Actor.CORDON, new Fact.ActionWaiting("A-1", why));
    Golden.check("card-waiting", story.card());
  }

  @Test
  void aCaseOpenedByHandShowsItsTarget() {
    var story = Story.byHand("/snapshot i-0ab12cd34ef567890").requested("A-1", "snapshot", null);
    Golden.check("card-by-hand", story.card());
  }

  @Test
  void aCaseOpenedByHandShowsHowBadItIsAndWhereAsFarAsThatIsKnown() {
    var told = new Fact.CaseOpened("a lost laptop", null, Story.TARGET.scope(), Severity.CRITICAL);
    var nothing = new Fact.CaseOpened("a lost laptop", null, null, Severity.LOW);

    Golden.check(
        "card-by-hand-nowhere", Story.texts().card(Story.openedBy(Story.ANNA, told).state(), true));
    var bare = Story.openedBy(Story.ANNA, nothing).card();
    SlackRules.check(bare);
    assertThat(bare.blocks()).contains("🔵 LOW").doesNotContain("Account", "please look");
  }

  @Test
  void aFindingWithoutAnythingToActUponSaysWhy() {
    var bucket = new Resource(Resource.Kind.BUCKET, "team-files", "AwsS3Bucket", null);
    Golden.check(
        "card-no-action", Story.of(Story.finding(Severity.UNRATED, List.of(bucket))).card());
  }

  @Test
  void everyKindOfEntryHasItsLine() {
    var story = everything();

    var text = new StringBuilder();
    for (var entry : story.all()) {
      text.append("# ").append(entry.fact().kind()).append('\n');
      for (var message : Story.texts().thread(List.of(entry), story.state())) {
        Golden.parse(message.blocks())
            .forEach(block -> text.append(block.path("text").path("text").asText()).append('\n'));
      }
    }

    Golden.checkText("thread.txt", text.toString());
    assertThat(text).doesNotContain("{{");
  }

  /** A story in which every kind of entry comes. */
  static Story everything() {
    var back = ISOLATION.get(1).reversed(List.of("sg-0sealed"));
    return Story.ofAnInstance()
        .then(Actor.CORDON, new Fact.CardPosted("C0SECURITY", "1.2"))
        .then(
            Story.TOPIC,
            new Fact.FindingReceived(2, "ee".repeat(32), "m-2", "t", Story.finding()),
            new Fact.FindingUnreadable(3, "ee".repeat(32), "m-3", "t", "It has no detail."),
            Story.unproved(4, "dead"))
        .then(Story.ANNA, new Fact.CaseOpened("/snapshot i-0ab12cd34ef567890", Story.TARGET))
        .acknowledged()
        .then(
            Story.ANNA,
            new Fact.CaseAssigned("U0BEN"),
            new Fact.CaseSnoozed(Story.START.plusSeconds(3600), "known test"),
            new Fact.CaseWoken(Fact.Waking.WORSE, true),
            new Fact.CaseWoken(Fact.Waking.TIME, false),
            new Fact.CaseWoken(Fact.Waking.PERSON, false),
            Story.gathered(),
            new Fact.CaseJoined(new CaseKey("IR-2026-050")),
            new Fact.CaseLeft(new CaseKey("IR-2026-050")),
            new Fact.CaseNoted("talked to the owner"),
            new Fact.CaseOpened("a lost laptop", null, null, Severity.HIGH),
            new Fact.CaseQuoted(
                "C0GENERAL",
                "1764000000.000100",
                "U0BEN",
                Story.START.minusSeconds(60),
                "https://acme.slack.com/archives/C0GENERAL/p1764000000000100",
                "the deploy of <web> is ours"),
            new Fact.CaseQuoted(
                "D0DIRECT", "1764000000.000200", "", Story.START, "javascript:alert(1)", ""),
            new Fact.CaseClosed("benign", "a test"),
            new Fact.CaseReopened("not a test after all"),
            new Fact.ActionRefused("isolate", "not-responder", "S0RESPOND"))
        .partlyIsolated("A-1")
        .then(
            Actor.CORDON,
            new Fact.EvidenceStored(Story.BEFORE, "memory"),
            new Fact.Checkpoint("9f3c2e1b" + "0".repeat(56), "c2ln", "k1"))
        .requested("A-2", "isolate", "A-1")
        .then(
            Actor.CORDON,
            new Fact.ActionWaiting("A-2", new Failure("record", "NoRecord", "S3", "", "0000")))
        .then(Actor.CORDON, new Fact.ActionStarted("A-2", List.of(back), Story.BEFORE, List.of()))
        .then(
            Actor.CORDON,
            new Fact.ChangeApplied("A-2", "c2", List.of("sg-0web", "sg-0ssh"), ""),
            new Fact.ChangeVerified("A-2", "c2", List.of("sg-0web", "sg-0ssh")),
            new Fact.ActionDone("A-2", Story.AFTER),
            new Fact.ActionUndone("A-1", "A-2"))
        .requested("A-3", "isolate", null)
        .then(Story.BEN, new Fact.ActionApproved("A-3", "a1b2-c3d4-e5f6"))
        .then(Story.BEN, new Fact.ActionDenied("A-3", "too early"))
        .then(Story.ANNA, new Fact.ActionWithdrawn("A-3"))
        .then(
            Actor.CORDON,
            new Fact.ActionExpired("A-3"),
            new Fact.ActionVoided("A-3", "eni-0c3 was added"))
        .requested("A-4", "isolate", null)
        .then(Actor.CORDON, new Fact.ActionNeedless("A-4", "i-0ab12cd34ef567890"))
        .requested("A-5", "snapshot", null)
        .then(Actor.CORDON, new Fact.ActionFailed("A-5", Story.DENIED));
  }
}
