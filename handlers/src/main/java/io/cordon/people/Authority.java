package io.cordon.people;

import io.cordon.people.Refusal.Reason;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may press, type, request and approve. Decided from Slack's answer of this moment, which is
 * kept for nobody; in doubt, no.
 */
public final class Authority {
  private static final Logger log = LoggerFactory.getLogger(Authority.class);

  private final String team;
  private final Staff staff;
  private final Directory directory;

  /**
   * An authority.
   *
   * @param team our workspace
   */
  public Authority(String team, Staff staff, Directory directory) {
    this.team = team;
    this.staff = staff;
    this.directory = directory;
  }

  /** Why this person may not respond; empty if they may. */
  public Optional<Refusal> refusal(Person person) {
    return refusal(person, Role.RESPONDER);
  }

  /** Why this person may not do what wants this role; empty if they may. */
  public Optional<Refusal> refusal(Person person, Role role) {
    if (!person.team().equals(team)) {
      return refused(Reason.FOREIGN);
    }
    try {
      var profile = directory.profile(person.id());
      if (!profile.team().equals(team)) {
        return refused(Reason.FOREIGN);
      }
      if (profile.guest() || profile.bot() || profile.deactivated()) {
        return refused(Reason.GUEST);
      }
      return without(role, person.id());
    } catch (Directory.Unreadable e) {
      log.warn("cannot tell who is who, so {} was refused", person.id(), e);
      return refused(Reason.PEOPLE_UNREADABLE);
    }
  }

  /** What somebody may do and, for an approver's business, who else might. */
  public Standing standing(Person person, Role role) {
    var isApprovers = role == Role.APPROVER;
    var refusal = refusal(person, isApprovers ? Role.MEMBER : role);
    if (refusal.isPresent() || !isApprovers) {
      return new Standing(person, refusal.orElse(null), Set.of());
    }
    try {
      var approvers = approvers();
      return new Standing(
          person,
          approvers.contains(person.id()) ? null : outside(staff.approvers(), Reason.NOT_APPROVER),
          approvers);
    } catch (Directory.Unreadable e) {
      log.warn("cannot tell who may approve, so {} was refused", person.id(), e);
      return new Standing(person, new Refusal(Reason.PEOPLE_UNREADABLE, ""), Set.of());
    }
  }

  /**
   * The ids of all who are approvers now.
   *
   * @throws Directory.Unreadable if Slack does not say
   */
  public Set<String> approvers() {
    return people(staff.approvers());
  }

  /**
   * The ids of those approvers who are on call now; may be none.
   *
   * @throws Directory.Unreadable if Slack does not say
   */
  public Set<String> approversOnCall() {
    var called = staff.onCall();
    if (called == null) {
      return Set.of();
    }
    var both = new TreeSet<>(people(List.of(called)));
    both.retainAll(approvers());
    return both;
  }

  private Optional<Refusal> without(Role role, String user) {
    return switch (role) {
      case MEMBER -> Optional.empty();
      case RESPONDER -> outside(staff.responders(), user, Reason.NOT_RESPONDER);
      case APPROVER -> outside(staff.approvers(), user, Reason.NOT_APPROVER);
      case PARTICIPANT ->
          outside(staff.responders(), user, Reason.NOT_RESPONDER)
              .flatMap(_ -> outside(staff.approvers(), user, Reason.NOT_APPROVER));
    };
  }

  private Optional<Refusal> outside(List<String> ids, String user, Reason reason) {
    return isOneOf(ids, user) ? Optional.empty() : Optional.of(outside(ids, reason));
  }

  private static Refusal outside(List<String> ids, Reason reason) {
    return new Refusal(reason, String.join(" ", ids));
  }

  private boolean isOneOf(List<String> ids, String user) {
    return ids.contains(user)
        || ids.stream()
            .filter(Authority::isGroup)
            .anyMatch(g -> directory.members(g).contains(user));
  }

  private Set<String> people(List<String> ids) {
    var all = new TreeSet<String>();
    for (var id : ids) {
      all.addAll(isGroup(id) ? directory.members(id) : Set.of(id));
    }
    return all;
  }

  private static boolean isGroup(String id) {
    return id.startsWith("S");
  }

  private static Optional<Refusal> refused(Reason reason) {
    return Optional.of(new Refusal(reason, ""));
  }
}
