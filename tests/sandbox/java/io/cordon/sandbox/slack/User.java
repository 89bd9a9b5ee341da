package io.cordon.sandbox.slack;

import java.util.Set;

/**
 * Somebody whom the workspace knows.
 *
 * @param id "U…" or "W…"
 * @param name the handle, without the @
 * @param realName the name as people say it
 * @param teamId the workspace that the account belongs to; another one for strangers in a shared
 *     channel
 */
public record User(String id, String name, String realName, String teamId, Set<Flag> flags) {

  /** What makes a user other than a full member. */
  public enum Flag {
    /** A multi-channel guest. */
    RESTRICTED,
    /** A single-channel guest. */
    ULTRA_RESTRICTED,
    /** An app's user. */
    BOT,
    /** A deactivated account. */
    DELETED
  }

  /** Keeps its own copy of the flags. */
  public User {
    flags = Set.copyOf(flags);
  }

  /** A full member. */
  public static User member(String id, String name, String realName, String teamId) {
    return new User(id, name, realName, teamId, Set.of());
  }

  /** Whether this is so. */
  public boolean is(Flag flag) {
    return flags.contains(flag);
  }
}
