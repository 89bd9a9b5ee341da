package io.cordon.people;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is who by the configuration: ids of users (U…, W…) and user groups (S…).
 *
 * @param onCall who is called, or null
 */
public record Staff(List<String> responders, List<String> approvers, @Nullable String onCall) {
  /** Keeps its own copies. */
  public Staff {
    responders = List.copyOf(responders);
    approvers = List.copyOf(approvers);
  }
}
