package io.cordon.bot.outbox;

import io.cordon.bot.outbox.Posts.Post;
import io.cordon.bot.slack.SlackApi;
import io.cordon.bot.slack.StormMessages;
import io.cordon.findings.Severity;
import io.cordon.ledger.Agenda;
import io.cordon.ledger.CanonicalJson;
import io.cordon.ledger.CaseKey;
import io.cordon.ledger.Due;
import io.cordon.ledger.Urgency;
import io.cordon.table.Item;
import io.cordon.table.Key;
import io.cordon.table.Table;
import io.cordon.table.Write;
import io.cordon.templates.slack.ButtonValue;
import io.cordon.templates.slack.Message;
import io.cordon.templates.slack.SlackText;
import io.cordon.templates.slack.StormDialog;
import io.cordon.work.Mailbag;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When more new cases come than a channel can take, one message speaks for them. Critical ones
 * still get their own at once, high ones when the storm is over, the others when somebody asks for
 * them.
 */
public final class Storms implements StormMessages {
  private static final Logger log = LoggerFactory.getLogger(Storms.class);

  /** More new cases in a minute are a storm. */
  static final int STORM = 20;

  /** Fewer than this, for {@link #CALM}, are none any more. */
  static final int LULL = 5;

  static final Duration CALM = Duration.ofMinutes(5);

  /** As many as can be read well before somebody else may take over. */
  static final int AT_ONCE = 10;

  /** How often the message about the storm changes. */
  static final Duration REFRESH = Duration.ofSeconds(15);

  /** So many new cases that wait for so long are a storm too, however they came. */
  private static final int MANY_LATE = 10;

  private static final Duration LATE = Duration.ofSeconds(10);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** For how long it is known when a case was opened, though it is no news any more. */
  private static final Duration KNOWN = Duration.ofHours(1);

  private static final Duration KEPT = Duration.ofDays(30);
  private static final Key NOW = new Key("storm", "now");

  private final Table table;
  private final Agenda agenda;
  private final StormCases cases;
  private final Posts posts;
  private final SlackApi slack;
  private final SlackText texts;
  private final String channel;
  private final Clock clock;
  private final Map<CaseKey, Instant> openings = new HashMap<>();
  private Optional<Item> storm = Optional.empty();

  /**
   * The storms of a channel.
   *
   * @param cases what their messages speak of
   */
  public Storms(
      Table table,
      Agenda agenda,
      StormCases cases,
      Posts posts,
      SlackApi slack,
      SlackText texts,
      String channel,
      Clock clock) {
    this.table = table;
    this.agenda = agenda;
    this.cases = cases;
    this.posts = posts;
    this.slack = slack;
    this.texts = texts;
    this.channel = channel;
    this.clock = clock;
  }

  /** Goes on where whoever was on duty before left off. */
  void begin() {
    openings.clear();
    storm = table.get(NOW);
  }

  /**
   * Looks at what waits: whether a storm begins or ends, and what of it goes into its message. Of
   * much that waits it looks at some, so that what is urgent can be sent in between.
   *
   * @param until when something urgent can be sent
   * @return whether there is more to look at
   */
  boolean look(List<Mailbag.Letter> letters, Instant until) {
    var now = clock.instant();
    var fresh =
        letters.stream().flatMap(l -> newCase(l.due()).stream()).collect(Collectors.toSet());
    openings
        .entrySet()
        .removeIf(o -> !fresh.contains(o.getKey()) && o.getValue().plus(KNOWN).isBefore(now));
    var unknown = fresh.stream().filter(key -> !openings.containsKey(key)).toList();
    var more = bite(unknown, until, this::noteOpening);
    if (storm.isEmpty()) {
      mayBegin(letters, now);
    } else if (!isOver(storm.get())) {
      var untaken = cases.untaken(letters);
      var id = storm.get().value("id");
      more |= bite(untaken, until, letter -> cases.take(id, letter));
      mayEnd(storm.get(), now);
    }
    return more;
  }

  /** Does some of it, one at least; whether there is more. */
  private <T> boolean bite(List<T> all, Instant until, Consumer<T> what) {
    var done = 0;
    for (; done < Math.min(all.size(), AT_ONCE); done++) {
      if (done > 0 && !clock.instant().isBefore(until)) {
        break;
      }
      what.accept(all.get(done));
    }
    return done < all.size();
  }

  /** The case that a letter tells of for the first time, or calls people for. */
  private static Optional<CaseKey> newCase(Due.Letter letter) {
    return letter instanceof Due.Card card
            && (card.urgency() == Urgency.NEWS || card.urgency() == Urgency.ALARM)
        ? Optional.of(card.key())
        : Optional.empty();
  }

  /** When it was opened counts, not when its letter was written: what comes again is not new. */
  private void noteOpening(CaseKey key) {
    openings.put(key, cases.opened(key));
  }

  private long newInAMinute(Instant now) {
    return openings.values().stream().filter(at -> at.plus(MINUTE).isAfter(now)).count();
  }

