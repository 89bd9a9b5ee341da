package io.cordon.findings;

import io.cordon.findings.Finding.Status;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** IAM Access Analyzer: external, internal and unused access. It gives no title and no severity. */
final class AccessAnalyzerFormat implements Format {

  private static final Map<String, String> EVENTS =
      Map.of(
          "Access Analyzer Finding", "External access",
          "Internal Access Finding", "Internal access",
          "Unused Access Finding for IAM entities", "Unused access");

  @Override
  public boolean announcedBy(String detailType) {
    return EVENTS.containsKey(detailType);
  }

  @Override
  public boolean recognises(Fields object) {
    return object.has("analyzedAt") && object.has("resourceType");
  }

  @Override
  public Draft read(Fields finding, Envelope envelope) {
    String findingType = finding.text("findingType");
    String type = findingType.isEmpty() ? envelope.detailType() : findingType;
    return new Draft("Access Analyzer")
        .id(finding.firstText("id", "findingId"))
        .type(type.isEmpty() ? "Access Analyzer Finding" : type)
        .text(title(finding, envelope), description(finding))
        .unrated()
        .in(finding.firstText("accountId", "resourceOwnerAccount"), finding.text("region"))
        .about(resources(finding))
        .seen(finding.time("createdAt"), finding.time("updatedAt", "analyzedAt"))
        .updatedAt(finding.time("updatedAt"))
        .status(status(finding));
  }

  private static String title(Fields finding, Envelope envelope) {
    String access = EVENTS.getOrDefault(envelope.detailType(), "Access");
    String sort = finding.flag("isPublic") ? "Public access" : access;
    return sort + ": " + finding.firstText("resource", "resourceType");
  }

  private static String description(Fields finding) {
    String principals =
        finding.at("principal").entries().stream()
            .map(entry -> entry.getKey() + " " + entry.getValue().text())
            .collect(Collectors.joining(", "));
    String actions =
        finding.list("action").stream().map(Fields::text).collect(Collectors.joining(", "));
    return principals.isEmpty() ? actions : principals + ": " + actions;
  }

  private static List<Resource> resources(Fields finding) {
    String id = finding.text("resource");
    return id.isEmpty() ? List.of() : List.of(Resources.of(finding.text("resourceType"), id, ""));
  }

  private static Status status(Fields finding) {
    if (finding.flag("isDeleted") || finding.text("status").equals("RESOLVED")) {
      return Status.RESOLVED;
    }
    return finding.text("status").equals("ARCHIVED") ? Status.SUPPRESSED : Status.ACTIVE;
  }
}
