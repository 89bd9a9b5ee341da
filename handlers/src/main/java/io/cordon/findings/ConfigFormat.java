package io.cordon.findings;

import io.cordon.findings.Finding.Status;
import java.util.List;
import java.util.Set;

/** AWS Config: a resource began or ceased to comply with a rule. */
final class ConfigFormat implements Format {

  private static final String RESULT = "newEvaluationResult.";

  /** Config says "not applicable" when the resource is gone. */
  private static final Set<String> FINE = Set.of("COMPLIANT", "NOT_APPLICABLE");

  @Override
  public boolean announcedBy(String detailType) {
    return detailType.equals("Config Rules Compliance Change");
  }

  @Override
  public boolean recognises(Fields object) {
    return object.has("configRuleName") && object.has("newEvaluationResult");
  }

  @Override
  public Draft read(Fields change, Envelope envelope) {
    String rule = change.text("configRuleName");
    String compliance = change.text(RESULT + "complianceType");
    return new Draft("Config")
        .id(id(change))
        .type(rule)
        .text(rule + ": " + compliance, change.text(RESULT + "annotation"))
        .unrated()
        .in(change.text("awsAccountId"), change.text("awsRegion"))
        .about(resources(change))
        .updatedAt(change.time(RESULT + "resultRecordedTime", "notificationCreationTime"))
        .status(FINE.contains(compliance) ? Status.RESOLVED : Status.ACTIVE);
  }

  /** Config has no ids of its own: a rule and a resource are what a later change refers to. */
  private static String id(Fields change) {
    String rule = change.text("configRuleARN");
    String resource = change.text("resourceId");
    return rule.isEmpty() || resource.isEmpty() ? "" : rule + "/" + resource;
  }

  private static List<Resource> resources(Fields change) {
    String id = change.text("resourceId");
    return id.isEmpty() ? List.of() : List.of(Resources.of(change.text("resourceType"), id, ""));
  }
}
