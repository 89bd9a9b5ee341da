package io.cordon.sandbox.slack;

import java.util.List;

/**
 * A group that can be mentioned and asked for its members.
 *
 * @param id "S…"
 * @param handle the name in mentions, without the @
 * @param members user ids; deactivated people stay in, as in Slack
 */
public record UserGroup(String id, String handle, List<String> members) {

  /** Keeps its own copy of the members. */
  public UserGroup {
    members = List.copyOf(members);
  }
}
