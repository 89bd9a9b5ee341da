package io.cordon.findings;

import io.cordon.findings.Finding.Status;
import io.cordon.findings.Resource.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Macie: policy findings about buckets, and sensitive data found in objects. */
final class MacieFormat implements Format {

  @Override
  public boolean announcedBy(String detailType) {
    return detailType.equals("Macie Finding");
  }

  @Override
  public boolean recognises(Fields object) {
    return object.hasObject("resourcesAffected") && object.hasObject("severity");
  }

  @Override
  public Draft read(Fields finding, Envelope envelope) {
    return new Draft("Macie")
        .id(finding.text("id"))
        .type(finding.text("type"))
        .text(finding.text("title"), finding.text("description"))
        .rated(severity(finding), finding.firstText("severity.score", "severity.description"))
        .in(finding.text("accountId"), finding.text("region"))
        .about(resources(finding.at("resourcesAffected")))
        .seen(finding.time("createdAt"), finding.time("updatedAt"))
        .updatedAt(finding.time("updatedAt"))
        .count(finding.count("count"))
        .status(finding.flag("archived") ? Status.SUPPRESSED : Status.ACTIVE)
        .sample(finding.flag("sample"))
        .remote(
            finding.firstText(
                "policyDetails.actor.ipAddressDetails.ipAddressV4",
                "policyDetails.actor.domainDetails.domainName"));
  }

  private static @Nullable Severity severity(Fields finding) {
    Severity named = Severity.named(finding.text("severity.description"));
    if (named != null) {
      return named;
    }
    return switch (finding.text("severity.score")) {
      case "1" -> Severity.LOW;
      case "2" -> Severity.MEDIUM;
      case "3" -> Severity.HIGH;
      default -> null;
    };
  }

  private static List<Resource> resources(Fields affected) {
    List<Resource> resources = new ArrayList<>();
    Fields bucket = affected.at("s3Bucket");
    String name = bucket.firstText("name", "arn");
    if (!name.isEmpty()) {
      resources.add(Resources.of(Kind.BUCKET, "S3Bucket", name, bucket.text("arn")));
    }
    String object = affected.firstText("s3Object.path", "s3Object.key");
    if (!object.isEmpty()) {
      resources.add(new Resource(Kind.OTHER, object, "S3Object", null));
    }
    return resources;
  }
}
