package io.cordon.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.people.Directory.Profile;
import io.cordon.people.Refusal.Reason;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorityTest {
  private static final Staff STAFF =
      new Staff(List.of("U9", "S1", "S2"), List.of("U8", "S3"), "S4");

  private final People people = new People();
  private final Authority authority = new Authority("T1", STAFF, people);

  /** What Slack would say. */
  private static final class People implements Directory {
    private final Map<String, Profile> profiles = new HashMap<>();
    private final Map<String, Set<String>> groups = new HashMap<>();
    private final Set<String> unreadable = new HashSet<>();

    @Override
    public Profile profile(String userId) {
      var profile = unreadable.contains(userId) ? null : profiles.get(userId);
      if (profile == null) {
        throw new Unreadable(userId, new IllegalStateException("no answer"));
      }
      return profile;
    }

    @Override
    public Set<String> members(String groupId) {
      if (unreadable.contains(groupId)) {
        throw new Unreadable(groupId, new IllegalStateException("no answer"));
      }
      return groups.getOrDefault(groupId, Set.of());
    }
  }

  private Reason refusal(String user, String team) {
    return authority
        .refusal(new Person(user, team, "Ann"))
        .map(Refusal::reason)
        .orElseThrow(() -> new AssertionError(user + " was let through"));
  }

  private boolean may(String user) {
    return authority.refusal(new Person(user, "T1", "Ann")).isEmpty();
  }

  /** user, team of the request, team of the account, guest, bot, deactivated, what comes of it. */
  @ParameterizedTest
  @CsvSource({
    "U9, T1, T1, false, false, false, ",
    "U1, T1, T1, false, false, false, ",
    "U2, T1, T1, false, false, false, ",
    "U3, T1, T1, false, false, false, NOT_RESPONDER",
    "U9, T2, T1, false, false, false, FOREIGN",
    "U9, T2, T2, false, false, false, FOREIGN",
    "U1, T1, T2, false, false, false, FOREIGN",
    "U1, T1, T1, true,  false, false, GUEST",
    "U9, T1, T1, false, true,  false, GUEST",
    "U2, T1, T1, false, false, true,  GUEST",
    "U3, T1, T1, true,  false, false, GUEST"
  })
  void decides(
      String user,
      String team,
      String home,
      boolean guest,
      boolean bot,
      boolean deactivated,
      @Nullable Reason refused) {
    people.profiles.put(user, new Profile(user, home, guest, bot, deactivated));
    people.groups.put("S1", Set.of("U1"));
    people.groups.put("S2", Set.of("U2"));

    var refusal = authority.refusal(new Person(user, team, "Ann"));

    assertThat(refusal.map(Refusal::reason).orElse(null)).isEqualTo(refused);
  }

  @Test
  void saysWhoMay() {
    people.profiles.put("U3", new Profile("U3", "T1", false, false, false));

    assertThat(authority.refusal(new Person("U3", "T1", "Ann")))
        .contains(new Refusal(Reason.NOT_RESPONDER, "U9 S1 S2"));
  }

  @Test
  void asksAnewEachTime() {
    people.profiles.put("U1", new Profile("U1", "T1", false, false, false));
    people.groups.put("S1", Set.of("U1"));
    assertThat(may("U1")).isTrue();

    people.groups.put("S1", Set.of());
    assertThat(refusal("U1", "T1")).isEqualTo(Reason.NOT_RESPONDER);

    people.groups.put("S2", Set.of("U1"));
    assertThat(may("U1")).isTrue();

    people.profiles.put("U1", new Profile("U1", "T1", false, false, true));
    assertThat(refusal("U1", "T1")).isEqualTo(Reason.GUEST);
  }

  @Test
  void refusesWhenSlackDoesNotSayWhoIsWho() {
    people.profiles.put("U1", new Profile("U1", "T1", false, false, false));
    people.unreadable.add("U1");
    assertThat(refusal("U1", "T1")).isEqualTo(Reason.PEOPLE_UNREADABLE);

    people.unreadable.clear();
    people.unreadable.add("S1");
    assertThat(refusal("U1", "T1")).isEqualTo(Reason.PEOPLE_UNREADABLE);
  }

  @Test
  void refusesWhoeverSlackDoesNotKnow() {
    assertThat(refusal("U404", "T1")).isEqualTo(Reason.PEOPLE_UNREADABLE);
  }

  @Test
  void lookingLikeAGroupDoesNotMakeAUserOne() {
    var odd = new Authority("T1", new Staff(List.of("U1"), List.of(), null), people);
    people.profiles.put("S1", new Profile("S1", "T1", false, false, false));
    people.groups.put("U1", Set.of("S1"));

    assertThat(odd.refusal(new Person("S1", "T1", "x")).map(Refusal::reason))
        .contains(Reason.NOT_RESPONDER);
  }

  @ParameterizedTest
  @CsvSource({
    "U9, RESPONDER, ",
    "U9, APPROVER, NOT_APPROVER",
    "U9, PARTICIPANT, ",
    "U8, RESPONDER, NOT_RESPONDER",
    "U8, APPROVER, ",
    "U8, PARTICIPANT, ",
    "U3, APPROVER, ",
    "U5, PARTICIPANT, NOT_APPROVER",
    "U5, MEMBER, "
  })
  void eachThingWantsARoleOfItsOwn(String user, Role role, @Nullable Reason refused) {
    people.profiles.put(user, new Profile(user, "T1", false, false, false));
    people.groups.put("S3", Set.of("U3"));

    var refusal = authority.refusal(new Person(user, "T1", "Ann"), role);

    assertThat(refusal.map(Refusal::reason).orElse(null)).isEqualTo(refused);
  }

  @Test
  void knowsWhoApprovesAndWhoOfThemIsOnCall() {
    people.groups.put("S3", Set.of("U3", "U4"));
    people.groups.put("S4", Set.of("U4", "U9"));

    assertThat(authority.approvers()).containsExactlyInAnyOrder("U8", "U3", "U4");
    assertThat(authority.approversOnCall()).containsExactly("U4");
  }

  @Test
  void whoApprovesIsAskedAnewAndNotGuessed() {
    people.profiles.put("U8", new Profile("U8", "T1", false, false, false));
    people.unreadable.add("S3");

    var standing = authority.standing(new Person("U8", "T1", "Ann"), Role.APPROVER);

    assertThat(standing.refusal()).isEqualTo(new Refusal(Reason.PEOPLE_UNREADABLE, ""));
  }

  @Test
  void everyReasonIsFoundByItsWord() {
    for (var reason : Reason.values()) {
      assertThat(Reason.of(reason.word())).isEqualTo(reason);
    }
  }
}
