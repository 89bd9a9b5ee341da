package io.cordon.findings;

import io.cordon.findings.Finding.Status;
import org.jspecify.annotations.Nullable;

/**
 * GuardDuty: in an EventBridge event, bare, or as GetFindings spells it; attack sequences as well.
 */
final class GuardDutyFormat implements Format {

  @Override
  public boolean announcedBy(String detailType) {
    return detailType.equals("GuardDuty Finding");
  }

  @Override
  public boolean recognises(Fields object) {
    return object.hasObject("service")
        && (object.hasObject("resource")
            || object.has("service.detectorId")
            || object.text("service.serviceName").equals("guardduty"));
  }

  @Override
  public Draft read(Fields finding, Envelope envelope) {
    String arn = finding.text("arn");
    String account = finding.text("accountId");
    String region = finding.text("region");
    return new Draft("GuardDuty")
        .id(finding.text("id"))
        .type(finding.text("type"))
        .text(finding.text("title"), finding.text("description"))
        .rated(severity(finding), finding.text("severity"))
        .in(
            account.isEmpty() ? Arn.account(arn) : account,
            region.isEmpty() ? Arn.region(arn) : region)
        .about(GuardDutyResources.of(finding))
        .seen(
            finding.time("service.eventFirstSeen", "createdAt"),
            finding.time("service.eventLastSeen"))
        .updatedAt(finding.time("updatedAt"))
        .count(finding.count("service.count"))
        .status(finding.flag("service.archived") ? Status.SUPPRESSED : Status.ACTIVE)
        .sample(isSample(finding))
        .remote(remote(finding));
  }

  /** 1.0–3.9, 4.0–6.9, 7.0–8.9 and 9.0–10.0, since attack sequences came. Off the scale: null. */
  private static @Nullable Severity severity(Fields finding) {
    double number = finding.number("severity").orElse(0);
    if (number < 1 || number > 10) {
      return null;
    }
    if (number < 4) {
      return Severity.LOW;
    }
    if (number < 7) {
      return Severity.MEDIUM;
    }
    return number < 9 ? Severity.HIGH : Severity.CRITICAL;
  }

  /** The API says it in a text that holds JSON, EventBridge in the object itself. */
  private static boolean isSample(Fields finding) {
    Fields info = finding.at("service.additionalInfo");
    return info.flag("sample") || info.embedded("value").flag("sample");
  }

  private static String remote(Fields finding) {
    String ofAction = RemoteEnd.of(finding.at("service.action"));
    if (!ofAction.isEmpty()) {
      return ofAction;
    }
    return finding.list("service.detection.sequence.endpoints").stream()
        .map(endpoint -> endpoint.firstText("ip", "domain"))
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse("");
  }
}
