package io.cordon.intake;

import io.cordon.change.Target;
import io.cordon.findings.Finding;
import io.cordon.findings.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What makes two findings the same matter. */
public final class Correlation {
  private Correlation() {}

  /**
   * The names under which a finding's case is found again: the finding itself, then what it is
   * about.
   */
  static List<String> keys(Finding finding) {
    var keys = new ArrayList<String>();
    keys.add(String.join("\n", "finding", finding.product(), finding.account(), finding.id()));
    keys.add(subject(finding));
    return keys;
  }

  /** The name under which the case about a target is found. */
  public static String key(Target target) {
    return switch (target) {
      case Target.Instance i -> resource(i.account(), i.region(), Resource.Kind.INSTANCE, i.id());
    };
  }

  private static String subject(Finding finding) {
    return about(finding)
        .map(r -> resource(finding.account(), finding.region(), r.kind(), r.id()))
        .orElseGet(() ->
            String.join(
                "\n",
                "type",
                finding.account(),
                finding.region(),
                finding.product(),
                finding.type()));
  }

  /**
   * The resource, or for keys the person or role behind them. Findings about an account as a whole
   * are told apart by their type.
   */
  private static Optional<Resource> about(Finding finding) {
    var actor =
        finding.resources().stream()
            .filter(r -> r.kind() == Resource.Kind.USER || r.kind() == Resource.Kind.ROLE)
            .findFirst();
    return finding
        .primary()
        .flatMap(primary ->
            switch (primary.kind()) {
              case ACCESS_KEY -> actor.or(() -> Optional.of(primary));
              case ACCOUNT -> Optional.empty();
              case INSTANCE,
                  USER,
                  ROLE,
                  BUCKET,
                  FUNCTION,
                  CLUSTER,
                  CONTAINER,
                  IMAGE,
                  DATABASE,
                  OTHER ->
                  Optional.of(primary);
            });
  }

  private static String resource(String account, String region, Resource.Kind kind, String id) {
    return String.join("\n", "resource", account, isGlobal(kind) ? "" : region, kind.name(), id);
  }

  /** IAM knows no regions, but what finds something about it does, and names its own. */
  private static boolean isGlobal(Resource.Kind kind) {
    return switch (kind) {
      case USER, ROLE, ACCESS_KEY -> true;
      case INSTANCE, BUCKET, FUNCTION, CLUSTER, CONTAINER, IMAGE, DATABASE, ACCOUNT, OTHER -> false;
    };
  }
}
