package io.cordon.templates.slack;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.cordon.action.Plan;
import io.cordon.change.Change;
import io.cordon.change.Danger;
import io.cordon.change.Failure;
import io.cordon.change.Remark;
import io.cordon.change.Scope;
import io.cordon.change.Target;
import io.cordon.commands.Answer;
import io.cordon.findings.Finding;
import io.cordon.findings.Resource;
import io.cordon.findings.Severity;
import io.cordon.ledger.Actor;
import io.cordon.ledger.By;
import io.cordon.ledger.CaseKey;
import io.cordon.ledger.Fact;
import io.cordon.ledger.StoredObject;
import io.cordon.people.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Text from outside, in every field of everything that is shown. */
class HostileTextTest {
  private static final List<String> FRAGMENTS =
      List.of(
          "<!channel>",
          "<!here|here>",
          "<!subteam^S0ONCALL>",
          "<@U0ANNA>",
          "<#C0SECURITY>",
          "<https://evil.example|remediate>",
          "<http://evil.example>",
          "https://evil.example/a?b",
          "HTTP://EVIL",
          "<mailto:a@b.c|x>",
          "<!date^1^{date}|x>",
          "`",
          "```",
          "a`b`c",
          "*bold*",
          "_italic_",
          "~strike~",
          "> quote",
          ":rotating_light:",
          "&lt;!channel&gt;",
          "&amp;",
          "&",
          "&#60;",
          "<",
          ">",
          "\"",
          "\\",
          "\\\"",
          "\"}]}",
          "\\u003c!channel>",
          "\n",
          "\r\n",
          "\t",
          "\u0000",
          "\u0007",
          "\u001b[31m",
          "\u202e",
          "\u2066",
          "\u200b",
          "\u200f",
          "\u061c",
          "\ufeff",
          "\u2028",
          "\u00ad",
          "\ud83d",
          "\udc00",
          "\ud83d\udd34",
          "{{x}}",
          "{{{x}}}",
          "{{> card}}",
          "{{#each this}}",
          "{cordon-sealed}",
          "${x}",
          "%s",
          "S0RESPOND",
          "U0BEN",
          "i-0ab12cd34ef567890",
          "eu-west-1",
          "x",
          "word ",
          "  ",
          "\u3164",
          "z\u0301\u0301\u0301");

  private final SlackText texts = Story.texts();

  @Property(tries = 100)
  void nothingFromOutsideIsEverLiveOrTooLong(@ForAll("hostile") String text) {
    everything(text);
  }

  @Property(tries = 20)
  void noTextIsTooLong(@ForAll("hostile") String text) {
    everything(text.repeat(1 + 3_000 / Math.max(1, text.length())));
  }

  @Example
  void hugeTextsFit() {
    everything("<!channel>&`".repeat(8_400));
    everything("\ud83d\udd34".repeat(50_000));
    everything("a-".repeat(50_000));
    everything(":a".repeat(50_000));
    everything("\u202e".repeat(100_000));
  }

  @Example
  void nothingAtAllIsShownToo() {
    everything("");
  }

  @Provide
  Arbitrary<String> hostile() {
    var noise = Arbitraries.strings().ofMaxLength(12);
    return Arbitraries.oneOf(Arbitraries.of(FRAGMENTS), noise)
        .list()
        .ofMinSize(1)
        .ofMaxSize(12)
        .map(parts -> String.join("", parts));
  }

  private void everything(String x) {
    cards(x);
    storms(x);
    threads(x);
    dialogs(x);
    answers(x);
  }

  private void cards(String x) {
    SlackRules.check(texts.card(Story.of(finding(x, Resource.Kind.INSTANCE)).state(), true));
    SlackRules.check(texts.card(Story.of(finding(x, Resource.Kind.BUCKET)).state()));
    var real = Story.of(within(x)).acknowledged().then(hostile(x), repeat(x));
    SlackRules.check(real.partlyIsolated("A-1").card());
    SlackRules.check(
        real.then(Actor.CORDON, new Fact.ChangeFailed("A-1", "c3", failure(x)))
            .then(Actor.CORDON, new Fact.ActionFailed("A-1", failure(x)))
            .card());
    SlackRules.check(Story.byHand(x).card());
    SlackRules.check(Story.ofUnreadable(x).card());
  }

  private void storms(String x) {
    var groups =
        IntStream.rangeClosed(1, 10)
            .mapToObj(n -> CaseKey.of(2026, n))
            .map(key -> new StormCard.Group(key, 7, Severity.HIGH, x, x, x, x, 12))
            .toList();
    for (var over : List.of(true, false)) {
      SlackRules.check(
          texts.storm(new StormCard(over, 214, Duration.ofMinutes(6), 37, 3, 2, 5, groups)));
    }
  }

