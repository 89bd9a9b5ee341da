package io.cordon.sandbox.aws;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import software.amazon.awssdk.services.securityhub.model.AwsSecurityFinding;
import software.amazon.awssdk.services.securityhub.model.Resource;

/** Findings of Security Hub's own checks about buckets of a seeded account. */
public record SecurityHubFinding(SeededAccount account) {
  /**
   * A finding.
   *
   * @param bucket the bucket's name
   * @param severity Security Hub's label
   * @param workflow Security Hub's status of the work on it
   */
  public AwsSecurityFinding about(String bucket, String title, String severity, String workflow) {
    var now = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    var arn = "arn:aws:securityhub:%s:%s".formatted(account.region(), account.account());
    return AwsSecurityFinding.builder()
        .schemaVersion("2018-10-08")
        .id(arn + ":subscription/s3/" + bucket)
        .productArn("arn:aws:securityhub:%s::product/aws/securityhub".formatted(account.region()))
        .productName("Security Hub")
        .generatorId("aws-foundational-security-best-practices/v/1.0.0/S3.3")
        .awsAccountId(account.account())
        .region(account.region())
        .types("Software and Configuration Checks/Industry and Regulatory Standards")
        .createdAt(now)
        .updatedAt(now)
        .severity(s -> s.label(severity))
        .title(title)
        .description("This control checks whether the bucket is as it should be.")
        .resources(
            Resource.builder()
                .type("AwsS3Bucket")
                .id("arn:aws:s3:::" + bucket)
                .region(account.region())
                .build())
        .workflow(w -> w.status(workflow))
        .recordState("ACTIVE")
        .build();
  }
}
