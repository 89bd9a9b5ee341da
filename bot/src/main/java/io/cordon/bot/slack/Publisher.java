package io.cordon.bot.slack;

import io.cordon.findings.Severity;
import io.cordon.ledger.Actor;
import io.cordon.ledger.CanonicalJson;
import io.cordon.ledger.Case;
import io.cordon.ledger.CaseKey;
import io.cordon.ledger.Decision;
import io.cordon.ledger.Fact;
import io.cordon.ledger.Ledger;
import io.cordon.table.Conflict;
import io.cordon.table.Item;
import io.cordon.table.Key;
import io.cordon.table.Table;
import io.cordon.table.Write;
import io.cordon.templates.slack.Message;
import io.cordon.templates.slack.SlackText;
import io.cordon.work.Then;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a case's message and thread in Slack say what its ledger says.
 *
 * <p>What is about to be posted is written down before it is: whoever carries on after a crash, or
 * after an answer that never came, looks in Slack for it before posting it again.
 */
public final class Publisher {
  private static final Logger log = LoggerFactory.getLogger(Publisher.class);
  private static final Duration REFUSED_WAIT = Duration.ofMinutes(1);
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(2);
  private static final int LINES_AT_ONCE = 40;

  private final Table table;
  private final Ledger ledger;
  private final SlackApi slack;
  private final SlackText texts;
  private final String channel;
  private final Severity minimum;
  private final Clock clock;

  /**
   * A publisher.
   *
   * @param minimum cases of findings below this severity get no message
   */
  public Publisher(
      Table table,
      Ledger ledger,
      SlackApi slack,
      SlackText texts,
      String channel,
      Severity minimum,
      Clock clock) {
    this.table = table;
    this.ledger = ledger;
    this.slack = slack;
    this.texts = texts;
    this.channel = channel;
    this.minimum = minimum;
    this.clock = clock;
  }

  /** Brings a case's message and thread up to date. */
  public Then publish(CaseKey key) {
    try {
      return bringUpToDate(ledger.find(key).orElseThrow());
    } catch (SlackTrouble trouble) {
      return switch (trouble.kind()) {
        case SlackTrouble.Kind.Busy busy -> new Then.Again(clock.instant().plus(busy.until()));
        case SlackTrouble.Kind.Refused refused -> {
          log.error("{}: Slack refuses the case's message: {}", key, refused.error());
          yield new Then.Again(clock.instant().plus(REFUSED_WAIT));
        }
        case SlackTrouble.Kind.Unknown _ -> throw trouble;
      };
    }
  }

  private Then bringUpToDate(Case state) {
    if (!deservesMessage(state)) {
      return new Then.Done();
    }
    var card = state.card();
    if (card.isEmpty()) {
      postCard(state);
      // The entry about the card makes this due again, with the thread.
      return new Then.Done();
    }
    var at = new SlackApi.Posted(card.get().channel(), card.get().ts());
    updateCard(state, at);
    postThread(state, at);
    return new Then.Done();
  }

  private boolean deservesMessage(Case state) {
    return state.card().isPresent()
        || state.unreadable().isPresent()
        || state.openedByHand().isPresent()
        || state.severity().reaches(minimum);
  }

  private void postCard(Case state) {
    var mark = Map.<String, Object>of("case", state.key().text(), "part", "card");
    var posted =
        postOnce(state.key(), "card", channel, null, content(texts.card(state, true)), mark);
    ledger.decide(
        state.key(),
        now ->
            now.card().isPresent()
                ? Decision.nothing(now.seq())
                : Decision.of(
                    Actor.CORDON, now.seq(), new Fact.CardPosted(posted.channel(), posted.ts())));
    showed(state, print(texts.card(state, false)));
  }

  private void updateCard(Case state, SlackApi.Posted at) {
    var shown = shown(state.key());
    if (shown.number("cardSeq") >= state.seq()) {
      return;
    }
    var message = texts.card(state, false);
    var print = print(message);
    if (!print.equals(shown.values().get("cardPrint"))) {
      slack.update(at, content(message));
    }
    showed(state, print);
  }

  private void showed(Case state, String print) {
    save(shown(state.key()).with("cardSeq", Long.toString(state.seq())).with("cardPrint", print));
  }

  private static String print(Message message) {
    return CanonicalJson.sha256(message.text() + message.blocks());
  }

  private void postThread(Case state, SlackApi.Posted at) {
    for (var shown = shown(state.key());
        shown.number("threadSeq") < state.seq();
        shown = shown(state.key())) {
      var from = shown.number("threadSeq");
      var to = shown.number("threadTo") > 0 ? shown.number("threadTo") : upTo(from, state.seq());
      // Fixed before the first post, so that a repetition splits the lines in the same way.
      save(shown.with("threadTo", Long.toString(to)));
      var entries =
          ledger.entries(state.key(), from + 1).stream().filter(e -> e.seq() <= to).toList();
      var messages = texts.thread(entries, state);
      for (int i = 0; i < messages.size(); i++) {
        var part = "thread-" + (from + 1) + "-" + to + "-" + i;
        var mark = Map.<String, Object>of("case", state.key().text(), "part", part);
        postOnce(state.key(), part, at.channel(), at.ts(), content(messages.get(i)), mark);
      }
      save(shown(state.key()).with("threadSeq", Long.toString(to)).without("threadTo"));
    }
  }

  private static long upTo(long from, long last) {
    return Math.min(last, from + LINES_AT_ONCE);
  }

  /** Posts a part, unless it was posted, or may have been and is found in Slack. */
  private SlackApi.Posted postOnce(
      CaseKey key,
      String part,
      String where,
      @Nullable String thread,
      SlackApi.Content content,
      Map<String, Object> mark) {
    var intent = table.get(intent(key, part));
    var known = intent.flatMap(i -> Optional.ofNullable(i.values().get("ts")));
    if (known.isPresent()) {
      return new SlackApi.Posted(where, known.get());
    }
    var found = intent.flatMap(i -> slack.find(where, thread, mark, since(i)));
    if (intent.isEmpty()) {
      save(
          Item.of(intent(key, part), Map.of("at", clock.instant().toString()))
              .expiring(clock.instant().plus(Duration.ofDays(7))));
    }
    var posted = found.orElseGet(() -> slack.post(where, thread, content, mark));
    table.get(intent(key, part)).ifPresent(i -> save(i.with("ts", posted.ts())));
    return posted;
  }

  /** Slack's timestamps are seconds since the epoch by its own clock. */
  private static String since(Item intent) {
    var at = Instant.parse(intent.value("at")).minus(CLOCK_SKEW);
    return at.getEpochSecond() + ".000000";
  }

  private Item shown(CaseKey key) {
    var at = new Key("case " + key, "shown");
    return table.get(at).orElseGet(() -> Item.of(at, Map.of()));
  }

  /** Only the holder of the case's lease writes here; a conflict means that it is held no more. */
  private void save(Item item) {
    try {
      table.write(List.of(item.version() == 0 ? new Write.Create(item) : new Write.Replace(item)));
    } catch (Conflict conflict) {
      throw new IllegalStateException("somebody else publishes " + item.key(), conflict);
    }
  }

  private static Key intent(CaseKey key, String part) {
    return new Key("case " + key, "post#" + part);
  }

  private static SlackApi.Content content(Message message) {
    return new SlackApi.Content(message.text(), message.blocks());
  }
}
