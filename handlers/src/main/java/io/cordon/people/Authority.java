package io.cordon.people;

import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who may press, type and request. Decided from Slack's answer of this moment; in doubt, no. */
public final class Authority {
  private static final Logger log = LoggerFactory.getLogger(Authority.class);

  private final String team;
  private final List<String> responders;
  private final Directory directory;

  /**
   * An authority.
   *
   * @param team our workspace
   * @param responders ids of users (U…, W…) and user groups (S…)
   */
  public Authority(String team, List<String> responders, Directory directory) {
    this.team = team;
    this.responders = List.copyOf(responders);
    this.directory = directory;
  }

  /** Why this person may not respond; empty if they may. */
  public Optional<Refusal> refusal(Person person) {
    return stranger(person).or(() -> outsider(person));
  }

  /** Why this person is no full member of our workspace; empty if they are. */
  public Optional<Refusal> stranger(Person person) {
    if (!person.team().equals(team)) {
      return Optional.of(new Refusal(Refusal.Reason.FOREIGN, ""));
    }
    try {
      var profile = directory.profile(person.id());
      if (!profile.team().equals(team)) {
        return Optional.of(new Refusal(Refusal.Reason.FOREIGN, ""));
      }
      if (profile.guest() || profile.bot() || profile.deactivated()) {
        return Optional.of(new Refusal(Refusal.Reason.GUEST, ""));
      }
      return Optional.empty();
    } catch (Directory.Unreadable e) {
      return unreadable(person, e);
    }
  }

  private Optional<Refusal> outsider(Person person) {
    try {
      return isResponder(person.id())
          ? Optional.empty()
          : Optional.of(new Refusal(Refusal.Reason.NOT_RESPONDER, String.join(" ", responders)));
    } catch (Directory.Unreadable e) {
      return unreadable(person, e);
    }
  }

  private static Optional<Refusal> unreadable(Person person, Directory.Unreadable e) {
    log.warn("cannot tell who may respond, so {} was refused", person.id(), e);
    return Optional.of(new Refusal(Refusal.Reason.PEOPLE_UNREADABLE, ""));
  }

  private boolean isResponder(String user) {
    return responders.contains(user)
        || responders.stream()
            .filter(id -> id.startsWith("S"))
            .anyMatch(group -> directory.members(group).contains(user));
  }
}
