package io.cordon.ledger;

import io.cordon.table.Conflict;
import io.cordon.table.Key;
import io.cordon.table.Write;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One caller's decision about a case on its way into the ledger. The caller waits for its end. */
final class Proposal<T> {
  private final Row row;
  private final Predicate<Case> belongs;
  private final Function<Case, Decision<T>> decide;
  private final List<Write> beside;
  private final Semaphore news = new Semaphore(0);
  private volatile @Nullable Ending<T> ending;
  private int attempts;

  /**
   * A decision.
   *
   * @param belongs whether it is still this case's matter
   * @param beside what is written together with its entries
   */
  Proposal(
      Row row, Predicate<Case> belongs, Function<Case, Decision<T>> decide, List<Write> beside) {
    this.row = row;
    this.belongs = belongs;
    this.decide = decide;
    this.beside = List.copyOf(beside);
  }

  /** Who goes before whom. */
  enum Row {
    /** What people decide, and what was started for them. */
    DECISIONS,
    /** What comes by itself, and in a storm by the thousand; it waits for the others. */
    NEWS
  }

  /** How a proposal ended. */
  sealed interface Ending<T> {
    /** It was decided and is written, or was written before. */
    record Settled<T>(Decided<T> decided) implements Ending<T> {}

    /** It is not this case's matter any more, or never was: it must be looked for anew. */
    record Elsewhere<T>() implements Ending<T> {}

    /** Deciding or writing threw this. */
    record Failed<T>(Throwable cause) implements Ending<T> {}
  }

  /** The decision in this state; empty if the case is not the right one. */
  Optional<Decision<T>> decide(Case state) {
    return belongs.test(state) ? Optional.of(decide.apply(state)) : Optional.empty();
  }

  Row row() {
    return row;
  }

  List<Write> beside() {
    return beside;
  }

  /** Whether one of these keys is of something that was to be written beside the entries. */
  boolean isBeside(List<Key> keys) {
    return beside.stream().map(Write::key).anyMatch(keys::contains);
  }

  /** Ends it, unless it has ended. */
  void end(Ending<T> how) {
    if (ending == null) {
      ending = how;
      news.release();
    }
  }

  void fail(Throwable cause) {
    end(new Ending.Failed<>(cause));
  }

  /**
   * Counts an attempt that came to nothing, and ends it with the reason when there were enough.
   *
   * @return how many there were
   */
  int failedAttempt(int most, Conflict conflict) {
    attempts++;
    if (attempts >= most) {
      fail(conflict);
    }
    return attempts;
  }

  /** Whether an attempt came to nothing before. */
  boolean isAgain() {
    return attempts > 0;
  }

  /** Tells whoever waits that it is their turn to write for all who wait. */
  void giveTurn() {
    news.release();
  }

  /** Waits until it has ended, or until it is the caller's turn. */
  void await() {
    news.acquireUninterruptibly();
  }

  boolean hasEnded() {
    return ending != null;
  }

  Ending<T> ending() {
    var how = ending;
    if (how == null) {
      throw new IllegalStateException("has not ended");
    }
    return how;
  }
}
