package io.cordon.templates.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.cordon.action.Plan;
import io.cordon.change.Remark;
import io.cordon.change.Scope;
import io.cordon.commands.Answer;
import io.cordon.findings.Severity;
import io.cordon.ledger.By;
import io.cordon.ledger.Fact;
import io.cordon.people.Refusal;
import io.cordon.triage.Sweeps;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DialogsAndAnswersTest {
  private static final ButtonValue ISOLATE = new ButtonValue(Story.KEY, "isolate", null, 7);
  private static final Plan READY =
      new Plan.Ready(
          Story.ISOLATION,
          List.of(new Remark("instance-store", "i3.large")),
          Story.RESIDUAL,
          JsonNodeFactory.instance.objectNode());

  private static final List<Fact> TRIAGE =
      List.of(
          new Fact.CaseAcknowledged(),
          new Fact.CaseAssigned("U0BEN"),
          new Fact.CaseSnoozed(Story.START, "a known scanner"),
          new Fact.CaseWoken(Fact.Waking.PERSON, false),
          new Fact.CaseNoted("the owner wrote"),
          new Fact.CaseQuoted("C1", "1.2", "U7", Story.START, "", "it is ours"),
          new Fact.CaseOpened("a lost laptop", null, null, Severity.HIGH),
          new Fact.CaseClosed("duplicate of IR-2026-007", ""),
          new Fact.CaseReopened("not the same after all"),
          new Fact.CaseLeft(Story.KEY));
  private static final List<String> FIELD_MISTAKES =
      List.of(
          "time",
          "no-cases",
          "title-length",
          "note-length",
          "case-title",
          "severity",
          "open-case",
          "not-an-instance",
          "place",
          "found-nowhere",
          "in-several",
          "aws-silent",
          "resolution",
          "no-duplicate",
          "not-duplicate",
          "not-a-responder");

  private final SlackText texts = Story.texts();

  @Test
  void theDialogOpensBeforeAwsHasAnswered() {
    Golden.check("dialog-checking", dialog(ISOLATE, "isolate", null));
  }

  @Test
  void theDialogShowsEachChangeAndWhatRemainsPossible() {
    Golden.check("dialog-ready", dialog(ISOLATE, "isolate", READY));
  }

  @Test
  void theDialogAsksForNothingWhereThereIsNothingToDo() {
    Golden.check("dialog-needless", dialog(ISOLATE, "isolate", new Plan.Needless("i-0ab")));
  }

  @Test
  void theDialogSaysWhatToDoWhereItCannotBeDone() {
    Golden.check(
        "dialog-impossible", dialog(ISOLATE, "isolate", new Plan.Impossible(Story.DENIED)));
  }

  @Test
  void theDialogOfAnUndoNamesTheUndo() {
    var undo = new ButtonValue(Story.KEY, ButtonValue.UNDO, "A-1", 7);

    Golden.check("dialog-undo", dialog(undo, "isolate", null));
    assertThat(title(dialog(undo, "isolate", null))).isEqualTo("Undo isolation");
    assertThat(title(dialog(ISOLATE, "isolate", null))).isEqualTo("Isolate instance");
    assertThat(title(dialog(ISOLATE, "snapshot", null))).isEqualTo("Snapshot disks");
  }

  @Test
  void theDialogCarriesTheAddressForAnswersUnlessItIsTooLong() {
    var url = "https://hooks.slack.com/actions/T0/1/x?y=ä";
    var origin = new Dialog.Origin(ISOLATE, url);
    var tooLong = new Dialog.Origin(ISOLATE, url + "x".repeat(3000));

    var metadata = metadata(texts.actionDialog(new Dialog(origin, "isolate", Story.TARGET, null)));

    assertThat(Dialog.Origin.parse(metadata)).contains(origin);
    assertThat(origin.toString()).doesNotContain("hooks");
    assertThat(Dialog.Origin.parse(tooLong.text())).contains(new Dialog.Origin(ISOLATE, ""));
    assertThat(Dialog.Origin.parse(ISOLATE.text() + ":*")).isEmpty();
    assertThat(Dialog.Origin.parse("x")).isEmpty();
  }

  @Test
  void anActionWithoutWordsOfItsOwnGetsGeneralOnes() {
    assertThat(title(dialog(ISOLATE, "dump-memory", READY))).isEqualTo("Run action");
  }

  @ParameterizedTest
  @ValueSource(strings = {"snooze", "assign", "close", "reopen", "note"})
  void aDialogAboutACaseSaysWhatItsDecisionDoes(String what) {
    var origin = new Dialog.Origin(new ButtonValue(Story.KEY, what, null, 7), "");

    Golden.check(
        "dialog-" + what, texts.triageDialog(new TriageDialog(origin, what, Severity.HIGH)));
  }

  @Test
  void aCriticalCaseIsNotOfferedToBeSilencedForLong() {
    var origin = new Dialog.Origin(new ButtonValue(Story.KEY, "snooze", null, 7), "");

    var dialog = texts.triageDialog(new TriageDialog(origin, "snooze", Severity.CRITICAL));

    assertThat(dialog.json()).contains("4 hours").doesNotContain("24 hours", "7 days");
  }

  @ParameterizedTest
  @ValueSource(strings = {ButtonValue.SNOOZE_GROUP, ButtonValue.GATHER})
  void aDialogAboutAStormNamesTheKindsOfFindingInIt(String what) {
    var value = new ButtonValue(new ButtonValue.OfStorm("1764000000000"), what, null, 0);
    var kinds =
        List.of(
            new StormDialog.Kind(
                "kind-1", "Recon:EC2/PortProbeUnprotectedPort", "111122223333", 214),
            new StormDialog.Kind("kind-2", "<!channel> *x*", "999900001111", 2));

    Golden.check(
        "dialog-" + what,
        texts.stormDialog(new StormDialog(new Dialog.Origin(value, ""), kinds, 210, 216)));
  }

  @Test
  void aMessageFromOutsideIsReadInPagesInWhichNothingIsLive() {
    var line = "  \"description\": \"<!channel> see <https://evil.example|here>\",\n";

    var view = texts.raw(Story.KEY, "cases/IR-2026-042/findings/1.json", line.repeat(100));

    SlackRules.check(view);
    assertThat(Golden.parse(view.json()).path("blocks")).hasSize(4);
    var huge = texts.raw(Story.KEY, "f", "\ud83d\udd34".repeat(100_000));
    SlackRules.check(huge);
    assertThat(huge.json()).contains("It goes on in that file");
  }

  @Test
  void everyRefusalAnswerAndMistakeSaysWhatComesNext() {
    var all = new StringBuilder();
    for (var reason : Refusal.Reason.values()) {
      say(all, "refused: " + reason.word(), texts.refusal(refusal(reason)));
    }
    for (var kind : Answer.Kind.values()) {
      say(
          all,
          "mistake: " + kind,
          texts.answer(new Answer.Mistake("/snapshot", kind, "web-1", List.of())));
    }
    for (var kind : List.of(Answer.Kind.NO_REASON, Answer.Kind.REASON_LENGTH)) {
      all.append("field: ").append(texts.fieldError(kind)).append("\n\n");
    }
    var scope = Story.TARGET.scope();
    var other = new Scope("999900001111", "us-east-1");
    say(all, "looking", texts.answer(new Answer.Looking("/snapshot", "i-0ab12cd34ef567890")));
    say(
        all,
        "started",
        texts.answer(new Answer.Started("/snapshot", Story.TARGET, Story.KEY, "A-1")));
    say(all, "not found", texts.answer(new Answer.NotFound("i-0ab", List.of(scope), List.of())));
    say(
        all,
        "not found everywhere",
        texts.answer(new Answer.NotFound("i-0ab", List.of(scope, other), List.of(other))));
    say(all, "ambiguous", texts.answer(new Answer.Ambiguous("i-0ab", List.of(scope, other))));
    for (var fact : TRIAGE) {
      say(all, fact.kind(), texts.triaged(Story.KEY, fact));
    }
    say(all, "not stored", texts.notStored(Story.KEY));
    say(all, "silencing", texts.sweeping(ButtonValue.SNOOZE_GROUP, 12));
    say(all, "gathering", texts.sweeping(ButtonValue.GATHER, 12));
    say(all, "silenced", texts.swept(new Sweeps.Swept.Snoozed(12, 0, Story.START)));
    say(all, "silenced in part", texts.swept(new Sweeps.Swept.Snoozed(9, 3, Story.START)));
    say(all, "gathered", texts.swept(new Sweeps.Swept.Gathered(Story.KEY, 12)));
    say(all, "nothing gathered", texts.swept(new Sweeps.Swept.Gathered(null, 0)));
    for (var mistake : FIELD_MISTAKES) {
      all.append("field: ").append(texts.fieldError(mistake)).append("\n\n");
    }
    say(all, "requested", texts.requested(Story.KEY, "A-1", "isolate"));
    say(all, "requested, to be approved", texts.requested(Story.KEY, "A-1", "isolate", 2));
    say(
        all,
        "command, to be approved",
        texts.answer(new Answer.Asked("/snapshot", Story.TARGET, Story.KEY, "A-1", 1)));
    say(all, "undo requested", texts.requested(Story.KEY, "A-2", ButtonValue.UNDO));
    say(all, "error", texts.error("7f3a"));
    say(all, "expired", texts.expired());
    say(all, "shortcut too late", texts.shortcuts().tooLate());

    Golden.checkText("answers.txt", all.toString());
  }

  @Test
  void everyAnswerToACommandIsToldWithinSlacksLimits() {
    var all = new StringBuilder();
    var answers = new ArrayList<>(CommandAnswers.with("web-1"));
    answers.add(CommandAnswers.tooMany("web-1"));
    for (var answer : answers) {
      var message = texts.answer(answer);
      SlackRules.check(message);
      all.append("# ").append(answer.getClass().getSimpleName()).append('\n');
      texts(Golden.parse(message.blocks())).forEach(text -> all.append(text).append('\n'));
      all.append('\n');
    }

    Golden.checkText("command-answers.txt", all.toString());
  }

  @Test
  void aDialogOpensBeforeTheInstanceIsFound() {
    Golden.check("dialog-looking", texts.lookingDialog("isolate", "i-0ab12cd34ef567890"));
    Golden.check(
        "dialog-refusing",
        texts.refusingDialog("isolate", new Answer.OtherTarget(Story.KEY, "i-0ab12cd34ef567890")));
  }

  @Test
  void aDialogBringsTheReasonThatWasTyped() {
    var view =
        texts.actionDialog(
            new Dialog(new Dialog.Origin(ISOLATE, ""), "isolate", Story.TARGET, READY),
            "it \"talks\" to a C2 domain");

    assertThat(Golden.parse(view.json()).findValuesAsText("initial_value"))
        .containsExactly("it \"talks\" to a C2 domain");
    SlackRules.check(view);
  }

  @ParameterizedTest
  @EnumSource
  void everyReasonHasItsOwnSentences(Refusal.Reason reason) {
    assertOwn("refusals", reason.word());
    assertOwn("refused", reason.word());
  }

  @ParameterizedTest
  @EnumSource
  void everyMistakeHasItsOwnSentence(Answer.Kind kind) {
    assertOwn("mistakes", Answers.word(kind));
  }

  private static void assertOwn(String file, String key) {
    var sentences = new Sentences(file);
    assertThat(sentences.of(List.of(key))).isNotEqualTo(sentences.of(List.of("default")));
  }

  private View dialog(ButtonValue value, String name, @Nullable Plan plan) {
    var origin = new Dialog.Origin(value, "");
    var isolates = name.equals("isolate");
    var along = isolates && value.action() == null ? List.of("snapshot") : List.<String>of();
    return texts.actionDialog(new Dialog(origin, name, Story.TARGET, plan, 0, isolates, along));
  }

  private static Refusal refusal(Refusal.Reason reason) {
    return switch (reason) {
      case ALREADY_ACKNOWLEDGED,
          ALREADY_UNDER_WAY,
          ALREADY_DONE,
          ALREADY_UNDONE,
          ALREADY_COUNTED,
          ALREADY_APPROVED,
          ALREADY_QUOTED,
          NOT_REQUESTER ->
          new Refusal(reason, "A-1", new By(Story.BEN, Story.START));
      case CASE_SNOOZED ->
          new Refusal(reason, "2026-11-24T11:02:00Z", new By(Story.BEN, Story.START));
      case SNOOZE_TOO_LONG -> new Refusal(reason, "4");
      case ACTION_OPEN -> new Refusal(reason, "A-1 A-2");
      case NOT_SNOOZED, NOT_CLOSED, NOT_PART, NO_STORM -> new Refusal(reason, "");
      case NOT_RESPONDER -> new Refusal(reason, "S0RESPOND U0BEN");
      case NOT_ASSIGNABLE -> new Refusal(reason, "U0BEN");
      case NOT_CONFIGURED -> new Refusal(reason, "111122223333 us-east-1");
      case NOT_APPROVER -> new Refusal(reason, "S0APPROVE U0BEN");
      case OWN_REQUEST -> new Refusal(reason, "U0BEN U0CAROL");
      case REQUEST_ENDED -> new Refusal(reason, "denied", new By(Story.BEN, Story.START));
      case REQUEST_EXPIRED -> new Refusal(reason, "10:17:00Z");
      case REQUEST_VOID -> new Refusal(reason, "eni-0c9 groups came in addition");
      case NO_REASON -> new Refusal(reason, "10");
      case NO_ACTION -> new Refusal(reason, "memory");
      case FOREIGN,
          GUEST,
          PEOPLE_UNREADABLE,
          UNKNOWN_MESSAGE,
          CASE_CLOSED,
          PART_OF,
          ALREADY_OPEN,
          NO_TARGET,
          NOTHING_TO_UNDO,
          NO_REQUEST,
          WRONG_KEY,
          NO_CASE ->
          new Refusal(reason, "IR-2026-042");
    };
  }

  private static String metadata(View view) {
    return Golden.parse(view.json()).path("private_metadata").asText();
  }

  private static String title(View view) {
    return Golden.parse(view.json()).path("title").path("text").asText();
  }

  private static List<String> texts(JsonNode tree) {
    var found = new ArrayList<String>();
    if (tree.path("text").isTextual()) {
      found.add(tree.path("text").asText());
    }
    tree.forEach(part -> found.addAll(texts(part)));
    return found;
  }

  private static void say(StringBuilder all, String what, Message message) {
    all.append("# ").append(what).append('\n').append(message.text()).append('\n');
    var block = Golden.parse(message.blocks()).path(0).path("text").path("text").asText();
    all.append(block.equals(message.text()) ? "" : block + "\n").append('\n');
  }
}
