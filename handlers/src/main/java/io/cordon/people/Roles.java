package io.cordon.people;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who is what, to be shown. It decides nothing: who may do what is for {@link Authority}.
 *
 * <p>Every method throws {@link Directory.Unreadable} when Slack does not say.
 */
public final class Roles {
  private final Staff staff;
  private final Directory directory;

  /** The roles of this staff. */
  public Roles(Staff staff, Directory directory) {
    this.staff = staff;
    this.directory = directory;
  }

  /** What somebody can be. */
  public enum Duty {
    RESPONDER,
    APPROVER,
    ON_CALL
  }

  /** What a user is now. */
  public Set<Duty> of(String user) {
    var roles = EnumSet.noneOf(Duty.class);
    if (people(staff.responders()).contains(user)) {
      roles.add(Duty.RESPONDER);
    }
    if (people(staff.approvers()).contains(user)) {
      roles.add(Duty.APPROVER);
    }
    if (onCallNow().contains(user)) {
      roles.add(Duty.ON_CALL);
    }
    return roles;
  }

  /** Why somebody who is none of these is refused. */
  public Refusal outsider() {
    return new Refusal(Refusal.Reason.NOT_RESPONDER, String.join(" ", staff.responders()));
  }

  /** The id of the user group or the user that is called; empty if nobody is. */
  public Optional<String> onCall() {
    return Optional.ofNullable(staff.onCall());
  }

  /** The ids of the users who are on call now, in order. */
  public List<String> onCallNow() {
    return onCall().map(id -> List.copyOf(people(List.of(id)))).orElse(List.of());
  }

  private Set<String> people(List<String> ids) {
    var all = new TreeSet<String>();
    for (var id : ids) {
      all.addAll(id.startsWith("S") ? directory.members(id) : Set.of(id));
    }
    return all;
  }
}
