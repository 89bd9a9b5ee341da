package io.cordon.templates.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import io.cordon.home.Home;
import io.cordon.ledger.Actor;
import io.cordon.ledger.By;
import io.cordon.ledger.CaseKey;
import io.cordon.ledger.Due;
import io.cordon.ledger.Fact;
import io.cordon.ledger.OpenCase;
import io.cordon.ledger.StoredObject;
import io.cordon.people.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Text from outside, in every field of everything that is shown. */
class HostileTextTest {
  /** Each kind of hostility by itself; what is found in practice is added to the file. */
  private static final List<String> FRAGMENTS = corpus();

  /** Where Slack looks for no sign: within code, a date, a mention. */
  private static final Pattern DEAD = Pattern.compile("<[^<>]+>|`[^`\n]+`");

  private static final List<Sign> SIGNS =
      List.of(
          new Sign("bold", Pattern.compile("\\*")),
          new Sign("strike", Pattern.compile("~")),
          new Sign("code", Pattern.compile("`")),
          new Sign("italic", Pattern.compile("(?<![\\p{L}\\p{N}])_|_(?![\\p{L}\\p{N}])")),
          new Sign("emoji", Pattern.compile("(?<!\\d):[\\p{L}\\p{N}\\p{M}_+'-]+:")),
          new Sign("quotation", Pattern.compile("(?m)^&gt;")),
          new Sign("everybody", Pattern.compile("@(here|channel|everyone)")),
          new Sign("pile", Pattern.compile("[\\p{Mn}\\p{Me}]{5}")));

  private final SlackText texts = Story.texts();
  private final List<JsonNode> said = new ArrayList<>();

  @Example
  void nothingOfTheCorpusIsLiveOrFormats() {
    for (var fragment : FRAGMENTS) {
      checkMarkup(fragment + "a " + fragment);
    }
  }

  @Property(tries = 60)
  void nothingFromOutsideIsEverLiveOrTooLong(@ForAll("hostile") String text) {
    everything(text);
  }

  @Property(tries = 10)
  void noTextIsTooLong(@ForAll("hostile") String text) {
    everything(text.repeat(1 + 3_000 / Math.max(1, text.length())));
  }

