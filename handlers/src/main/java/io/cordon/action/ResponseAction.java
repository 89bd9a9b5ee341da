package io.cordon.action;

import io.cordon.aws.Permissions;
import io.cordon.aws.SessionPolicy;
import io.cordon.change.Change;
import io.cordon.change.Danger;
import io.cordon.change.Failure;
import io.cordon.change.Target;
import java.util.List;
import java.util.Optional;

/**
 * One thing that Cordon can do in AWS. It says what it would change, and changes it; when and in
 * which order, what is recorded, and what is told to people is the {@link Runner}'s business.
 *
 * <p>Every method may throw the SDK's exceptions; the runner knows what they mean. Every method may
 * be called again after a crash at any line.
 */
public interface ResponseAction {
  /** Its stable name: in buttons, in the ledger, in the configuration. */
  String name();

  /** How dangerous it is. */
  Danger danger();

  /** What IAM must allow it, whatever the target: the role of an account must be given it. */
  Permissions permissions();

  /**
   * What a session may do that makes one change: the calls of that change, on what it is about.
   *
   * <p>For an undo the change comes turned round.
   */
  SessionPolicy policy(Order order, Change change);

  /** Whether it takes what could be lost, and is offered along with what changes the target. */
  default boolean preserves() {
    return false;
  }

  /** Whether it can act on such a target. */
  boolean accepts(Target target);

  /** Finds out what it would change. Reads only. */
  Plan plan(Order order);

  /**
   * Makes one change, unless it finds it made.
   *
   * <p>For an undo the change comes turned round.
   */
  Applied apply(Order order, Change change);

  /**
   * Reads back what a change is about.
   *
   * @param expected what it was set to; tells which things to look at
   */
  Observation observe(Order order, Change change, List<String> expected);

  /**
   * Asks AWS once more, after all changes were read back, whether the whole is as it should be.
   *
   * @return what is missing, if something is
   */
  default Optional<Failure> confirm(Order order) {
    return Optional.empty();
  }
}
