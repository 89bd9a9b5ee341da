package io.cordon.iam;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One question that a service asks IAM. A call that touches several resources asks one for each,
 * and is allowed if all of them are.
 *
 * @param action as IAM spells it: "ec2:CreateSnapshots"
 * @param resource an ARN, or "*" where the action knows none
 * @param context the values of condition keys, whose names know no case
 */
public record AccessRequest(String action, String resource, Map<String, List<String>> context) {
  /** Keeps its own copy. */
  public AccessRequest {
    var all = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
    all.putAll(context);
    context = all;
  }

  /** The values of a key; empty if the request does not have it. */
  public List<String> values(String key) {
    return context.getOrDefault(key, List.of());
  }
}