  @Example
  void hugeTextsFit() {
    var parts = List.of("<!channel>&`", "a-", ":a", "\u202e", "\ud83d\udd34");
    var mixed = parts.stream().map(part -> part.repeat(8_000 / part.length()));

    everything(mixed.collect(Collectors.joining()));
    everything("\ud83d\udd34".repeat(20_000));
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

  /** A text formats no more than one that is as long, escaped, and has letters for its signs. */
  private void checkMarkup(String text) {
    var twin = text.replace("&", "aaaaa").replaceAll("[<>]", "aaaa").replaceAll("[*~`_:@]", "a");
    var harmless = markup(everything(twin));
    if (twin.equals(text)) {
      return;
    }

    assertThat(markup(everything(text)))
        .allSatisfy((sign, count) ->
            assertThat(count).as("%s in %s", sign, text).isLessThanOrEqualTo(harmless.get(sign)));
  }

  /** How often each sign stands in all mrkdwn where it may format. */
  private static Map<String, Long> markup(List<JsonNode> said) {
    var texts = said.stream().flatMap(HostileTextTest::mrkdwn).map(DEAD::matcher).toList();
    var open = texts.stream().map(text -> text.replaceAll("``")).toList();
    var counts = new TreeMap<String, Long>();
    for (var sign : SIGNS) {
      counts.put(sign.name(), open.stream().flatMap(sign::in).count());
    }
    return counts;
  }

  /** A sign that formats, where Slack looks for it. */
  private record Sign(String name, Pattern pattern) {
    Stream<MatchResult> in(String text) {
      return pattern.matcher(text).results();
    }
  }

  private static Stream<String> mrkdwn(JsonNode node) {
    var own =
        node.path("type").asText("mrkdwn").equals("mrkdwn") && node.path("text").isTextual()
            ? Stream.of(node.path("text").textValue())
            : Stream.<String>empty();
    return Stream.concat(
        own, StreamSupport.stream(node.spliterator(), false).flatMap(HostileTextTest::mrkdwn));
  }

  /** Everything that can be said with this text in all its fields. */
  private List<JsonNode> everything(String x) {
    said.clear();
    cards(x);
    storms(x);
    threads(x);
    approvals(x);
    dialogs(x);
    answers(x);
    homes(x);
    return List.copyOf(said);
  }

  private void check(Message message) {
    SlackRules.check(message);
    // Not its text, which is the same cut short: how much goes depends on where entities end.
    said.add(Golden.parse(message.blocks()));
  }

  private void check(View view) {
    SlackRules.check(view);
    said.add(Golden.parse(view.json()));
  }

  private static List<String> corpus() {
    try (var file = HostileTextTest.class.getResourceAsStream("hostile.json")) {
      return StreamSupport.stream(new ObjectMapper().readTree(file).spliterator(), false)
          .flatMap(kind -> StreamSupport.stream(kind.spliterator(), false))
          .map(JsonNode::textValue)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void cards(String x) {
    check(texts.card(Story.of(finding(x, Resource.Kind.INSTANCE)).state(), true));
    check(texts.card(Story.of(finding(x, Resource.Kind.BUCKET)).state()));
    var real = Story.of(within(x)).acknowledged().then(hostile(x), repeat(x));
    check(texts.card(real.partlyIsolated("A-1").state()));
    check(
        texts.card(
            real.then(Actor.CORDON, new Fact.ChangeFailed("A-1", "c3", failure(x)))
                .then(Actor.CORDON, new Fact.ActionFailed("A-1", failure(x)))
                .state()));
    check(texts.card(Story.byHand(x).state()));
    var rated = new Fact.CaseOpened(x, target(x), null, Severity.CRITICAL);
    check(texts.card(Story.openedBy(hostile(x), rated).state(), true));
    check(texts.card(Story.byHand(x).then(hostile(x), gathered(x)).state()));
    check(
        texts.card(Story.byHand(x).then(hostile(x), new Fact.CaseSnoozed(Story.START, x)).state()));
    check(texts.card(Story.byHand(x).then(hostile(x), new Fact.CaseClosed(x, x)).state()));
    check(texts.card(Story.byHand(x).then(hostile(x), new Fact.CaseAssigned(x)).state()));
    check(texts.card(Story.ofUnreadable(x).state()));
  }

  private void storms(String x) {
    var groups =
        IntStream.rangeClosed(1, 10)
            .mapToObj(n -> CaseKey.of(2026, n))
            .map(key -> new StormCard.Group(key, 7, Severity.HIGH, x, x, x, x, 12, true))
            .toList();
    for (var over : List.of(true, false)) {
      check(
          texts.storm(new StormCard("17", over, 214, Duration.ofMinutes(6), 37, 3, 2, 5, groups)));
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
                new Fact.CaseWoken(Fact.Waking.WORSE, true),
                gathered(x),
                new Fact.CaseJoined(Story.KEY),
                new Fact.CaseLeft(Story.KEY),
                new Fact.CaseNoted(x),
                new Fact.CaseOpened(x, null, new Scope(x, x), Severity.HIGH),
                new Fact.CaseQuoted(x, x, x, Instant.MIN, x, x),
                new Fact.CaseClosed(x, x),
                new Fact.CaseReopened(x),
                new Fact.ActionRefused(x, x, x),
                new Fact.ActionRequested(
                    x, x, Danger.C, target(x), x, Map.of("ticket", x), 0, null),
                new Fact.ActionRequested("A-9", x, Danger.C, target(x), x, Map.of(), 0, x),
                new Fact.ActionPlanned(x, changes, List.of(), List.of(), List.of(x), x),
                new Fact.ActionApproved(x, x, 1, x),
                new Fact.ActionForced(x, x, x),
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
    var state = story.state();
    texts.thread(story.all(), state).forEach(SlackRules::check);
    story.all().forEach(e -> texts.thread(List.of(e), state).forEach(this::check));
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
      check(texts.actionDialog(new Dialog(origin, x, target(x), plan)));
    }
    check(texts.actionDialog(new Dialog(origin, x, target(x), null)));
    check(texts.raw(Story.KEY, "cases/x", x));
    for (var file : List.of("snooze", "assign", "close", "reopen", "note")) {
      check(texts.triageDialog(new TriageDialog(origin, file, Severity.CRITICAL)));
    }
    shortcuts(x);
    for (var what : List.of(ButtonValue.SNOOZE_GROUP, ButtonValue.GATHER)) {
      var value = new ButtonValue(new ButtonValue.OfStorm("17"), what, null, 0);
      var kinds =
          IntStream.range(0, 200)
              .mapToObj(n -> new StormDialog.Kind("kind-" + n, x, x, 1_000_000))
              .toList();
      check(texts.stormDialog(new StormDialog(new Dialog.Origin(value, x), kinds, 7, 9)));
    }
  }

  private void shortcuts(String x) {
    var open =
        IntStream.rangeClosed(1, 120)
            .mapToObj(n ->
                new OpenCase(CaseKey.of(2026, n), Severity.CRITICAL, x, x, x, x, Story.START, x, n))
            .toList();
    check(
        texts
            .shortcuts()
            .quote(new QuoteDialog("1f", x, Instant.MAX, x, open, CaseKey.of(2026, 110))));
    var scopes =
        IntStream.rangeClosed(1, 120).mapToObj(n -> new Scope("1111" + n, "eu-" + n)).toList();
    check(texts.shortcuts().newCase(new NewCaseDialog(scopes)));
  }

  private void approvals(String x) {
    var said = texts.approvals();
    var remarks = List.of(new Remark(x, x));
    var changes = List.of(change(x, "c1"), change(x, x));
    var asked =
        Story.of(within(x))
            .then(
                hostile(x),
                new Fact.ActionRequested(
                    "A-1", x, Danger.D, target(x), x, Map.of(), 2, x, Instant.MAX),
                new Fact.ActionPlanned("A-1", changes, remarks, remarks, List.of(x), x),
                new Fact.ActionApproved("A-1", x, 1, x));
    for (var end :
        List.of(
            new Fact.CaseNoted(x),
            new Fact.ActionDenied("A-1", x),
            new Fact.ActionVoided("A-1", x),
            new Fact.ActionForced("A-1", x, x))) {
      var story = asked.then(hostile(x), end);
      var action = story.state().action("A-1").orElseThrow();
      for (var to : List.of(Due.Copy.THREAD, "U0ANNA")) {
        check(said.card(story.state(), action, to));
      }
      for (var kind : ApprovalDialog.Kind.values()) {
        var origin = new Dialog.Origin(new ButtonValue(Story.KEY, "review", "A-1", 7), x);
        check(said.dialog(new ApprovalDialog(kind, origin, story.state(), action, Story.START, x)));
      }
      check(said.reminder(story.state(), action, Due.Copy.Part.LAST_REMINDER));
      check(said.alarm(story.state(), action, x));
    }
    check(said.answer(Story.KEY, new Fact.ActionApproved(x, x, 1, x)));
  }

  private void answers(String x) {
    var scopes = List.of(new Scope(x, x));
    for (var reason : Refusal.Reason.values()) {
      check(texts.refusal(new Refusal(reason, x, new By(hostile(x), Story.START))));
    }
    for (var kind : Answer.Kind.values()) {
      check(texts.answer(new Answer.Mistake(x, kind, x, List.of(x, x))));
    }
    check(texts.answer(new Answer.Looking(x, x)));
    check(texts.answer(new Answer.Started(x, target(x), Story.KEY, x)));
    check(texts.answer(new Answer.NotFound(x, scopes, scopes)));
    check(texts.answer(new Answer.Ambiguous(x, scopes)));
    CommandAnswers.with(x).forEach(answer -> check(texts.answer(answer)));
    // Not in what is compared: how many of them fit depends on how long each is once it is cut.
    SlackRules.check(texts.answer(CommandAnswers.tooMany(x)));
    check(texts.lookingDialog(x, x));
    check(texts.refusingDialog(x, new Answer.OtherTarget(Story.KEY, x)));
    check(
        texts.refusingDialog(x, new Answer.Refused(new Refusal(Refusal.Reason.NOT_ASSIGNABLE, x))));
    check(texts.answer(new Answer.Asked(x, target(x), Story.KEY, x, 1)));
    check(texts.requested(Story.KEY, x, x));
    check(texts.triaged(Story.KEY, new Fact.CaseAssigned(x)));
    check(texts.triaged(Story.KEY, new Fact.CaseClosed(x, x)));
    check(texts.error(x));
  }

  private void homes(String x) {
    check(texts.home(new Home.Closed(new Refusal(Refusal.Reason.NOT_RESPONDER, x)), null));
    check(texts.home(HomeTextTest.queue(x, 10), Story.START));
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

  private static Fact gathered(String x) {
    var members =
        IntStream.rangeClosed(1, 10)
            .mapToObj(n -> new Fact.Member(CaseKey.of(2026, n), Severity.HIGH, 3, x, x, x, x))
            .toList();
    var keys = IntStream.rangeClosed(1, 30).mapToObj(n -> CaseKey.of(2026, n)).toList();
    return new Fact.CaseGathered(x, x, keys, 90, Severity.HIGH, members);
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
