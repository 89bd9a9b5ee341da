package io.cordon.templates.slack;

import io.cordon.aws.Aws;
import io.cordon.change.Scope;
import java.util.Optional;
import java.util.regex.Pattern;

/** Accounts by their names, and the AWS console's addresses. */
record Places(Aws aws) {
  private static final int LONGEST_REGION = 30;
  private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-[0-9]");
  private static final Pattern INSTANCE = Pattern.compile("i-[0-9a-f]{8,17}");

  Place of(String account, String region) {
    return new Place(account, aws.alias(account).orElse(null), region);
  }

  Place of(Scope scope) {
    return of(scope.account(), scope.region());
  }

  /**
   * A link to an instance in the console of its partition. Only ours is ever a link: empty if the
   * id or the region is not of the form that AWS gives, or the partition's console has no known
   * address.
   */
  static Optional<Shown> instance(String region, String id) {
    return region.length() <= LONGEST_REGION
            && REGION.matcher(region).matches()
            && INSTANCE.matcher(id).matches()
        ? domain(region)
            .map(domain ->
                new Shown(
                    "<https://%s.%s/ec2/home?region=%s#InstanceDetails:instanceId=%s|%s>"
                        .formatted(region, domain, region, id, id)))
        : Optional.empty();
  }

  /** Isolated partitions have consoles whose addresses are not public. */
  private static Optional<String> domain(String region) {
    return switch (region.substring(0, region.indexOf('-', 3))) {
      case String part when part.startsWith("cn-") -> Optional.of("console.amazonaws.cn");
      case "us-gov" -> Optional.of("console.amazonaws-us-gov.com");
      case String part when part.contains("-iso") -> Optional.empty();
      case String _ -> Optional.of("console.aws.amazon.com");
    };
  }
}