  private void threads(String x) {
    var changes = List.of(change(x, "c1"), change(x, x), change(x, "c3"));
    var object = new StoredObject(x, x, x, 1);
    var story =
        Story.of(finding(x, Resource.Kind.INSTANCE))
            .then(
                hostile(x),
                repeat(x),
                new Fact.FindingUnreadable(3, x, x, x, x),
                new Fact.FindingUnreadable(4, x, x, "", x, new Fact.Unproved(x, x, 5, 99)),
                new Fact.CaseOpened(x, target(x)),
                new Fact.CaseShown(),
                new Fact.CaseAcknowledged(),
                new Fact.CaseAssigned(x),
                new Fact.CaseSnoozed(Instant.MAX.minusSeconds(1), x),
                new Fact.CaseNoted(x),
                new Fact.CaseClosed(x, x),
                new Fact.CaseReopened(x),
                new Fact.ActionRefused(x, x, x),
                new Fact.ActionRequested(x, x, Danger.C, target(x), x, Map.of(), 0, null),
                new Fact.ActionRequested("A-9", x, Danger.C, target(x), x, Map.of(), 0, x),
                new Fact.ActionApproved(x, x),
                new Fact.ActionDenied(x, x),
                new Fact.ActionWithdrawn(x),
                new Fact.ActionExpired(x),
                new Fact.ActionVoided(x, x),
                new Fact.ActionStarted(x, changes, object, List.of(new Remark(x, x))),
                new Fact.ChangeApplied(x, "c1", List.of(x, x), x),
                new Fact.ChangeVerified(x, "c1", List.of(x)),
                new Fact.ChangeFailed(x, "c3", failure(x)),
                new Fact.ActionWaiting(x, failure(x)),
                new Fact.ActionPartial(x, 1, 2, failure(x), object),
                new Fact.ActionFailed(x, failure(x)),
                new Fact.ActionNeedless(x, x),
                new Fact.ActionDone(x, object),
                new Fact.ActionUndone(x, x),
                new Fact.EvidenceStored(object, x),
                new Fact.Checkpoint(x, x, x),
                repeat(x),
                repeat(x),
                repeat(x),
                repeat(x));
    texts.thread(story.all(), story.state()).forEach(SlackRules::check);
  }

  private void dialogs(String x) {
    var origin = new Dialog.Origin(new ButtonValue(Story.KEY, "isolate", null, 7), x);
    var changes = List.of(change(x, "c1"), change(x, "c2"));
    var ready =
        new Plan.Ready(
            changes,
            List.of(new Remark(x, x)),
            List.of(new Remark("always-tracked", x)),
            JsonNodeFactory.instance.objectNode());
    for (var plan : List.of(ready, new Plan.Needless(x), new Plan.Impossible(failure(x)))) {
      SlackRules.check(texts.actionDialog(new Dialog(origin, x, target(x), plan)));
    }
    SlackRules.check(texts.actionDialog(new Dialog(origin, x, target(x), null)));
  }

  private void answers(String x) {
    var scopes = List.of(new Scope(x, x));
    for (var reason : Refusal.Reason.values()) {
      SlackRules.check(texts.refusal(new Refusal(reason, x, new By(hostile(x), Story.START))));
    }
    for (var kind : Answer.Kind.values()) {
      SlackRules.check(texts.answer(new Answer.Mistake(x, kind, x, List.of(x, x))));
    }
    SlackRules.check(texts.answer(new Answer.Looking(x, x)));
    SlackRules.check(texts.answer(new Answer.Started(x, target(x), Story.KEY, x)));
    SlackRules.check(texts.answer(new Answer.NotFound(x, scopes, scopes)));
    SlackRules.check(texts.answer(new Answer.Ambiguous(x, scopes)));
    CommandAnswers.with(x).forEach(answer -> SlackRules.check(texts.answer(answer)));
    SlackRules.check(texts.lookingDialog(x, x));
    SlackRules.check(texts.refusingDialog(x, new Answer.OtherTarget(Story.KEY, x)));
    SlackRules.check(
        texts.refusingDialog(x, new Answer.Refused(new Refusal(Refusal.Reason.NOT_ASSIGNABLE, x))));
    SlackRules.check(texts.requested(Story.KEY, x, x));
    SlackRules.check(texts.error(x));
  }

  private static Finding finding(String x, Resource.Kind kind) {
    return finding(x, x, x, new Resource(kind, x, x, x));
  }

  /** Hostile in what is only shown, but about a real instance, so that all buttons are there. */
  private static Finding within(String x) {
    var scope = Story.TARGET.scope();
    return finding(
        x,
        scope.account(),
        scope.region(),
        new Resource(Resource.Kind.INSTANCE, Story.TARGET.id(), x, x));
  }

  private static Finding finding(String x, String account, String region, Resource resource) {
    return new Finding(
        x,
        x,
        x,
        x,
        x,
        Severity.CRITICAL,
        x,
        account,
        region,
        List.of(resource),
        Instant.MIN,
        Instant.MAX,
        null,
        (1L << 53) - 1,
        Finding.Status.RESOLVED,
        true,
        x,
        x,
        List.of(x, x, x));
  }

  private static Fact repeat(String x) {
    return new Fact.FindingReceived(2, x, x, x, finding(x, Resource.Kind.INSTANCE));
  }

  private static Actor hostile(String x) {
    return Actor.person(x, x);
  }

  private static Target target(String x) {
    return new Target.Instance(x, x, x);
  }

  private static Failure failure(String x) {
    return new Failure(x, x, x, x, x);
  }

  private static Change change(String x, String id) {
    return new Change(id, x, x, List.of(x, x), List.of(x), x, true, List.of());
  }
}
