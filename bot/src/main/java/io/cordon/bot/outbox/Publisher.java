package io.cordon.bot.outbox;

import io.cordon.bot.outbox.Posts.Post;
import io.cordon.bot.slack.InstantCards;
import io.cordon.bot.slack.SlackApi;
import io.cordon.findings.Severity;
import io.cordon.ledger.Actor;
import io.cordon.ledger.Agenda;
import io.cordon.ledger.CanonicalJson;
import io.cordon.ledger.Case;
import io.cordon.ledger.CaseKey;
import io.cordon.ledger.Decision;
import io.cordon.ledger.Due;
import io.cordon.ledger.Fact;
import io.cordon.ledger.Ledger;
import io.cordon.ledger.Urgency;
import io.cordon.table.Conflict;
import io.cordon.table.Item;
import io.cordon.table.Key;
import io.cordon.table.Table;
import io.cordon.table.Write;
import io.cordon.templates.slack.ButtonValue;
import io.cordon.templates.slack.Message;
import io.cordon.templates.slack.SlackText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a case's card and thread in Slack say what its ledger says, one call after the other. */
public final class Publisher {
  /** Repeats change a card no more often than this. */
  static final Duration BETWEEN_REPEATS = Duration.ofSeconds(15);

  private static final int LINES_AT_ONCE = 40;

  private final Table table;
  private final Agenda agenda;
  private final Ledger ledger;
  private final SlackApi slack;
  private final Posts posts;
  private final SlackText texts;
  private final String channel;
  private final Severity minimum;
  private final Clock clock;

  /**
   * A publisher.
   *
   * @param minimum cases of findings below this severity get no card
   */
  public Publisher(
      Table table,
      Agenda agenda,
      Ledger ledger,
      SlackApi slack,
      Posts posts,
      SlackText texts,
      String channel,
      Severity minimum,
      Clock clock) {
    this.table = table;
    this.agenda = agenda;
    this.ledger = ledger;
    this.slack = slack;
    this.posts = posts;
    this.texts = texts;
    this.channel = channel;
    this.minimum = minimum;
    this.clock = clock;
  }

  /** What there is to do about a case's card now. */
  Step card(Due.Card letter) {
    return card(ledger.find(letter.key()).orElseThrow(), letter.urgency());
  }

  /** What there is to do about a case's thread now. */
  Step thread(Due.Lines letter) {
    return thread(ledger.find(letter.key()).orElseThrow());
  }

  /**
   * Has a case's card written anew, unless that was done at the last moment: it may have been
   * overwritten shortly before that.
   */
  public void repair(CaseKey key) {
    var overwritten = clock.instant().minus(InstantCards.OVER_SINCE);
    if (shown(key).number("cardAt") < overwritten.toEpochMilli()) {
      table.write(
          List.of(
              new Write.Touch(Item.of(doubted(key), Map.of("at", clock.instant().toString()))),
              agenda.schedule(new Due.Card(key, Urgency.ANSWER), clock.instant())));
      agenda.wake();
    }
  }

  /** Whether a case gets a card at all. */
  boolean deservesCard(Case state) {
    return state.card().isPresent()
        || state.unreadable().isPresent()
        || state.openedByHand().isPresent()
        || state.lead().isPresent()
        || state.severity().reaches(minimum);
  }

  /** Whether a storm's card speaks of it, so that it needs none of its own. */
  private static boolean isInDigest(Item shown) {
    return shown.values().containsKey("storm");
  }

  /** Whether nobody saw it yet, and nobody wants to. */
  private static boolean isUnheardOf(Case state) {
    return state.card().isEmpty() && state.isQuiet() && !state.isAskedFor();
  }

  private static boolean isForDigest(Case state, Urgency urgency) {
    return state.card().isEmpty()
        && urgency == Urgency.NEWS
        && state.severity().compareTo(Severity.HIGH) < 0;
  }

  /** Whether a storm's card speaks of a case, or did. */
  boolean isDigested(CaseKey key) {
    return isInDigest(shown(key));
  }

  /** The write by which a storm's card takes a case's place. */
  Write digested(CaseKey key, String storm) {
    return new Write.Touch(Item.of(shownAt(key), Map.of("storm", storm)));
  }

  /** The case's card, unless it was lost. */
  private Optional<SlackApi.Posted> standing(Case state, Item shown) {
    return state
        .card()
        .filter(card -> !card.ts().equals(shown.values().get("lost")))
        .map(card -> new SlackApi.Posted(card.channel(), card.ts()));
  }

  private Step card(Case state, Urgency urgency) {
    var shown = shown(state.key());
    if (!deservesCard(state)
        || isUnheardOf(state)
        || (isInDigest(shown) && isForDigest(state, urgency))) {
      return new Step.Nothing();
    }
    var at = standing(state, shown);
    return at.isEmpty() ? newCard(state) : changedCard(state, urgency, shown, at.get());
  }

  private Step newCard(Case state) {
    var instead = state.card().map(lost -> "-instead-of-" + lost.ts()).orElse("");
    var post = new Post(partition(state.key()), "card" + instead, channel, null);
    var first = texts.card(state, true);
    return new Step.Call(
        Pace.Way.POST,
        channel,
        () -> posted(state, posts.make(post, content(first)), print(texts.card(state, false))),
        () -> posted(state, posts.make(post, plain(first)), print(texts.card(state, false))),
        // A post outside of threads hangs on nothing that could be gone.
        () -> {});
  }

