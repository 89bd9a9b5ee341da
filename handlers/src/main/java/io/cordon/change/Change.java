package io.cordon.change;

import java.util.List;

/**
 * One thing that an action changes, as data: it feeds the approval card, the run, the ledger, the
 * report and the undo.
 *
 * @param id unique within the action: "c1", "c2", …
 * @param resource the id of what is changed: "eni-0c…", "vpc-1…"
 * @param attribute what about it: "groups", "quarantine group", "snapshot"
 * @param before what was seen when the action was planned
 * @param after what it shall be; a name in the form "{cordon-sealed}" stands for something that an
 *     earlier change of the same action makes
 * @param call the AWS call that changes it, as IAM spells it: "ec2:ModifyNetworkInterfaceAttribute"
 * @param reversible whether an undo turns it back
 * @param needs ids of the changes without which this one cannot be made
 */
public record Change(
    String id,
    String resource,
    String attribute,
    List<String> before,
    List<String> after,
    String call,
    boolean reversible,
    List<String> needs) {

  /** Keeps its own copies of the lists. */
  public Change {
    before = List.copyOf(before);
    after = List.copyOf(after);
    needs = List.copyOf(needs);
  }

  /** The same change turned round, from what {@code actual} says it became back to what it was. */
  public Change reversed(List<String> actual) {
    return new Change(id, resource, attribute, actual, before, call, reversible, List.of());
  }
}
