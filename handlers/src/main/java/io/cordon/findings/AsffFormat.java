package io.cordon.findings;

import io.cordon.findings.Finding.Status;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Security Hub's own finding format (ASFF), which every product that reports to it is put into. */
final class AsffFormat implements Format {

  private static final List<String> EVENTS =
      List.of(
          "Security Hub Findings - Imported",
          "Security Hub Findings - Custom Action",
          "Security Hub Findings");

  @Override
  public boolean announcedBy(String detailType) {
    return EVENTS.contains(detailType);
  }

  @Override
  public boolean recognises(Fields object) {
    return object.has("ProductArn") || (object.has("GeneratorId") && object.has("AwsAccountId"));
  }

  @Override
  public List<Fields> parts(Fields event) {
    return event.list("detail.findings");
  }

  @Override
  public Draft read(Fields finding, Envelope envelope) {
    Instant first = finding.time("FirstObservedAt", "CreatedAt");
    Instant updated = finding.time("UpdatedAt");
    Instant last = finding.time("LastObservedAt");
    return new Draft(product(finding))
        .id(finding.text("Id"))
        .type(firstOf(finding.list("Types").stream().map(Fields::text)))
        .text(finding.text("Title"), finding.text("Description"))
        .rated(severity(finding), score(finding.at("Severity")))
        .in(account(finding), region(finding))
        .about(AsffResources.of(finding))
        .seen(first, last == null ? updated : last)
        .updatedAt(updated)
        .count(count(finding.at("ProductFields")))
        .status(status(finding))
        .sample(isSample(finding))
        .remote(remote(finding))
        .link(finding.text("SourceUrl"));
  }

  /**
   * Who found it: the stated name, for AWS's own else the product ARN, for others their own word.
   */
  private static String product(Fields finding) {
    String stated = finding.text("ProductName");
    if (!stated.isEmpty()) {
      return ProductNames.of(stated);
    }
    String product = Arn.of(finding.text("ProductArn")).map(Arn::resource).orElse("");
    String last = product.substring(product.lastIndexOf('/') + 1);
    if (product.startsWith("product/aws/")) {
      return ProductNames.of(last);
    }
    String own = finding.text("ProductFields.ProviderName");
    return firstOf(Stream.of(own, last, "Security Hub"));
  }

  /**
   * The label decides: it and the number disagree in real data. Old findings have only the number.
   */
  private static @Nullable Severity severity(Fields finding) {
    Severity labelled = Severity.named(finding.text("Severity.Label"));
    if (labelled != null) {
      return labelled;
    }
    OptionalDouble normalized = finding.number("Severity.Normalized");
    return normalized.isPresent()
        ? ofNormalized(normalized.getAsDouble())
        : Severity.named(finding.text("FindingProviderFields.Severity.Label"));
  }

  private static @Nullable Severity ofNormalized(double number) {
    if (number < 0 || number > 100) {
      return null;
    }
    if (number < 1) {
      return Severity.INFORMATIONAL;
    }
    if (number < 40) {
      return Severity.LOW;
    }
    if (number < 70) {
      return Severity.MEDIUM;
    }
    return number < 90 ? Severity.HIGH : Severity.CRITICAL;
  }

  private static String score(Fields severity) {
    return severity.firstText("Original", "Product", "Label", "Normalized");
  }

  private static String account(Fields finding) {
    String own = finding.text("AwsAccountId");
    return own.isEmpty() ? Arn.account(finding.text("Id")) : own;
  }

  private static String region(Fields finding) {
    Stream<String> ofResources =
        finding.list("Resources").stream().map(resource -> resource.text("Region"));
    Stream<String> ofArns =
        Stream.of("ProductArn", "Id").map(name -> Arn.region(finding.text(name)));
    return firstOf(
        Stream.of(Stream.of(finding.text("Region")), ofResources, ofArns)
            .flatMap(regions -> regions));
  }

  /** GuardDuty's count, which came under a short name first; the names hold slashes, not dots. */
  private static long count(Fields productFields) {
    return productFields.count("aws/guardduty/service/count", "count");
  }

  private static Status status(Fields finding) {
    String workflow = finding.firstText("Workflow.Status", "WorkflowState");
    Fields fields = finding.at("ProductFields");
    if (workflow.equals("SUPPRESSED") || fields.flag("aws/guardduty/service/archived")) {
      return Status.SUPPRESSED;
    }
    boolean over =
        workflow.equals("RESOLVED")
            || finding.text("RecordState").equals("ARCHIVED")
            || finding.text("Compliance.Status").equals("PASSED");
    return over ? Status.RESOLVED : Status.ACTIVE;
  }

  private static boolean isSample(Fields finding) {
    return finding.flag("Sample")
        || finding.at("ProductFields").flag("aws/guardduty/service/additionalInfo/sample");
  }

  private static String remote(Fields finding) {
    return firstOf(
        Stream.of(
            RemoteEnd.of(finding.at("Action")),
            ofProductFields(finding.at("ProductFields")),
            ofNetwork(finding.at("Network"))));
  }

  /** GuardDuty's action, flattened into names such as "…/remoteIpDetails/ipAddressV4". */
  private static String ofProductFields(Fields productFields) {
    return firstOf(
        productFields.entries().stream()
            .filter(entry ->
                entry.getKey().endsWith("/remoteIpDetails/ipAddressV4")
                    || entry.getKey().endsWith("/dnsRequestAction/domain"))
            .map(entry -> entry.getValue().text()));
  }

  private static String ofNetwork(Fields network) {
    return network.text("Direction").equals("OUT")
        ? network.firstText("DestinationIpV4", "DestinationIpV6", "DestinationDomain")
        : network.firstText("SourceIpV4", "SourceIpV6", "SourceDomain");
  }

  private static String firstOf(Stream<String> texts) {
    return texts.filter(text -> !text.isEmpty()).findFirst().orElse("");
  }
}
