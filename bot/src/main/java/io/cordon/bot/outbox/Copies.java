package io.cordon.bot.outbox;

import static io.cordon.ledger.Due.Copy.CHANNEL;
import static io.cordon.ledger.Due.Copy.THREAD;

import io.cordon.approval.Circulation;
import io.cordon.bot.outbox.Posts.Post;
import io.cordon.bot.slack.SlackApi;
import io.cordon.ledger.CanonicalJson;
import io.cordon.ledger.Case;
import io.cordon.ledger.CaseAction;
import io.cordon.ledger.CaseAction.Stage;
import io.cordon.ledger.CaseKey;
import io.cordon.ledger.Due;
import io.cordon.ledger.Entry;
import io.cordon.ledger.Fact;
import io.cordon.ledger.Ledger;
import io.cordon.table.Item;
import io.cordon.table.Table;
import io.cordon.templates.slack.ButtonValue;
import io.cordon.templates.slack.Message;
import io.cordon.templates.slack.SlackText;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The copies of requests that others must agree to: posted once each, in the case's thread and to
 * people directly, and changed with what becomes of the request. Where each stands is recorded:
 * only there its buttons count.
 */
public final class Copies {
  /** Slack counts by method; all that is opened counts as one place. */
  private static final String DIRECT = "direct conversations";

  /** Of a copy that Slack was asked for and does not have. */
  private static final String ABSENT = "absent";

  private static final Duration UNTIL_THE_CARD = Duration.ofSeconds(1);

  private final Table table;
  private final Ledger ledger;
  private final SlackApi slack;
  private final Posts posts;
  private final SlackText texts;
  private final String channel;
  private final Clock clock;

  /**
   * The copies.
   *
   * @param channel where everybody is told
   */
  public Copies(
      Table table,
      Ledger ledger,
      SlackApi slack,
      Posts posts,
      SlackText texts,
      String channel,
      Clock clock) {
    this.table = table;
    this.ledger = ledger;
    this.slack = slack;
    this.posts = posts;
    this.texts = texts;
    this.channel = channel;
    this.clock = clock;
  }

  /** Whether a message is a copy of a request for this action. */
  public boolean isCopy(CaseKey key, String action, String channel, String ts) {
    return Circulation.copies(table, key, action).stream()
        .anyMatch(copy ->
            channel.equals(copy.values().get("channel")) && ts.equals(copy.values().get("ts")));
  }

  /** What there is to do about a copy, or about what is said beside it, now. */
  Step step(Due.Copy letter) {
    var state = ledger.find(letter.key()).orElseThrow();
    var action = state.action(letter.action()).orElseThrow();
    return switch (letter.part()) {
      case CARD -> card(letter, state, action);
      case REMINDER, LAST_REMINDER -> reminder(letter, state, action);
      case ALARM -> alarm(letter, state, action);
    };
  }

  private Step card(Due.Copy letter, Case state, CaseAction action) {
    var copy = item(letter);
    if (copy.isEmpty()) {
      return new Step.Nothing();
    }
    return standing(copy.get())
        .map(at -> changed(copy.get(), at, texts.approvals().card(state, action, letter.to())))
        .orElseGet(() -> posted(letter, copy.get(), state, action));
  }

  private Step posted(Due.Copy letter, Item copy, Case state, CaseAction action) {
    if (letter.to().equals(THREAD)) {
      return state
          .card()
          .map(card -> posted(letter, copy, card.channel(), card.ts(), state, action))
          .orElseGet(() ->
              asks(action)
                  ? new Step.Later(clock.instant().plus(UNTIL_THE_CARD))
                  : new Step.Nothing());
    }
    return Optional.ofNullable(copy.values().get("channel"))
        .map(direct -> posted(letter, copy, direct, null, state, action))
        .orElseGet(() -> asks(action) ? opened(letter, copy) : new Step.Nothing());
  }

  /** What is decided before it was shown asks nobody any more. */
  private static boolean asks(CaseAction action) {
    return action.stage() == Stage.PENDING;
  }

  private Step posted(
      Due.Copy letter,
      Item copy,
      String place,
      @Nullable String thread,
      Case state,
      CaseAction action) {
    var part = letter.to() + " " + copy.number("lost");
    var post = new Post(copy.key().partition(), part, place, thread);
    if (asks(action)) {
      return post(copy, post, texts.approvals().card(state, action, letter.to()));
    }
    return posts.isTried(post) && !copy.values().containsKey(ABSENT)
        ? found(copy, post)
        : new Step.Nothing();
  }

