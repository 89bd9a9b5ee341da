package io.cordon.findings;

import io.cordon.findings.Finding.Status;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Inspector: one finding in an EventBridge event, or as ListFindings gives it. */
final class InspectorFormat implements Format {

  @Override
  public boolean announcedBy(String detailType) {
    return detailType.equals("Inspector2 Finding")
        || detailType.equals("OnDemand AMI Scan Findings");
  }

  @Override
  public boolean recognises(Fields object) {
    return object.has("findingArn");
  }

  @Override
  public Draft read(Fields finding, Envelope envelope) {
    String arn = finding.text("findingArn");
    String account = finding.text("awsAccountId");
    String score = finding.firstText("inspectorScore", "severity");
    return new Draft("Inspector")
        .id(arn)
        .type(finding.text("type"))
        .text(finding.text("title"), finding.text("description"))
        .rated(severity(finding.text("severity")), score)
        .in(account.isEmpty() ? Arn.account(arn) : account, Arn.region(arn))
        .about(resources(finding))
        .seen(finding.time("firstObservedAt"), finding.time("lastObservedAt"))
        .updatedAt(finding.time("updatedAt"))
        .status(status(finding.text("status")));
  }

  private static @Nullable Severity severity(String word) {
    // Inspector's word for "no score yet".
    return word.equals("UNTRIAGED") ? Severity.UNRATED : Severity.named(word);
  }

  private static List<Resource> resources(Fields finding) {
    List<Resource> all =
        finding.list("resources").stream()
            .filter(resource -> !resource.text("id").isEmpty())
            .map(resource -> Resources.of(resource.text("type"), resource.text("id"), ""))
            .toList();
    return Resources.containableFirst(all);
  }

  private static Status status(String word) {
    return switch (word) {
      case "SUPPRESSED" -> Status.SUPPRESSED;
      case "CLOSED" -> Status.RESOLVED;
      default -> Status.ACTIVE;
    };
  }
}
