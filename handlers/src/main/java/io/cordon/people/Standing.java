package io.cordon.people;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Slack said about somebody a moment ago.
 *
 * @param refusal why they may not do what they want to, or null if they may
 * @param approvers the ids of all who are approvers now; empty if that does not matter
 */
public record Standing(Person person, @Nullable Refusal refusal, Set<String> approvers) {
  /** Keeps its own copy. */
  public Standing {
    approvers = Set.copyOf(approvers);
  }
}
