package io.cordon.bot.slack;

import io.cordon.ledger.Case;
import io.cordon.ledger.Ledger;
import io.cordon.people.Refusal;
import io.cordon.templates.slack.ButtonValue;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** The messages that are known to be Cordon's, and what each speaks for. */
final class RecordedMessages {
  private static final int LOOKS = 15;
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  private final Ledger ledger;
  private final StormMessages storms;

  /** The messages of the cases in this ledger, and of these storms. */
  RecordedMessages(Ledger ledger, StormMessages storms) {
    this.ledger = ledger;
    this.storms = storms;
  }

  /** Why a press does not count for the case that it names: it is not on that case's message. */
  Optional<Refusal> notOnCard(Pressed press) {
    return refusal(
        press.key().text(), () -> ledger.find(press.key()).flatMap(state -> isCard(state, press)));
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
