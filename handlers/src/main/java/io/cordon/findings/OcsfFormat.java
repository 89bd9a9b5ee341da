package io.cordon.findings;

import io.cordon.findings.Finding.Status;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The Open Cybersecurity Schema, as the new Security Hub sends it (Findings Imported V2); also 1.1
 * (a single {@code resource}) and 1.0 release candidates ({@code finding}, class 2001).
 */
final class OcsfFormat implements Format {

  private static final Set<String> OVER = Set.of("resolved", "closed", "archived", "deleted");

  /** Of {@code status_id}: resolved, archived, deleted. */
  private static final Set<String> OVER_NUMBERS = Set.of("4", "5", "6");

  private static final Set<String> PASSED = Set.of("pass", "passed");

  @Override
  public boolean announcedBy(String detailType) {
    return detailType.equals("Findings Imported V2");
  }

  @Override
  public boolean recognises(Fields object) {
    return object.hasObject("finding_info")
        || (object.hasObject("finding") && object.has("class_uid"));
  }

  @Override
  public List<Fields> parts(Fields event) {
    return event.list("detail.findings");
  }

  @Override
  public Draft read(Fields finding, Envelope envelope) {
    Fields info = finding.at(finding.hasObject("finding_info") ? "finding_info" : "finding");
    String product = finding.text("metadata.product.name");
    return new Draft(product.isEmpty() ? "Security Hub" : ProductNames.of(product))
        .id(info.firstText("uid", "uid_alt"))
        .type(type(finding, info))
        .text(info.text("title"), info.text("desc"))
        .rated(severity(finding), finding.firstText("vendor_attributes.severity", "severity"))
        .in(account(finding, info), region(finding, info))
        .about(OcsfResources.of(finding))
        .seen(
            info.time("first_seen_time_dt", "first_seen_time", "created_time_dt", "created_time"),
            info.time("last_seen_time_dt", "last_seen_time"))
        .updatedAt(info.time("modified_time_dt", "modified_time"))
        .count(finding.count("count"))
        .status(status(finding))
        .remote(remote(finding))
        .link(info.text("src_url"));
  }

  /**
   * The one that looks like GuardDuty's ("Purpose:Resource/Name"), else the first, else the class.
   */
  private static String type(Fields finding, Fields info) {
    Stream<String> types = info.list("types").stream().map(Fields::text);
    return types
        .filter(type -> !type.isEmpty())
        .reduce((first, next) -> first.contains(":") || !next.contains(":") ? first : next)
        .orElseGet(() -> finding.text("class_name"));
  }

  /** The number decides; the word is any caption and serves only where there is no number. */
  private static @Nullable Severity severity(Fields finding) {
    return switch (finding.text("severity_id")) {
      case "0" -> Severity.UNRATED;
      case "1" -> Severity.INFORMATIONAL;
      case "2" -> Severity.LOW;
      case "3" -> Severity.MEDIUM;
      case "4" -> Severity.HIGH;
      // 6 is "Fatal", which Cordon does not tell apart.
      case "5", "6" -> Severity.CRITICAL;
      case "99" -> Severity.UNRATED;
      default -> Severity.named(finding.text("severity"));
    };
  }

  private static String account(Fields finding, Fields info) {
    String own = finding.firstText("cloud.account.uid", "cloud.account_uid");
    return own.isEmpty() ? Arn.account(info.text("uid")) : own;
  }

  private static String region(Fields finding, Fields info) {
    Stream<String> ofResources =
        finding.list("resources").stream().map(resource -> resource.text("region"));
    Stream<String> others = Stream.concat(ofResources, Stream.of(Arn.region(info.text("uid"))));
    return Stream.concat(Stream.of(finding.text("cloud.region")), others)
        .filter(region -> !region.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static Status status(Fields finding) {
    String word = finding.firstText("status", "state").toLowerCase(Locale.ROOT);
    String number = finding.firstText("status_id", "state_id");
    String compliance = finding.text("compliance.status").toLowerCase(Locale.ROOT);
    if (word.equals("suppressed") || number.equals("3")) {
      return Status.SUPPRESSED;
    }
    boolean over =
        OVER.contains(word) || OVER_NUMBERS.contains(number) || PASSED.contains(compliance);
    return over ? Status.RESOLVED : Status.ACTIVE;
  }

  private static String remote(Fields finding) {
    return finding.list("evidences").stream()
        .map(OcsfFormat::remoteOf)
        .filter(remote -> !remote.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static String remoteOf(Fields evidence) {
    String from = evidence.text("src_endpoint.ip");
    String to = evidence.firstText("dst_endpoint.ip", "query.hostname");
    boolean outbound = evidence.text("connection_info.direction").equalsIgnoreCase("outbound");
    boolean useTo = from.isEmpty() || (outbound && !to.isEmpty());
    return useTo ? to : from;
  }
}
