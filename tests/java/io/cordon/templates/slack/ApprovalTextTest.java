package io.cordon.templates.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.change.Danger;
import io.cordon.ledger.Actor;
import io.cordon.ledger.CaseAction;
import io.cordon.ledger.Due;
import io.cordon.ledger.Fact;
import io.cordon.templates.slack.ApprovalDialog.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ApprovalTextTest {
  private final ApprovalText texts = Story.texts().approvals();

  private static CaseAction action(Story story) {
    return story.state().action("A-1").orElseThrow();
  }

  private Message card(Story story, String to) {
    return texts.card(story.state(), action(story), to);
  }

  private static Story pending() {
    return Story.ofAnInstance().pending("A-1", Danger.C, 1);
  }

  @Test
  void theCopyInTheThreadShowsWhatIsAskedForAndAllThatCanBeDone() {
    Golden.check("approval-thread", card(pending(), Due.Copy.THREAD));
  }

  @Test
  void theCopyOfAPersonSaysWhyTheyAreAskedAndOffersWhatTheyCanDo() {
    Golden.check("approval-direct", card(pending(), "U0BEN"));
  }

  @Test
  void evidenceIsApprovedWithoutADialog() {
    var blocks = card(Story.ofAnInstance().pending("A-1", Danger.E, 1), "U0BEN").blocks();

    assertThat(blocks).contains("cordon:approve:A-1").doesNotContain("cordon:review");
  }

  @Test
  void whatIsDecidedHasNoButtonsAndSaysHowItStands() {
    var messages = new ArrayList<Message>();
    for (var fact :
        List.of(
            new Fact.ActionApproved("A-1", "a1b2c3d4e5f6", 0, ""),
            new Fact.ActionForced("A-1", "a1b2c3d4e5f6", "nobody answers"),
            new Fact.ActionDenied("A-1", "the owner is at it"),
            new Fact.ActionWithdrawn("A-1"),
            new Fact.ActionExpired("A-1"),
            new Fact.ActionVoided("A-1", "eni-0c9 groups came in addition: sg-1 → sg-2"),
            new Fact.ActionNeedless("A-1", "x"),
            new Fact.ActionFailed("A-1", Story.DENIED),
            new Fact.ActionDone("A-1", Story.AFTER),
            new Fact.ActionUndone("A-1", "A-2"))) {
      var message = card(pending().then(Story.BEN, fact), Due.Copy.THREAD);
      assertThat(message.blocks()).doesNotContain("\"actions\"");
      SlackRules.check(message);
      messages.add(message);
    }
    Golden.check("approval-decided", messages);
  }

  @ParameterizedTest
  @EnumSource
  void eachDialogShowsWhatItIsAbout(Kind kind) {
    Golden.check("approval-dialog-" + kind.callback(), dialog(kind, pending()));
  }

  @Test
  void whatDestroysWantsAReason() {
    var view = dialog(Kind.DECIDE, Story.ofAnInstance().pending("A-1", Danger.D, 2)).json();

    assertThat(view).doesNotContain("\"optional\"").contains("approvals needed: 2");
  }

  private View dialog(Kind kind, Story story) {
    var value = new ButtonValue(Story.KEY, ButtonValue.REVIEW, "A-1", 3);
    var view =
        texts.dialog(
            new ApprovalDialog(
                kind,
                new Dialog.Origin(value, ""),
                story.state(),
                action(story),
                Story.START.plus(Duration.ofMinutes(4)),
                ""));
    SlackRules.check(view);
    return view;
  }

  @Test
  void theCardOfTheCaseWaitsAndShowsTheRequest() {
    Golden.check("card-awaiting", pending().card());
  }

  @Test
  void remindersAlarmsAndAnswersSayWhatTheyAreAbout() {
    var story = pending();
    var state = story.state();
    var forced = pending().then(Story.ANNA, new Fact.ActionForced("A-1", "a1b2", "nobody answers"));
    var all = new ArrayList<Message>();
    all.add(texts.reminder(state, action(story), Due.Copy.Part.REMINDER));
    all.add(texts.reminder(state, action(story), Due.Copy.Part.LAST_REMINDER));
    all.add(texts.alarm(forced.state(), action(forced), "nobody answers <!channel>"));
    for (var fact :
        List.<Fact.OfAction>of(
            new Fact.ActionApproved("A-1", "d", 1, ""),
            new Fact.ActionApproved("A-1", "d", 0, ""),
            new Fact.ActionDenied("A-1", "no"),
            new Fact.ActionWithdrawn("A-1"),
            new Fact.ActionForced("A-1", "d", "why"))) {
      all.add(texts.answer(Story.KEY, fact));
    }
    all.forEach(SlackRules::check);
    Golden.check("approval-said", all);
  }

  @Test
  void theThreadTellsEachStep() {
    var story =
        pending()
            .then(Story.BEN, new Fact.ActionApproved("A-1", "a1b2c3d4e5f60718", 1, "looked at it"))
            .then(Story.ANNA, new Fact.ActionForced("A-1", "a1b2c3d4e5f60718", "nobody answers"))
            .then(Actor.CORDON, new Fact.ActionStarted("A-1", Story.ISOLATION, null, List.of()));

    var text =
        String.join(
            "\n",
            Story.texts().thread(story.all(), story.state()).stream()
                .map(Message::blocks)
                .toList());

    assertThat(text)
        .contains("waits for approval, 1 needed")
        .contains("digest `a1b2-c3d4-e5f6`")
        .contains("1 more to come: “looked at it”")
        .contains("broke the glass")
        .contains("the bucket could not be written");
  }
}
