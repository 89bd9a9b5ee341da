package io.cordon.templates.aws;

import static io.cordon.aws.Permission.ANY;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cordon.FakeAws;
import io.cordon.action.ResponseAction;
import io.cordon.aws.Instances;
import io.cordon.aws.Permission;
import io.cordon.iam.AccessRequest;
import io.cordon.iam.ResponderRole;
import io.cordon.isolate.IsolateInstance;
import io.cordon.sandbox.aws.PolicyTools;
import io.cordon.securityhub.NewFindings;
import io.cordon.snapshot.SnapshotDisks;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponderRoleTest {
  private static final String ACCOUNT = "111122223333";
  private static final List<ResponseAction> ACTIONS =
      List.of(
          new SnapshotDisks(new FakeAws(), () -> "err"),
          new IsolateInstance(new FakeAws(), () -> "err"));

  private final ResponderRole role = ResponderRole.in(ACCOUNT);

  /**
   * One call on one resource under some conditions, as a policy allows it.
   *
   * @param conditions "operator key [values]"
   */
  private record Allowed(String call, String resource, Set<String> conditions) {
    boolean covers(Allowed other) {
      return call.equals(other.call)
          && resource.equals(other.resource)
          && other.conditions.containsAll(conditions);
    }
  }

  @Test
  void theRoleIsGivenAllThatTheActionsNeed() {
    var given = given();

    assertThat(needed()).allSatisfy(n -> assertThat(given).anyMatch(g -> g.covers(n)));
  }

  @Test
  void theRoleIsGivenNothingThatNoActionNeeds() {
    assertThat(needed()).containsAll(given());
  }

  @Test
  void lookingForAnInstanceNeedsNothingMore() {
    var calls = given().stream().map(Allowed::call).toList();

    assertThat(calls).containsAll(Instances.TO_FIND.calls());
  }

  private Set<Allowed> given() {
    return role.permissions().statements().stream()
        .flatMap(s -> {
          assertThat(s.effect()).isEqualTo("Allow");
          var conditions =
              s.conditions().stream()
                  .map(c -> c.operator() + " " + c.key() + " " + c.values())
                  .collect(Collectors.toSet());
          return s.actions().stream()
              .flatMap(call -> s.resources().stream().map(r -> new Allowed(call, r, conditions)));
        })
        .collect(Collectors.toSet());
  }

  private static Set<Allowed> needed() {
    return declared()
        .map(p -> p.filled(everything()))
        .flatMap(p -> {
          var conditions =
              p.conditions().stream()
                  .map(c -> c.operator() + " " + c.key() + " " + c.values())
                  .collect(Collectors.toSet());
          return p.calls().stream()
              .flatMap(call -> p.resources().stream().map(r -> new Allowed(call, r, conditions)));
        })
        .collect(Collectors.toSet());
  }

  private static Stream<Permission> declared() {
    return Stream.concat(
            ACTIONS.stream().map(ResponseAction::permissions), Stream.of(NewFindings.TO_FIND))
        .flatMap(p -> p.all().stream());
  }

  private static Map<String, List<String>> everything() {
    var blanks = new HashMap<String, List<String>>();
    Stream.of("region", "instance", "interface", "group", "vpc", "token")
        .forEach(blank -> blanks.put(blank, ANY));
    blanks.put("partition", List.of("aws"));
    blanks.put("account", List.of(ACCOUNT));
    return blanks;
  }

  @ParameterizedTest
  @CsvSource({
    "U0ALICE,  IR-2026-042, true",
    "W0ALICE,  lookup,      true",
    "'',       IR-2026-042, false",
    "cordon,   IR-2026-042, false",
    "U0ALICE,  botocore-1,  false"
  })
  void nobodyAssumesItButForACaseAndInThePersonsName(
      String identity, String session, boolean allowed) {
    var context = new HashMap<>(tags("IR-2026-042", "U0ALICE"));
    context.put("sts:RoleSessionName", List.of(session));
    if (!identity.isEmpty()) {
      context.put("sts:SourceIdentity", List.of(identity));
    }

    assertThat(role.trust().allows(trusting("sts:AssumeRole", context))).isEqualTo(allowed);
  }

  @Test
  void aSessionWithoutTheTagsIsNotHad() {
    var context =
        Map.of(
            "sts:RoleSessionName", List.of("IR-2026-042"),
            "sts:SourceIdentity", List.of("U0ALICE"));

    assertThat(role.trust().allows(trusting("sts:AssumeRole", context))).isFalse();
  }

  @Test
  void theIdentityAndTheTagsMayBeSetAndNoOtherTags() {
    assertThat(
            role.trust()
                .allows(
                    trusting(
                        "sts:SetSourceIdentity", Map.of("sts:SourceIdentity", List.of("U0ALICE")))))
        .isTrue();
    assertThat(role.trust().allows(trusting("sts:TagSession", tags("IR-2026-042", "U0ALICE"))))
        .isTrue();
    assertThat(
            role.trust()
                .allows(
                    trusting(
                        "sts:TagSession", Map.of("aws:TagKeys", List.of("cordon:case", "admin")))))
        .isFalse();
  }

  private static Map<String, List<String>> tags(String key, String analyst) {
    return Map.of(
        "aws:TagKeys", List.of("cordon:case", "cordon:action", "cordon:analyst"),
        "aws:RequestTag/cordon:case", List.of(key),
        "aws:RequestTag/cordon:action", List.of(key + "/A-1"),
        "aws:RequestTag/cordon:analyst", List.of(analyst));
  }

  private static AccessRequest trusting(String action, Map<String, List<String>> context) {
    return new AccessRequest(action, "*", context);
  }

  @Test
  void cfnLintHasNothingToSay() {
    assertThat(new PolicyTools().lint(ResponderRole.TEMPLATE)).isEmpty();
  }

  @Test
  void awsKnowsEachCallWithItsResourcesAndKeys() throws IOException {
    var services = new ObjectMapper().readTree(new PolicyTools().serviceAuthorization().toFile());
    for (var permission : declared().toList()) {
      for (var call : permission.calls()) {
        var known = services.at("/" + call.replace(":", "/privileges/"));
        assertThat(known.isMissingNode()).as(call).isFalse();
        for (var resource : permission.resources()) {
          assertKnown(call, known.path("resource_types"), resource, permission.conditions());
        }
      }
    }
  }

  private static void assertKnown(
      String call, JsonNode types, String resource, List<Permission.Condition> conditions) {
    var type = type(resource);
    assertThat(types.has(type) || (type.isEmpty() && needsNoResource(types)))
        .as(call + " on " + type)
        .isTrue();
    var keys = new HashSet<String>();
    Stream.of(type, "")
        .forEach(t -> types.path(t).path("condition_keys").forEach(k -> keys.add(k.asText())));
    conditions.stream()
        .map(c -> c.key().replaceFirst("Tag/.*", "Tag/\\${TagKey}"))
        // The one global key, which every request has.
        .filter(key -> !key.equals("aws:RequestedRegion"))
        .forEach(key -> assertThat(keys).as(call + " on " + type).contains(key));
  }

  @Test
  void allowsEachCallOnEveryKindOfResourceThatAwsAsksFor() throws IOException {
    var ec2 = new ObjectMapper().readTree(new PolicyTools().serviceAuthorization().toFile());
    for (var action : ACTIONS) {
      for (var call : action.permissions().calls()) {
        var allowed =
            action.permissions().all().stream()
                .filter(p -> p.calls().contains(call))
                .flatMap(p -> p.resources().stream())
                .map(ResponderRoleTest::type)
                .toList();
        ec2
            .at("/ec2/privileges/" + call.substring("ec2:".length()) + "/resource_types")
            .properties()
            .stream()
            .filter(t -> t.getValue().path("required").asBoolean())
            .forEach(t -> assertThat(allowed).as(call).contains(t.getKey()));
      }
    }
  }

  /** The kind of resource in an ARN; "" for those that a call does not tell apart. */
  private static boolean needsNoResource(JsonNode types) {
    return types.findValues("required").stream().noneMatch(JsonNode::asBoolean);
  }

  private static String type(String arn) {
    return arn.equals("*") ? "" : arn.split(":", 6)[5].split("/", 2)[0];
  }
}
