package io.cordon.people;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who is what, to be shown. It decides nothing: who may do what is for {@link Authority}.
 *
 * <p>Every method throws {@link Directory.Unreadable} when Slack does not say.
 */
public final class Roles {
  private final List<String> responders;
  private final List<String> approvers;
  private final @Nullable String onCall;
  private final Directory directory;

  /**
   * The roles.
   *
   * @param responders ids of users (U…, W…) and user groups (S…), as are approvers
   * @param onCall such an id, or null if nobody is called
   */
  public Roles(
      List<String> responders,
      List<String> approvers,
      @Nullable String onCall,
      Directory directory) {
    this.responders = List.copyOf(responders);
    this.approvers = List.copyOf(approvers);
    this.onCall = onCall;
    this.directory = directory;
  }

  /** What somebody can be. */
  public enum Role {
    RESPONDER,
    APPROVER,
    ON_CALL
  }

  /** What a user is now. */
  public Set<Role> of(String user) {
    var roles = EnumSet.noneOf(Role.class);
    if (people(responders).contains(user)) {
      roles.add(Role.RESPONDER);
    }
    if (people(approvers).contains(user)) {
      roles.add(Role.APPROVER);
    }
    if (onCallNow().contains(user)) {
      roles.add(Role.ON_CALL);
    }
    return roles;
  }

  /** The id of the user group or the user that is called; empty if nobody is. */
  public Optional<String> onCall() {
    return Optional.ofNullable(onCall);
  }

  /** The ids of the users who are on call now, in order. */
  public List<String> onCallNow() {
    return onCall == null ? List.of() : List.copyOf(people(List.of(onCall)));
  }

  private Set<String> people(List<String> ids) {
    var all = new TreeSet<String>();
    for (var id : ids) {
      all.addAll(id.startsWith("S") ? directory.members(id) : Set.of(id));
    }
    return all;
  }
}
