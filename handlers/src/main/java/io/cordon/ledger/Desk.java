package io.cordon.ledger;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where those of this process line up who want to write to one case. One of them at a time serves
 * all who wait, until their own turn is over; then another one who still waits does.
 */
final class Desk {
  /** More than ever fit into one append. */
  private static final int MOST_AT_ONCE = 100;

  private final Deque<Proposal<?>> decisions = new ArrayDeque<>();
  private final Deque<Proposal<?>> news = new ArrayDeque<>();
  private boolean served;
  private @Nullable Thread server;
  private int visitors;

  /** Counts one who comes. */
  Desk entered() {
    visitors++;
    return this;
  }

  /** Counts one who goes; whether it was the last. */
  boolean left() {
    visitors--;
    return visitors == 0;
  }

  /** Who serves a desk. */
  interface Clerk {
    /**
     * Tries once to write what these propose, and ends those with whom it is done; the others line
     * up again, in front.
     */
    void serve(List<Proposal<?>> group);
  }

  /**
   * Comes back when the proposal has ended.
   *
   * @throws IllegalStateException if the caller is serving this desk: it would wait for itself
   */
  void lineUp(Proposal<?> mine, Clerk clerk) {
    if (!isServedByMe(mine)) {
      mine.await();
    }
    if (mine.hasEnded()) {
      return;
    }
    takeOver();
    try {
      while (!mine.hasEnded()) {
        var group = next();
        serve(clerk, group);
        putBack(group);
      }
    } finally {
      passOn();
    }
  }

  private static void serve(Clerk clerk, List<Proposal<?>> group) {
    try {
      clerk.serve(group);
    } catch (Throwable e) {
      // Whatever it is, they all wait for an answer.
      group.forEach(p -> p.fail(e));
    }
  }

  private synchronized boolean isServedByMe(Proposal<?> mine) {
    if (server == Thread.currentThread()) {
      throw new IllegalStateException("a decision must not write to its own case");
    }
    row(mine).addLast(mine);
    var mineToServe = !served;
    served = true;
    return mineToServe;
  }

  private synchronized void takeOver() {
    server = Thread.currentThread();
  }

  private synchronized List<Proposal<?>> next() {
    var group = new ArrayList<Proposal<?>>();
    while (group.size() < MOST_AT_ONCE && !(decisions.isEmpty() && news.isEmpty())) {
      group.add(decisions.isEmpty() ? news.removeFirst() : decisions.removeFirst());
    }
    return group;
  }

  private synchronized void putBack(List<Proposal<?>> group) {
    for (var proposal : group.reversed()) {
      if (!proposal.hasEnded()) {
        row(proposal).addFirst(proposal);
      }
    }
  }

  private synchronized void passOn() {
    var next = decisions.isEmpty() ? news.peekFirst() : decisions.peekFirst();
    server = null;
    if (next == null) {
      served = false;
    } else {
      next.giveTurn();
    }
  }

  private Deque<Proposal<?>> row(Proposal<?> proposal) {
    return switch (proposal.row()) {
      case DECISIONS -> decisions;
      case NEWS -> news;
    };
  }
}
