package io.cordon.people;

import java.util.Set;

/**
 * What Slack knows about people, asked anew each time.
 *
 * <p>Every method throws {@link Unreadable} when Slack does not answer or refuses.
 */
public interface Directory {
  /** What Slack says of a user. */
  Profile profile(String userId);

  /** The ids of a user group's members. */
  Set<String> members(String groupId);

  /**
   * A user, as far as it matters for who may do what.
   *
   * @param team the workspace that the account belongs to
   * @param guest single- or multi-channel guest
   */
  record Profile(String id, String team, boolean guest, boolean bot, boolean deactivated) {}

  /** Nobody can be told from anybody: whoever asked must be refused. */
  final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Wraps what went wrong. */
    public Unreadable(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
