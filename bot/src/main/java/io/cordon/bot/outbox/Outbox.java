package io.cordon.bot.outbox;

import io.cordon.bot.slack.SlackTrouble;
import io.cordon.ledger.Due;
import io.cordon.ledger.Urgency;
import io.cordon.table.Table;
import io.cordon.work.Backoff;
import io.cordon.work.Duty;
import io.cordon.work.Mailbag;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the letters in the table to Slack, one call after the other, the most urgent first, no
 * faster than Slack takes them. Exactly one process does at any time; a letter ends only when Slack
 * shows what it is about.
 */
public final class Outbox implements Duty.Rounds {
  private static final Logger log = LoggerFactory.getLogger(Outbox.class);

  /** For so long what is not urgent is sent before it is looked again for what is. */
  private static final Duration PASS = Duration.ofSeconds(2);

  /** Letters of other processes are seen no later than this. */
  private static final Duration LOOK = Duration.ofMillis(500);

  /** Nothing that one call does takes longer: some answers of Slack and some writes. */
  private static final Duration CALL = Duration.ofSeconds(6);

  private static final Duration AFTER_ALARM = Duration.ofMinutes(1);
  private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));

  private final Mailbag mailbag;
  private final Publisher publisher;
  private final Storms storms;
  private final Copies copies;
  private final String channel;
  private final MeterRegistry meters;
  private final Clock clock;
  private final Pace pace;
  private final AtomicLong waiting = new AtomicLong();
  private final AtomicLong oldest = new AtomicLong();

  /**
   * An outbox.
   *
   * @param channel where new cards go
   */
  public Outbox(
      Mailbag mailbag,
      Publisher publisher,
      Storms storms,
      Copies copies,
      String channel,
      MeterRegistry meters,
      Clock clock) {
    this.mailbag = mailbag;
    this.publisher = publisher;
    this.storms = storms;
    this.copies = copies;
    this.channel = channel;
    this.meters = meters;
    this.clock = clock;
    pace = new Pace(clock);
    meters.gauge("cordon.outbox.letters", waiting);
    meters.gauge("cordon.outbox.oldest.seconds", oldest);
  }

  @Override
  public void begin() {
    pace.begin();
    storms.begin();
  }

  @Override
  public void round(Duty.Hold hold) throws InterruptedException {
    var wait = Duration.between(clock.instant(), send(hold));
    if (wait.isPositive()) {
      mailbag.await(wait);
    }
  }

  /** Sends what may be sent now; answers when there may be more to send. */
  Instant send(Duty.Hold hold) {
    var letters = mailbag.all();
    var now = clock.instant();
    count(letters, now);
    // What people wait for does not wait until it is found out whether it storms; news does.
    var urgent = letters.stream().filter(l -> isUrgent(l.due().urgency())).toList();
    var again = send(hold, urgent, Instant.MAX);
    var more = storms.look(letters, again);
    var rest =
        letters.stream()
            .filter(l -> !isUrgent(l.due().urgency()))
            .filter(l -> !more || l.due().urgency() != Urgency.NEWS)
            .toList();
    // Nothing of the rest takes the turn that something urgent waits for.
    var next = send(hold, rest, earliest(again, clock.instant().plus(PASS)));
    return more ? now : earliest(now.plus(LOOK), earliest(again, next));
  }

  private static boolean isUrgent(Urgency urgency) {
    return switch (urgency) {
      case ANSWER, ALARM -> true;
      case NEWS, UPDATE, LOG -> false;
    };
  }

  /** Sends until it is time to look whether there is something more urgent by now. */
  private Instant send(Duty.Hold hold, List<Mailbag.Letter> letters, Instant until) {
    var next = Instant.MAX;
    for (var letter : letters) {
      var now = clock.instant();
      if (!now.isBefore(until)) {
        return now;
      }
      hold.keepFor(Duration.ZERO);
      if (!storms.holds(letter.due())) {
        next = earliest(next, letter.at().isAfter(now) ? letter.at() : send(hold, letter));
      }
    }
    return next;
  }

  private void count(List<Mailbag.Letter> letters, Instant now) {
    waiting.set(letters.size());
    oldest.set(
        letters.stream()
            .mapToLong(l -> Duration.between(l.since(), now).toSeconds())
            .max()
            .orElse(0));
  }

  /** Sends a letter, if that can be done now; answers when to look at it again. */
  private Instant send(Duty.Hold hold, Mailbag.Letter letter) {
    var opens = opens(letter.due());
    if (opens.isAfter(clock.instant())) {
      return opens;
    }
    try {
      return switch (step(letter.due())) {
        case Step.Nothing _ -> {
          mailbag.sent(letter);
          yield Instant.MAX;
        }
        case Step.Later later -> {
          mailbag.putOff(letter, later.at(), 0);
          yield later.at();
        }
        case Step.Call call -> call(hold, letter, call);
      };
    } catch (Table.Unavailable | Duty.Lost e) {
      throw e;
    } catch (Throwable e) {
      // Something about this letter; the others must not wait for it.
      log.error("{} cannot be sent", letter.due().id(), e);
      return putOff(letter, BACKOFF.after(letter.tries()), letter.tries() + 1);
    }
  }

  private Step step(Due.Letter letter) {
    return switch (letter) {
      case Due.Card card -> publisher.card(card);
      case Due.Lines lines -> publisher.thread(lines);
      case Due.Storm _ -> storms.step();
      case Due.Copy copy -> copies.step(copy);
    };
  }

  /** When any call that a letter may lead to can be made: no work is done for what must wait. */
  private Instant opens(Due.Letter letter) {
    if (letter instanceof Due.Copy) {
      // Where it goes is known from the table alone.
      return Instant.EPOCH;
    }
    var post = pace.opens(Pace.Way.POST, channel, letter.urgency());
    return isPost(letter)
        ? post
        : earliest(post, pace.opens(Pace.Way.UPDATE, channel, letter.urgency()));
  }

  /** An alarm about a case that has its card changes it, and may wait as long as a new card. */
  private static boolean isPost(Due.Letter letter) {
    return letter instanceof Due.Lines
        || switch (letter.urgency()) {
          case NEWS, ALARM -> true;
          case ANSWER, UPDATE, LOG -> false;
        };
  }

  private Instant call(Duty.Hold hold, Mailbag.Letter letter, Step.Call call) {
    var opens = pace.opens(call.way(), call.channel(), letter.due().urgency());
    if (opens.isAfter(clock.instant())) {
      return opens;
    }
    return attempt(hold, letter, call, call.send());
  }

  private Instant attempt(Duty.Hold hold, Mailbag.Letter letter, Step.Call call, Runnable send) {
    hold.keepFor(CALL);
    pace.used(call.way(), call.channel());
    try {
      send.run();
      if (pace.failures() > 0) {
        log.info("Slack answers again");
      }
      pace.answered();
      // Looked at once more: it ends when there is nothing left to do.
      return clock.instant();
    } catch (SlackTrouble trouble) {
      return trouble(hold, letter, call, trouble);
    }
  }

  private Instant trouble(
      Duty.Hold hold, Mailbag.Letter letter, Step.Call call, SlackTrouble trouble) {
    return switch (trouble.kind()) {
      case SlackTrouble.Kind.Busy busy -> {
        counted("rate_limited");
        pace.refused(call.way(), call.channel(), busy.until());
        yield clock.instant().plus(busy.until());
      }
      case SlackTrouble.Kind.Unknown _ -> {
        counted("no_answer");
        var pause = pace.silent();
        log.warn("{}: no answer from Slack; going on in {}", letter.due().id(), pause, trouble);
        yield putOff(letter, pause, letter.tries() + 1);
      }
      case SlackTrouble.Kind.Refused refused -> {
        counted(refused.error());
        pace.answered();
        yield remedy(hold, letter, call, refused.error());
      }
    };
  }

  private Instant remedy(Duty.Hold hold, Mailbag.Letter letter, Step.Call call, String error) {
    return switch (Remedy.of(error)) {
      case Remedy.Again _ -> {
        log.warn("{}: Slack says {}; trying again", letter.due().id(), error);
        yield putOff(letter, BACKOFF.after(letter.tries()), letter.tries() + 1);
      }
      case Remedy.PostAnew _ -> {
        log.warn("{}: Slack says {}; posting anew", letter.due().id(), error);
        call.anew().run();
        yield clock.instant();
      }
      case Remedy.Plainly _ -> {
        log.error("{}: Slack says {}; posting the words alone", letter.due().id(), error);
        yield plainly(hold, letter, call);
      }
      case Remedy.Alarm alarm -> {
        log.error("Slack refuses {}: {}; {}", letter.due().id(), error, alarm.advice());
        yield putOff(letter, AFTER_ALARM, letter.tries() + 1);
      }
    };
  }

  /** The refused call did nothing, so that this one takes its turn. */
  private Instant plainly(Duty.Hold hold, Mailbag.Letter letter, Step.Call call) {
    var once =
        new Step.Call(call.way(), call.channel(), call.plainly(), () -> stuck(letter), call.anew());
    return attempt(hold, letter, once, once.send());
  }

  private static void stuck(Mailbag.Letter letter) {
    throw new IllegalStateException("Slack takes not even the words of " + letter.due().id());
  }

  private Instant putOff(Mailbag.Letter letter, Duration wait, long tries) {
    var until = clock.instant().plus(wait);
    mailbag.putOff(letter, until, tries);
    return until;
  }

  private void counted(String error) {
    meters.counter("cordon.slack.trouble", "error", error).increment();
  }

  private static Instant earliest(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
