package io.cordon.bot.slack;

import io.cordon.ledger.Case;
import io.cordon.ledger.CaseKey;
import io.cordon.ledger.Ledger;
import io.cordon.people.Refusal;
import io.cordon.templates.slack.ButtonValue;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** The messages that are known to be Cordon's, and what each speaks for. */
public final class RecordedMessages {
  private static final int LOOKS = 15;
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  private final Ledger ledger;
  private final StormMessages storms;
  private final Requests requests;
  private final HomeTabs homes;

  /** The messages of the cases in this ledger, of these storms and requests, and home tabs. */
  RecordedMessages(Ledger ledger, StormMessages storms, Requests requests, HomeTabs homes) {
    this.homes = homes;
    this.ledger = ledger;
    this.storms = storms;
    this.requests = requests;
  }

  /** Which messages are copies of requests. */
  @FunctionalInterface
  public interface Requests {
    /** Whether the message in a channel, by its ts, is one of a request for this action. */
    boolean isCopy(CaseKey key, String action, String channel, String ts);
  }

  /** Why a press does not count for the case that it names: it is not on that case's message. */
  Optional<Refusal> notOnCard(Pressed press) {
    return refusal(press.key().text(), () -> isOnCard(press));
  }

  /** Whether it is on the case's message; empty as long as it is not known where that is. */
  private Optional<Boolean> isOnCard(Pressed press) {
    return ledger.find(press.key()).flatMap(state -> isCard(state, press));
  }

  /** Why a press does not count for a request: it is on no copy of it. */
  Optional<Refusal> notOnCopy(Pressed press) {
    return refusal(
        press.key().text(), () -> isOnCopy(press) ? Optional.of(true) : Optional.empty());
  }

  /**
   * Why a press does not count for a request: it is neither on a copy nor on the case's message,
   * nor in the home tab of whoever pressed.
   */
  Optional<Refusal> notOnCopyOrCard(Pressed press) {
    return refusal(
        press.key().text(),
        () ->
            homes.isOf(press.person().id(), press.view())
                    || isOnCopy(press)
                    || isOnCard(press).orElse(false)
                ? Optional.of(true)
                : Optional.empty());
  }

  private boolean isOnCopy(Pressed press) {
    var action = press.value().action();
    return action != null && requests.isCopy(press.key(), action, press.channel(), press.ts());
  }

  /** Why a press does not count for a storm: the message does not speak for it. */
  Optional<Refusal> notOnStorm(Pressed press) {
    return refusal(
        "",
        () ->
            storms
                .stormAt(press.channel(), press.ts())
                .map(storm -> press.value().subject().equals(new ButtonValue.OfStorm(storm))));
  }

  /** Why a press does not count for the case that it names: the message speaks for no others. */
  Optional<Refusal> notOnOthersMessage(Pressed press) {
    return refusal(
        "",
        () ->
            storms
                .stormAt(press.channel(), press.ts())
                .map(_ -> true)
                .or(() ->
                    ledger
                        .find(press.key())
                        .flatMap(Case::membership)
                        .flatMap(membership -> ledger.find(membership.into()))
                        .flatMap(lead -> isCard(lead, press))));
  }

  private static Optional<Boolean> isCard(Case state, Pressed press) {
    return state
        .card()
        .map(card -> card.channel().equals(press.channel()) && card.ts().equals(press.ts()));
  }

  /** People may be faster than what records the message that they see. */
  private static Optional<Refusal> refusal(String detail, Supplier<Optional<Boolean>> recorded) {
    var found = recorded.get();
    for (int look = 1; found.isEmpty() && look < LOOKS; look++) {
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
      found = recorded.get();
    }
    return found.orElse(false)
        ? Optional.empty()
        : Optional.of(new Refusal(Refusal.Reason.UNKNOWN_MESSAGE, detail));
  }
}