  private void mayBegin(List<Mailbag.Letter> letters, Instant now) {
    var fresh = newInAMinute(now);
    var late =
        letters.stream()
            .filter(l -> l.since().plus(LATE).isBefore(now))
            .flatMap(l -> newCase(l.due()).stream())
            .filter(cases::isInNoStorm)
            .limit(MANY_LATE + 1L)
            .toList();
    if (fresh <= STORM && late.size() <= MANY_LATE) {
      return;
    }
    var from =
        letters.stream()
            .filter(l -> newCase(l.due()).isPresent())
            .map(Mailbag.Letter::since)
            .min(Instant::compareTo)
            .orElse(now);
    var id = Long.toString(now.toEpochMilli());
    save(
        Item.of(NOW, Map.of("id", id, "from", Long.toString(from.toEpochMilli()))),
        agenda.schedule(new Due.Storm(), now));
    log.warn("storm {} begins: {} new cases in a minute", id, fresh);
  }

  private void mayEnd(Item storm, Instant now) {
    var calm = storm.number("calm");
    if (newInAMinute(now) >= LULL) {
      if (calm > 0) {
        save(storm.without("calm"));
      }
    } else if (calm == 0) {
      save(storm.with("calm", Long.toString(now.toEpochMilli())));
    } else if (!Instant.ofEpochMilli(calm).plus(CALM).isAfter(now)) {
      save(storm.with("over", Long.toString(calm)));
      log.info("storm {} is over", storm.value("id"));
    }
  }

  private void save(Item item, Write... beside) {
    posts.save(item, beside);
    storm = Optional.of(item.written());
  }

  private static boolean isOver(Item storm) {
    return storm.number("over") > 0;
  }

  /** Whether a letter waits for the storm's message to speak of it. */
  boolean holds(Due.Letter letter) {
    return storm.filter(s -> !isOver(s)).isPresent()
        && letter instanceof Due.Card card
        && card.urgency() == Urgency.NEWS;
  }

  /** What there is to do about the storm's message now. */
  Step step() {
    if (storm.isEmpty()) {
      return new Step.Nothing();
    }
    var now = storm.get();
    var next = Instant.ofEpochMilli(now.number("shownAt")).plus(REFRESH);
    if (!isOver(now) && next.isAfter(clock.instant())) {
      return new Step.Later(next);
    }
    var message = texts.storm(cases.card(now, clock.instant()));
    var print =
        CanonicalJson.sha256(ButtonValue.withoutRevisions(message.text() + message.blocks()));
    if (print.equals(now.values().get("print"))) {
      return isOver(now) ? end(now) : new Step.Later(clock.instant().plus(REFRESH));
    }
    return Optional.ofNullable(now.values().get("ts"))
        .map(ts -> changed(now, message, print, new SlackApi.Posted(channel, ts)))
        .orElseGet(() -> posted(now, message, print));
  }

  private Step posted(Item now, Message message, String print) {
    var post = new Post("storm " + now.value("id"), "card" + now.number("lost"), channel, null);
    return new Step.Call(
        Pace.Way.POST,
        channel,
        () -> stands(now, posts.make(post, content(message)), print),
        () -> stands(now, posts.make(post, new SlackApi.Content(message.text(), "[]")), print),
        () -> {});
  }

  private void stands(Item now, SlackApi.Posted at, String print) {
    save(
        shown(now.with("ts", at.ts()), print),
        new Write.Touch(
            Item.of(cardAt(at.channel(), at.ts()), Map.of("storm", now.value("id")))
                .expiring(clock.instant().plus(KEPT))));
  }

  private Step changed(Item now, Message message, String print, SlackApi.Posted at) {
    return new Step.Call(
        Pace.Way.UPDATE,
        channel,
        () -> {
          slack.update(at, content(message));
          save(shown(now, print));
        },
        () -> lose(now),
        () -> lose(now));
  }

  private Item shown(Item now, String print) {
    return now.with("print", print).with("shownAt", Long.toString(clock.instant().toEpochMilli()));
  }

  private void lose(Item now) {
    save(
        now.without("ts")
            .without("print")
            .without("shownAt")
            .with("lost", Long.toString(now.number("lost") + 1)));
  }

  /** The last edition stands: what was put off for the storm is due now. */
  private Step end(Item now) {
    cases.release(now.value("id"), Severity.HIGH);
    table.write(List.of(new Write.Delete(now)));
    storm = Optional.empty();
    return new Step.Nothing();
  }

  @Override
  public Optional<String> stormAt(String channel, String ts) {
    return table.get(cardAt(channel, ts)).map(card -> card.value("storm"));
  }

  @Override
  public Optional<CaseKey> oldest(String storm) {
    return cases.oldest(storm);
  }

  @Override
  public List<StormDialog.Kind> kinds(String storm) {
    return cases.kinds(storm);
  }

  @Override
  public List<CaseKey> cases(String storm, String which) {
    return cases.cases(storm, which);
  }

  /** Whether one message speaks for many new cases now, whichever process sees to it. */
  public boolean isOn() {
    return table.get(NOW).filter(now -> !isOver(now)).isPresent();
  }

  private static Key cardAt(String channel, String ts) {
    return new Key("storm cards", channel + " " + ts);
  }

  private static SlackApi.Content content(Message message) {
    return new SlackApi.Content(message.text(), message.blocks());
  }
}
