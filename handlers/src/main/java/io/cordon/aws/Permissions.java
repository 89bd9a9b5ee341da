package io.cordon.aws;

import io.cordon.change.Scope;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/**
 * All that IAM must allow somebody who does one thing, for whatever targets: what the role of an
 * account must be given, and what the policy of a session is made from.
 *
 * @param reads the calls that only read, as IAM spells them. Those of EC2 know no resources, so
 *     they are narrowed to a region and no further
 * @param changes the others, with blanks for what a change is about. {@code {partition}}, {@code
 *     {region}} and {@code {account}} are filled from the scope
 */
public record Permissions(List<String> reads, List<Permission> changes) {
  /** Keeps its own copies. */
  public Permissions {
    reads = List.copyOf(reads);
    changes = List.copyOf(changes);
  }

  /** Reads only. */
  public static Permissions toRead(String... calls) {
    return new Permissions(List.of(calls), List.of());
  }

  /** The same, and changes. */
  public Permissions andChange(Permission... some) {
    return new Permissions(reads, List.of(some));
  }

  /** Every call, as IAM spells it. */
  public List<String> calls() {
    return Stream.concat(reads.stream(), changes.stream().flatMap(p -> p.calls().stream()))
        .distinct()
        .toList();
  }

  /** Everything as statements of a policy, with blanks. */
  public List<Permission> all() {
    return Stream.concat(Stream.of(reading()), changes.stream()).toList();
  }

  /** For a session that only looks. */
  public SessionPolicy reading(Scope scope) {
    return policy(scope, Map.of(), List.of());
  }

  /**
   * For a session that makes one change, and may look around.
   *
   * @param blanks what the change is about
   * @param some which of the permissions it needs
   */
  public SessionPolicy changing(Scope scope, Map<String, List<String>> blanks, Permission... some) {
    return policy(scope, blanks, List.of(some));
  }

  private SessionPolicy policy(
      Scope scope, Map<String, List<String>> blanks, List<Permission> some) {
    var values = new HashMap<>(blanks);
    var region = Region.of(scope.region());
    values.put("partition", List.of(PartitionMetadata.of(region).id()));
    values.put("region", List.of(scope.region()));
    values.put("account", List.of(scope.account()));
    var statements =
        Stream.concat(Stream.of(reading()), some.stream())
            .map(p -> p.filled(values).statement())
            .toList();
    return new SessionPolicy(IamPolicy.builder().statements(statements).build().toJson());
  }

  private Permission reading() {
    return Permission.to(reads.toArray(String[]::new))
        .on("*")
        .when("StringLike", "aws:RequestedRegion", "{region}");
  }
}
