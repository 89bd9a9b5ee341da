package io.cordon.action;

import java.util.List;

/**
 * What AWS accepted.
 *
 * @param after what the resource was set to, names resolved
 * @param requestId AWS's id of the call; "" if the change was found already made
 */
public record Applied(List<String> after, String requestId) {
  /** Keeps its own copy. */
  public Applied {
    after = List.copyOf(after);
  }
}
