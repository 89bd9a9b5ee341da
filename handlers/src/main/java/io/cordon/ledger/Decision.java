package io.cordon.ledger;

import java.util.ArrayList;
import java.util.List;

/**
 * What shall be written about a case, and what to tell whoever asked. Made from the case's state;
 * made again from the newer state when somebody else wrote in between.
 *
 * @param facts what to append, in order; nothing is written when there are none
 * @param due work to start at once, beside the copy to S3 and the message in Slack, which every
 *     append starts
 * @param claims names that only one append ever may carry: a message's hash, a modal's id
 * @param answer for the caller
 */
public record Decision<T>(
    Actor actor, List<Fact> facts, List<Due> due, List<String> claims, T answer) {

  /** Keeps its own copies of the lists. */
  public Decision {
    facts = List.copyOf(facts);
    due = List.copyOf(due);
    claims = List.copyOf(claims);
  }

  /** Appends facts. */
  public static <T> Decision<T> of(Actor actor, T answer, Fact... facts) {
    return new Decision<>(actor, List.of(facts), List.of(), List.of(), answer);
  }

  /** Appends nothing. */
  public static <T> Decision<T> nothing(T answer) {
    return new Decision<>(Actor.CORDON, List.of(), List.of(), List.of(), answer);
  }

  /** The same, and work to be done. */
  public Decision<T> thenDo(Due work) {
    var next = new ArrayList<>(due);
    next.add(work);
    return new Decision<>(actor, facts, next, claims, answer);
  }

  /** The same, once at most for all time under this name. */
  public Decision<T> once(String claim) {
    var next = new ArrayList<>(claims);
    next.add(claim);
    return new Decision<>(actor, facts, due, next, answer);
  }
}
