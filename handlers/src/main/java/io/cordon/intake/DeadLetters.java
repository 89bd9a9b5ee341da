package io.cordon.intake;

import io.cordon.ledger.Actor;
import io.cordon.ledger.CanonicalJson;
import io.cordon.ledger.Case;
import io.cordon.ledger.Decided;
import io.cordon.ledger.Decision;
import io.cordon.ledger.Fact;
import io.cordon.ledger.Ledger;
import io.cordon.ledger.Messages;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a case say of each message that Cordon gives up on. Nothing proves who sent one, so nothing
 * of it is read; and all of one queue join one case, so that whoever can write into the queue
 * cannot open a case for each message.
 */
public final class DeadLetters {
  private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

  private final Messages messages;
  private final Ledger ledger;
  private final Duration window;
  private final Clock clock;

  /**
   * Dead letters.
   *
   * @param window for how long after its last message a case takes in more of the same queue
   */
  public DeadLetters(Messages messages, Ledger ledger, Duration window, Clock clock) {
    this.messages = messages;
    this.ledger = ledger;
    this.window = window;
    this.clock = clock;
  }

  /**
   * Keeps a message's bytes, and puts it into its queue's case. Doing so again changes nothing.
   *
   * @throws io.cordon.table.Table.Unavailable if it cannot be kept now
   */
  public void keep(DeadLetter letter, byte[] bytes) {
    var id = "sqs " + letter.id();
    messages.keepUnread(id, bytes);
    var decided =
        ledger.correlate(
            List.of("dead letters\n" + letter.queue()),
            this::joins,
            state ->
                Decision.of(Actor.CORDON, state.key(), fact(state, id, letter, bytes))
                    .once("dead letter " + letter.id()));
    switch (decided) {
      case Decided.Written<?> written ->
          log.warn("gave up on message {}: see {}", letter.id(), written.state().key());
      case Decided.Duplicate<?> _ -> {}
    }
  }

  private static Fact fact(Case state, String id, DeadLetter letter, byte[] bytes) {
    return new Fact.FindingUnreadable(
        state.fileOf(id),
        CanonicalJson.sha256(bytes),
        id,
        "",
        letter.reason(),
        new Fact.Unproved(letter.queue(), letter.deadLetters(), letter.receives(), bytes.length));
  }

  private boolean joins(Case state) {
    return state.closed().isEmpty()
        && state.latestAt().filter(at -> at.plus(window).isAfter(clock.instant())).isPresent();
  }
}