  /** It may stand though its answer never came, and then it must not ask any longer. */
  private Step found(Item copy, Post post) {
    return call(
        Pace.Way.POST,
        post.channel(),
        () ->
            posts
                .found(post)
                .ifPresentOrElse(
                    at -> stands(copy, at, ""),
                    () -> posts.save(copy.with(ABSENT, Boolean.toString(true)))));
  }

  private Step opened(Due.Copy letter, Item copy) {
    return call(
        Pace.Way.POST, DIRECT, () -> posts.save(copy.with("channel", slack.direct(letter.to()))));
  }

  private Step post(Item copy, Post post, Message message) {
    return new Step.Call(
        Pace.Way.POST,
        post.channel(),
        () -> stands(copy, posts.make(post, content(message)), print(message)),
        () -> stands(copy, posts.make(post, plain(message)), print(message)),
        Copies::threadIsGone);
  }

  private void stands(Item copy, SlackApi.Posted at, String print) {
    posts.save(copy.with("channel", at.channel()).with("ts", at.ts()).with("print", print));
  }

  private Step changed(Item copy, SlackApi.Posted at, Message message) {
    if (print(message).equals(copy.values().get("print"))) {
      return new Step.Nothing();
    }
    Runnable lost =
        () -> posts.save(copy.without("ts").with("lost", Long.toString(copy.number("lost") + 1)));
    return new Step.Call(
        Pace.Way.UPDATE,
        at.channel(),
        () -> {
          slack.update(at, content(message));
          posts.save(copy.with("print", print(message)));
        },
        lost,
        lost);
  }

  private Step reminder(Due.Copy letter, Case state, CaseAction action) {
    var copy = item(letter);
    var at = copy.flatMap(Copies::standing);
    if (action.stage() != Stage.PENDING || at.isEmpty()) {
      return new Step.Nothing();
    }
    var thread =
        letter.to().equals(THREAD)
            ? state.card().map(Fact.CardPosted::ts).orElse(at.get().ts())
            : at.get().ts();
    var message = texts.approvals().reminder(state, action, letter.part());
    return once(
        new Post(
            copy.orElseThrow().key().partition(),
            letter.to() + " " + letter.part(),
            at.get().channel(),
            thread),
        message);
  }

  private Step alarm(Due.Copy letter, Case state, CaseAction action) {
    return forced(state, action)
        .map(reason ->
            once(
                new Post(
                    Circulation.copy(letter.key(), letter.action(), CHANNEL).partition(),
                    CHANNEL + " " + letter.part(),
                    channel,
                    null),
                texts.approvals().alarm(state, action, reason)))
        .orElseGet(Step.Nothing::new);
  }

  /** Why somebody broke the glass. */
  private Optional<String> forced(Case state, CaseAction action) {
    return ledger.entries(state.key(), 1).stream()
        .map(Entry::fact)
        .filter(Fact.ActionForced.class::isInstance)
        .map(Fact.ActionForced.class::cast)
        .filter(fact -> fact.action().equals(action.id()))
        .map(Fact.ActionForced::reason)
        .findFirst();
  }

  private Step once(Post post, Message message) {
    return posts.made(post).isPresent()
        ? new Step.Nothing()
        : new Step.Call(
            Pace.Way.POST,
            post.channel(),
            () -> posts.make(post, content(message)),
            () -> posts.make(post, plain(message)),
            Copies::threadIsGone);
  }

  private static Step call(Pace.Way way, String place, Runnable send) {
    return new Step.Call(way, place, send, send, () -> {});
  }

  /** The case's card is posted anew by whoever looks after it; this waits until it is. */
  private static void threadIsGone() {
    throw new IllegalStateException("the message that it belongs under is gone");
  }

  private Optional<Item> item(Due.Copy letter) {
    return table.get(Circulation.copy(letter.key(), letter.action(), letter.to()));
  }

  private static Optional<SlackApi.Posted> standing(Item copy) {
    return Optional.ofNullable(copy.values().get("ts"))
        .map(ts -> new SlackApi.Posted(copy.value("channel"), ts));
  }

  private static String print(Message message) {
    return CanonicalJson.sha256(ButtonValue.withoutRevisions(message.text() + message.blocks()));
  }

  private static SlackApi.Content content(Message message) {
    return new SlackApi.Content(message.text(), message.blocks());
  }

  private static SlackApi.Content plain(Message message) {
    return new SlackApi.Content(message.text(), "[]");
  }
}