  private void posted(Case state, SlackApi.Posted at, String print) {
    ledger.decide(
        state.key(),
        now ->
            now.card().filter(card -> card.ts().equals(at.ts())).isPresent()
                ? Decision.nothing(now.seq())
                : Decision.of(Actor.CORDON, now.seq(), new Fact.CardPosted(at.channel(), at.ts())));
    showed(state, print, clock.instant());
    Optional.ofNullable(shown(state.key()).values().get("storm"))
        .ifPresent(storm -> table.write(List.of(StormCases.hasItsOwn(storm, state.key()))));
  }

  private Step changedCard(Case state, Urgency urgency, Item shown, SlackApi.Posted at) {
    var doubt = table.get(doubted(state.key()));
    var message = texts.card(state, false);
    var print = print(message);
    if (doubt.isEmpty()
        && (shown.number("cardSeq") >= state.seq()
            || print.equals(shown.values().get("cardPrint")))) {
      return new Step.Nothing();
    }
    var next = Instant.ofEpochMilli(shown.number("cardAt")).plus(BETWEEN_REPEATS);
    if (urgency == Urgency.UPDATE && next.isAfter(clock.instant())) {
      return new Step.Later(next);
    }
    return new Step.Call(
        Pace.Way.UPDATE,
        at.channel(),
        () -> {
          // From before the call: what overwrites the card while it is made must count as later.
          var written = clock.instant();
          slack.update(at, content(message));
          showed(state, print, written);
          doubt.ifPresent(this::settle);
        },
        // What has blocks cannot lose them: its words are posted anew.
        () -> lose(state.key(), at.ts()),
        () -> lose(state.key(), at.ts()));
  }

  private void settle(Item doubt) {
    try {
      table.write(List.of(new Write.Delete(doubt)));
    } catch (Conflict _) {
      // Doubted again meanwhile, and so due again.
    }
  }

  private void showed(Case state, String print, Instant written) {
    posts.save(
        shown(state.key())
            .with("cardSeq", Long.toString(state.seq()))
            .with("cardPrint", print)
            .with("cardAt", Long.toString(written.toEpochMilli())));
  }

  /** The card is gone, and its thread with it: both begin anew. */
  private void lose(CaseKey key, String ts) {
    posts.save(
        shown(key).with("lost", ts).with("threadSeq", "0").without("threadTo"),
        agenda.schedule(new Due.Card(key, Urgency.UPDATE), clock.instant()));
  }

  private static String print(Message message) {
    return CanonicalJson.sha256(ButtonValue.withoutRevisions(message.text() + message.blocks()));
  }

  private Step thread(Case state) {
    for (var shown = shown(state.key());
        shown.number("threadSeq") < state.seq();
        shown = shown(state.key())) {
      var at = standing(state, shown);
      if (at.isEmpty()) {
        // The entry that tells of the new card makes the thread due again.
        return new Step.Nothing();
      }
      var next = nextLines(state, shown, at.get());
      if (next.isPresent()) {
        return next.get();
      }
      var to = shown(state.key()).number("threadTo");
      posts.save(shown(state.key()).with("threadSeq", Long.toString(to)).without("threadTo"));
    }
    return new Step.Nothing();
  }

  /** The next post of the lines that are under way; empty when all of them stand. */
  private Optional<Step> nextLines(Case state, Item shown, SlackApi.Posted at) {
    var from = shown.number("threadSeq");
    var to = shown.number("threadTo") > 0 ? shown.number("threadTo") : upTo(from, state.seq());
    // Fixed before the first post, so that a repetition splits the lines in the same way.
    if (shown.number("threadTo") != to) {
      posts.save(shown.with("threadTo", Long.toString(to)));
    }
    var entries =
        ledger.entries(state.key(), from + 1).stream().filter(e -> e.seq() <= to).toList();
    var messages = texts.thread(entries, upTo(state, to));
    for (int i = 0; i < messages.size(); i++) {
      var part = "thread-" + at.ts() + "-" + (from + 1) + "-" + to + "-" + i;
      var post = new Post(partition(state.key()), part, at.channel(), at.ts());
      if (posts.made(post).isEmpty()) {
        return Optional.of(line(state.key(), post, messages.get(i), at));
      }
    }
    return Optional.empty();
  }

  private Step line(CaseKey key, Post post, Message message, SlackApi.Posted card) {
    return new Step.Call(
        Pace.Way.POST,
        post.channel(),
        () -> posts.make(post, content(message)),
        () -> posts.make(post, plain(message)),
        () -> lose(key, card.ts()));
  }

  /** The case as it was then: what the lines say must not depend on when they are posted. */
  private Case upTo(Case state, long seq) {
    return state.seq() == seq
        ? state
        : Case.of(ledger.entries(state.key(), 1).stream().filter(e -> e.seq() <= seq).toList());
  }

  private static long upTo(long from, long last) {
    return Math.min(last, from + LINES_AT_ONCE);
  }

  private Item shown(CaseKey key) {
    return table.get(shownAt(key)).orElseGet(() -> Item.of(shownAt(key), Map.of()));
  }

  private static Key doubted(CaseKey key) {
    return new Key(partition(key), "doubt");
  }

  private static Key shownAt(CaseKey key) {
    return new Key(partition(key), "shown");
  }

  private static String partition(CaseKey key) {
    return "case " + key;
  }

  private static SlackApi.Content content(Message message) {
    return new SlackApi.Content(message.text(), message.blocks());
  }

  private static SlackApi.Content plain(Message message) {
    return new SlackApi.Content(message.text(), "[]");
  }
}
