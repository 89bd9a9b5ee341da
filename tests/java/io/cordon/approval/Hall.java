package io.cordon.approval;

import io.cordon.change.Change;
import io.cordon.change.Danger;
import io.cordon.change.Remark;
import io.cordon.change.Target;
import io.cordon.ledger.Actor;
import io.cordon.ledger.Case;
import io.cordon.ledger.CaseKey;
import io.cordon.ledger.Entries;
import io.cordon.ledger.Fact;
import io.cordon.ledger.StoredObject;
import io.cordon.people.Authority;
import io.cordon.people.Directory;
import io.cordon.people.Directory.Profile;
import io.cordon.people.Person;
import io.cordon.people.Staff;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A case with a request of Ann's, A-1, and the people around it: Ann responds; Bob, Carol and Dan
 * approve, by their group; Bob is on call.
 */
final class Hall implements Directory {
  static final Instant ASKED = Instant.parse("2026-11-24T10:05:40Z");
  static final Instant EXPIRES = ASKED.plus(Duration.ofMinutes(15));
  static final CaseKey KEY = new CaseKey("IR-2026-042");
  static final Target TARGET =
      new Target.Instance("111122223333", "eu-west-1", "i-0ab12cd34ef567890");
  static final Person ANN = new Person("U1ANN", "T1", "ann");
  static final Person BOB = new Person("U2BOB", "T1", "bob");
  static final Person CAROL = new Person("U3CAROL", "T1", "carol");
  static final Person DAN = new Person("U4DAN", "T1", "dan");
  static final Person EVE = new Person("U5EVE", "T1", "eve");
  static final StoredObject OBJECT = new StoredObject("k", "v", "ab".repeat(32), 1);

  private final Map<String, Profile> profiles = new HashMap<>();
  private final Map<String, Set<String>> groups = new HashMap<>();
  private final Set<String> silent = new HashSet<>();
  private final Entries entries = new Entries(KEY, ASKED.minusSeconds(1));
  final Authority authority =
      new Authority("T1", new Staff(List.of("S1"), List.of("S2"), "S3"), this);

  Hall() {
    for (var person : List.of(ANN, BOB, CAROL, DAN, EVE)) {
      profile(new Profile(person.id(), "T1", false, false, false));
    }
    group("S1", ANN, BOB);
    group("S2", BOB, CAROL, DAN);
    group("S3", BOB);
    entries.add(Actor.CORDON, new Fact.CaseOpened("by hand", TARGET));
  }

  /** Slack says this of somebody from now on. */
  void profile(Profile profile) {
    profiles.put(profile.id(), profile);
  }

  /** These are a group from now on. */
  void group(String id, Person... people) {
    groups.put(id, Set.copyOf(List.of(people).stream().map(Person::id).toList()));
  }

  /** Slack says nothing about a user or a group from now on. */
  void isSilentAbout(String id) {
    silent.add(id);
  }

  @Override
  public Profile profile(String userId) {
    var profile = silent.contains(userId) ? null : profiles.get(userId);
    if (profile == null) {
      throw new Unreadable(userId, new IllegalStateException("no answer"));
    }
    return profile;
  }

  @Override
  public Set<String> members(String groupId) {
    if (silent.contains(groupId)) {
      throw new Unreadable(groupId, new IllegalStateException("no answer"));
    }
    return groups.getOrDefault(groupId, Set.of());
  }

  static Fact.ActionRequested request(Danger danger, int approvals) {
    return request("A-1", "isolate", danger, approvals);
  }

  static Fact.ActionRequested request(String id, String name, Danger danger, int approvals) {
    return new Fact.ActionRequested(
        id, name, danger, TARGET, "it talks to C2", Map.of(), approvals, null, EXPIRES);
  }

  static Change move(String id, String eni, String group) {
    return new Change(
        id, eni, "groups", List.of(group), List.of("sg-0sealed"), "ec2:Modify", true, List.of());
  }

  static final List<Change> PLAN =
      List.of(move("c1", "eni-1", "sg-1"), move("c2", "eni-2", "sg-2"));

  /** Something happens in the case. */
  Hall then(Person by, Fact... facts) {
    entries.add(by.actor(), facts);
    return this;
  }

  /** Ann asks, and her request is planned. */
  Hall asks(Danger danger, int approvals) {
    return then(ANN, request(danger, approvals)).planned("A-1", PLAN);
  }

  Hall planned(String id, List<Change> changes) {
    var action = state().action(id).orElseThrow();
    var planned =
        new Agreement(state(), action, changes)
            .planned(List.of(), List.of(new Remark("resolver-dns", "")));
    entries.add(Actor.CORDON, planned);
    return this;
  }

  /** Somebody's approval is in the ledger already. */
  Hall approvedBy(Person person, int missing) {
    return then(person, new Fact.ActionApproved("A-1", "d", missing, ""));
  }

  Case state() {
    return entries.state();
  }
}
