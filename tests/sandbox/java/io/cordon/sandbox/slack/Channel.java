package io.cordon.sandbox.slack;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A place for messages: a channel, or a direct conversation of the app with one person.
 *
 * @param id "C…", or "D…" for a direct conversation
 * @param name without the #; for a direct conversation "directmessage"
 * @param members user ids, the app's user among them if it was invited
 * @param directWith the other person of a direct conversation
 */
public record Channel(
    String id, String name, Set<String> members, boolean archived, @Nullable String directWith) {

  /** Keeps its own copy of the members. */
  public Channel {
    members = Set.copyOf(members);
  }

  /** A channel that is open for posts. */
  public static Channel open(String id, String name, Set<String> members) {
    return new Channel(id, name, members, false, null);
  }

  /** The same channel, closed for posts. */
  public Channel asArchived() {
    return new Channel(id, name, members, true, directWith);
  }

  /** The same channel with other people in it. */
  public Channel withMembers(Set<String> others) {
    return new Channel(id, name, others, archived, directWith);
  }

  /** Whether it is a direct conversation. */
  public boolean isDirect() {
    return directWith != null;
  }
}
