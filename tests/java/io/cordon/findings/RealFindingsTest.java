package io.cordon.findings;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cordon.findings.Finding.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Other people's events, as they were found. What each has to read as was worked out from the files
 * and their README, not from the program. Skipped where the folder is not at hand.
 */
class RealFindingsTest {

  private static final Path SAMPLES = Path.of("../../shared/findings");

  /** file | product | severity | account | region | primary resource | status | missing fields. */
  private static final String EXPECTED =
      """
      asr/asff-ec2-8-imdsv2-instance.json | Security Hub | HIGH | 111111111111 | us-east-1 | INSTANCE i-077c4d5f32561ac45 | ACTIVE |
      asr/asff-iam-8-user-nodetails.json | Security Hub | MEDIUM | 111122223333 | us-east-1 | USER AIDACKCEVSQ6C2EXAMPLE | ACTIVE |
      asr/asff-lambda-1.json | Security Hub | INFORMATIONAL | 111111111111 | us-east-1 | FUNCTION TAEBSVolumeSnapDelete | ACTIVE |
      asr/asff-rds-2-public-instance.json | Security Hub | CRITICAL | 111111111111 | us-east-1 | DATABASE database-1 | ACTIVE |
      asr/asff-redshift-1-normalized-100.json | Security Hub | CRITICAL | 111111111111 | us-east-1 | OTHER arn:aws:redshift:us-east-1:111111111111:cluster:redshift-cluster-1 | ACTIVE |
      asr/asff-s3-6-bucket.json | Security Hub | HIGH | 111111111111 | us-east-1 | BUCKET example | ACTIVE |
      asr/eventbridge-custom-action-two-findings.json | Security Hub | CRITICAL | 111111111111 | us-east-1 | ACCOUNT 111111111111 | ACTIVE |
      asr/eventbridge-custom-action-two-findings.json | Security Hub | MEDIUM | 111111111111 | us-east-1 | OTHER arn:aws:rds:us-east-1:111111111111:cluster-snapshot:miotest-us-east-1c-final-snapshot | ACTIVE |
      aws-docs-access-analyzer/access-analyzer-external-s3.json | Access Analyzer | UNRATED | 111122223333 | us-west-2 | BUCKET amzn-s3-demo-bucket | ACTIVE |
      aws-docs-access-analyzer/access-analyzer-unused-permission.json | Access Analyzer | UNRATED | 111122223333 | us-west-2 | ROLE FindingIntegTestFakeRole | ACTIVE |
      aws-docs-eventbridge/macie-policy-truncated.json | Macie | LOW | 123456789012 | us-east-1 | none | ACTIVE | resource
      aws-docs-inspector/inspector2-azure-vm.json | Inspector | MEDIUM | 123456789012 | us-east-1 | OTHER /subscriptions/aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee/resourcegroups/example-rg/providers/microsoft.compute/virtualmachines/example-vm | ACTIVE |
      aws-docs-inspector/inspector2-ec2-network.json | Inspector | MEDIUM | 123456789012 | eu-central-1 | INSTANCE i-12345678901234567 | ACTIVE |
      aws-docs-inspector/inspector2-lambda-code.json | Inspector | CRITICAL | 123456789012 | eu-central-1 | FUNCTION VulnerableFunction | ACTIVE |
      aws-docs-inspector/inspector2-scan-complete.json | Inspector | INFORMATIONAL | 111122223333 | us-east-1 | IMAGE ami-0abcdef1234567890 | ACTIVE | id
      aws-lambda-go/sns-lambda-cloudwatch-alarm-single.json | CloudWatch | UNRATED | 123456789012 | | INSTANCE TestInstance | ACTIVE | region
      aws-sdk-java-v2/sns-notification-v1-with-subject.json | unreadable
      aws-sdk-java-v2/sns-notification-v2.json | unreadable
      aws-sdk-java-v2/sns-subscription-confirmation-v1.json | unreadable
      cloud-custodian/eventbridge-cloudtrail-s3.json | CloudTrail | UNRATED | 101010101111 | us-east-1 | ROLE Sandbox_Dev | ACTIVE |
      cloud-custodian/eventbridge-custom-action-consolelogin.json | GuardDuty | MEDIUM | 644160558196 | us-east-1 | USER kapil | ACTIVE |
      cloud-custodian/eventbridge-health-retirement.json | Health | UNRATED | 011122335622 | us-east-1 | INSTANCE i-00ddbf07ce6372082 | ACTIVE |
      cloud-custodian/eventbridge-insight-results.json | Security Hub | UNRATED | 644160558196 | us-east-1 | none | ACTIVE | resource
      cloud-custodian/getfindings-bucket-malformed-arn.json | CloudCustodian | INFORMATIONAL | 644160558196 | us-east-1 | BUCKET c7n-test-public-bucket | ACTIVE |
      cloud-custodian/guardduty-ec2-c2-dns.json | GuardDuty | MEDIUM | 883606788610 | us-east-1 | INSTANCE i-99999999 | ACTIVE |
      cloud-custodian/guardduty-iam-tor.json | GuardDuty | MEDIUM | 883606788610 | us-east-1 | ACCESS_KEY GeneratedFindingAccessKeyId | ACTIVE |
      cruxstack/ocsf-container-mount.json | GuardDuty | MEDIUM | 123456789012 | us-east-1 | INSTANCE i-0d7663df710a0f17a | ACTIVE |
      cruxstack/ocsf-runtime-ec2.json | GuardDuty | MEDIUM | 123456789012 | us-east-1 | INSTANCE i-0123456789abcdef0 | ACTIVE |
      cruxstack/ocsf-v2-eventbridge-runner.json | GuardDuty | MEDIUM | 123456789012 | us-east-1 | INSTANCE i-0123456789abcdef0 | ACTIVE |
      defectdojo/asff-config-multiple-resources.json | Security Hub | HIGH | 012345678912 | us-east-1 | OTHER arn:aws:ec2:us-east-1:012345678912:security-group/sg-0fff2222bbbb1111a | ACTIVE |
      defectdojo/asff-config-multiple-resources.json | Config | MEDIUM | 001122334455 | us-east-1 | BUCKET zeta-reports-bucket | ACTIVE |
      defectdojo/asff-guardduty-four.json | GuardDuty | MEDIUM | 123456789012 | us-east-1 | INSTANCE i-1234567890 | ACTIVE |
      defectdojo/asff-guardduty-four.json | GuardDuty | MEDIUM | 123456789012 | us-east-1 | INSTANCE i-1234567890 | ACTIVE |
      defectdojo/asff-guardduty-four.json | GuardDuty | LOW | 123456789012 | us-east-1 | INSTANCE i-1234567890 | ACTIVE |
      defectdojo/asff-guardduty-four.json | GuardDuty | LOW | 123456789012 | us-east-1 | ACCESS_KEY 123123123 | ACTIVE |
      defectdojo/asff-inspector-ecr-seven.json | Inspector | MEDIUM | 123456789012 | eu-central-1 | IMAGE arn:aws:ecr:eu-central-1:123456789012:repository/repo-os/sha256:af965ef68c78374a5f987fce98c0ddfa45801df2395bf012c50b863e65978d74 | ACTIVE |
      defectdojo/asff-inspector-ecr-seven.json | Inspector | HIGH | 123456789012 | eu-central-1 | IMAGE arn:aws:ecr:eu-central-1:123456789012:repository/repo-gomod/sha256:a94c3dfd6c8ecb573a30fae7c18cf682de4b6c16f3c7250c107de1770db41220 | ACTIVE |
      defectdojo/asff-inspector-ecr-seven.json | Inspector | HIGH | 123456789012 | eu-central-1 | IMAGE arn:aws:ecr:eu-central-1:123456789012:repository/repo-nodepkg/sha256:1e9cf640d33e8a4fca7cb8d7ddf952ef0a3cd54b9446567d44e638a6571385bd | ACTIVE |
      defectdojo/asff-inspector-ecr-seven.json | Inspector | CRITICAL | 123456789012 | eu-central-1 | IMAGE arn:aws:ecr:eu-central-1:123456789012:repository/repo-poetry/sha256:d0406162a81777e5fe3eb5835fec5d4436ca750a1e12e367474efc39cc62cfbf | ACTIVE |
      defectdojo/asff-inspector-ecr-seven.json | Inspector | HIGH | 123456789012 | eu-central-1 | IMAGE arn:aws:ecr:eu-central-1:123456789012:repository/repo-bundler/sha256:f15d536b44e9700b6d687947139cec8f7741ea4f796f807d4d909b68fb34c418 | ACTIVE |
      defectdojo/asff-inspector-ecr-seven.json | Inspector | HIGH | 123456789012 | eu-central-1 | IMAGE arn:aws:ecr:eu-central-1:123456789012:repository/repo-gobinary/sha256:6b48d92046b51a4761462e432d99724343006425dca0694b41634fd0b6ecce7c | ACTIVE |
      defectdojo/asff-inspector-ecr-seven.json | Inspector | HIGH | 123456789012 | eu-central-1 | IMAGE arn:aws:ecr:eu-central-1:123456789012:repository/repo-jar/sha256:856d54232d3e463b6aa99d3f951cac8bacb6deb95e5795c1440f4be4ad60cf63 | ACTIVE |
      defectdojo/inspector2-listfindings-one.json | Inspector | MEDIUM | 012345678901 | us-east-1 | IMAGE arn:aws:ecr:us-east-1:012345678901:repository/my-awesome-docker-image/sha256:c667ad018b538adadb5bd1db75836c8561b23bc7d31d9cd8941fa74f5df93802 | ACTIVE |
      elastic/guardduty-eks-anonymous.json | GuardDuty | HIGH | 123412341234 | us-east-1 | CLUSTER GeneratedFindingEKSClusterName | ACTIVE |
      elastic/guardduty-runtime-container.json | GuardDuty | MEDIUM | 123456789 | us-west-1 | CONTAINER abcd1234 | ACTIVE |
      elastic/ocsf-compliance-ec2-ssm.json | Security Hub | MEDIUM | 123456789012 | us-east-2 | INSTANCE i-abcd1235cdef1234 | ACTIVE |
      elastic/ocsf-compliance-sqs.json | Security Hub | MEDIUM | 123456789012 | us-east-2 | OTHER https://sqs.us-east-2.amazonaws.com/123456789012/securityhubfinding | ACTIVE |
      forensic-orchestrator/eventbridge-custom-action-eks.json | GuardDuty | MEDIUM | 0123456789101 | us-east-1 | CLUSTER cleanroom-test-eks | ACTIVE |
      forensic-orchestrator/eventbridge-imported-cis-account.json | Security Hub | MEDIUM | 111111111111 | us-east-1 | ACCOUNT 111111111111 | ACTIVE |
      guardduty-sentinel/guardduty-ec2-c2-network.json | GuardDuty | HIGH | 123456789012 | us-west-2 | INSTANCE i-0123456789abcdef0 | ACTIVE |
      guardduty-soar/guardduty-pascalcase-iam-anomalous.json | GuardDuty | MEDIUM | 057372331974 | us-east-1 | ACCESS_KEY GeneratedFindingAccessKeyId | ACTIVE |
      guardduty-soar/guardduty-pascalcase-rds-tor.json | GuardDuty | MEDIUM | 057372331974 | us-east-1 | DATABASE generatedfindingdbinstanceid | ACTIVE |
      localstack/sns-http-raw-delivery-snapshot.json | unreadable
      notify-slack/sns-lambda-cloudwatch-alarm.json | CloudWatch | UNRATED | 735598076380 | | OTHER DBMigrationRequired | RESOLVED | id, region
      notify-slack/sns-lambda-guardduty-govcloud.json | GuardDuty | CRITICAL | 123456789 | us-gov-east-1 | none | ACTIVE | resource
      notify-slack/sns-lambda-guardduty-s3-malware-scan.json | GuardDuty | UNRATED | 111122223333 | us-east-1 | BUCKET amzn-s3-demo-bucket | ACTIVE | id, severity
      ocsf-examples/ocsf-security-finding-rc2.json | Security Hub | INFORMATIONAL | 522536594833 | us-east-1 | OTHER arn:aws:ec2:us-east-1:522536594833:security-group/sg-0daf160f08dfed499 | RESOLVED |
      panther-analysis/asff-decoy-s3-accessed.json | DecoyDetector | HIGH | 123456789012 | us-east-1 | BUCKET panther-databucket | ACTIVE |
      panther-analysis/guardduty-attack-sequence-iam.json | GuardDuty | CRITICAL | 123456789012 | us-east-1 | none | ACTIVE | resource
      panther-analysis/guardduty-iam-privesc-sev1.json | GuardDuty | LOW | 123456789012 | us-east-1 | none | ACTIVE | resource
      powertools/sqs-with-sns-envelope.json | unreadable
      public-code/config-compliance-change-iam-user.json | Config | UNRATED | 477575873490 | us-east-1 | USER AIDAW6MN5QPJPMC7R4QBE | ACTIVE |
      sechub-jira/eventbridge-imported-archived.json | Security Hub | HIGH | 123456789012 | eu-west-1 | INSTANCE i-0000000aaaaaaaaaa | RESOLVED |
      sechub-jira/eventbridge-imported-ec2-8.json | Security Hub | HIGH | 123456789012 | eu-west-1 | INSTANCE i-0000000aaaaaaaaaa | ACTIVE |
      spring-cloud-aws/sns-notification-utf8.json | unreadable
      stix-shifter/guardduty-getfindings-fragment-ebs-malware.json | GuardDuty | UNRATED | | | CONTAINER abcdefghijklmn | ACTIVE | id, type, title, severity, account, region
      stix-shifter/guardduty-getfindings-fragment-ecs.json | unreadable
      stix-shifter/guardduty-getfindings-fragment-eks-workload.json | unreadable
      stix-shifter/guardduty-getfindings-s3-tor.json | GuardDuty | HIGH | 12345678910 | us-east-1 | BUCKET bucketName | ACTIVE |
      sumologic-docs/ocsf-v2-eventbridge-guardduty.json | GuardDuty | LOW | 869728294964 | us-east-1 | ACCESS_KEY ASIA4U76YS3TEOA3O | SUPPRESSED |
      trivy/asff-trivy-alpine.json | aquasecurity | MEDIUM | 123456789012 | test-region | CONTAINER testdata/fixtures/images/alpine-310.tar.gz (alpine 3.10.2) | ACTIVE |
      trivy/asff-trivy-alpine.json | aquasecurity | MEDIUM | 123456789012 | test-region | CONTAINER testdata/fixtures/images/alpine-310.tar.gz (alpine 3.10.2) | ACTIVE |
      trivy/asff-trivy-alpine.json | aquasecurity | MEDIUM | 123456789012 | test-region | CONTAINER testdata/fixtures/images/alpine-310.tar.gz (alpine 3.10.2) | ACTIVE |
      trivy/asff-trivy-alpine.json | aquasecurity | MEDIUM | 123456789012 | test-region | CONTAINER testdata/fixtures/images/alpine-310.tar.gz (alpine 3.10.2) | ACTIVE |
      """;

  /** Too long for the table: each has a test of its own. */
  private static final String PROWLER = "defectdojo/asff-prowler-batch-80.json";

  private static final String ECR_TWENTY = "cloud-custodian/getfindings-ecr-20.json";

  private final FindingReader reader = new FindingReader();

  @BeforeAll
  static void needsTheSamples() {
    assumeTrue(Files.isDirectory(SAMPLES), "skipped: no shared samples at " + SAMPLES);
  }

  @TestFactory
  Stream<DynamicTest> readsEachFileAsItsReadmeSays() {
    Map<String, List<String>> expected =
        EXPECTED.lines().collect(groupingBy(line -> line.substring(0, line.indexOf(" | "))));
    return expected.entrySet().stream()
        .map(file ->
            DynamicTest.dynamicTest(
                file.getKey(),
                () -> assertThat(rows(file.getKey())).containsExactlyElementsOf(file.getValue())));
  }

  @Test
  void expectsSomethingOfEveryFile() throws IOException {
    Set<String> expected = new TreeSet<>(Set.of(PROWLER, ECR_TWENTY));
    EXPECTED.lines().map(line -> line.substring(0, line.indexOf(" | "))).forEach(expected::add);

    assertThat(files()).containsExactlyElementsOf(expected);
  }

  @Test
  void readsAllTwentyArchivedFindingsOnOneImage() throws IOException {
    List<Finding> findings = findings(ECR_TWENTY);

    assertThat(findings)
        .hasSize(20)
        .allSatisfy(finding -> {
          assertThat(finding.product()).isEqualTo("Inspector");
          assertThat(finding.account()).isEqualTo("644160558196");
          assertThat(finding.region()).isEqualTo("us-east-1");
          assertThat(finding.status()).isEqualTo(Status.RESOLVED);
          assertThat(finding.missing()).isEmpty();
          assertThat(finding.primary())
              .hasValueSatisfying(image -> {
                assertThat(image.kind()).isEqualTo(Resource.Kind.IMAGE);
                assertThat(image.id())
                    .isEqualTo(
                        "arn:aws:ecr:us-east-1:644160558196:repository/jenkins/sha256:85942973eaebc9747fd6122d6cc3cc5686d740b588b36d2d33f64d98cec00e10");
              });
        });
    assertThat(tally(findings, Finding::severity))
        .isEqualTo(
            Map.of(
                Severity.CRITICAL, 2L, Severity.HIGH, 6L, Severity.MEDIUM, 8L, Severity.LOW, 4L));
    assertThat(findings).extracting(Finding::id).doesNotHaveDuplicates();
  }

  @Test
  void readsAllEightyOfProwler() throws IOException {
    List<Finding> findings = findings(PROWLER);

    assertThat(findings)
        .hasSize(80)
        .allSatisfy(finding -> {
          assertThat(finding.product()).isEqualTo("Prowler");
          assertThat(finding.account()).isEqualTo("123456789012");
        });
    // Five checks of Lambda functions carry an empty type.
    assertThat(tally(findings, Finding::missing))
        .isEqualTo(Map.of(List.of(), 75L, List.of("type"), 5L));
    assertThat(tally(findings, Finding::severity))
        .isEqualTo(
            Map.of(
                Severity.CRITICAL,
                3L,
                Severity.HIGH,
                17L,
                Severity.MEDIUM,
                23L,
                Severity.LOW,
                37L));
    assertThat(tally(findings, Finding::status))
        .isEqualTo(Map.of(Status.RESOLVED, 7L, Status.ACTIVE, 73L));
    assertThat(findings.getFirst().region()).isEqualTo("ap-northeast-1");
    assertThat(findings.stream().map(Finding::region).distinct()).hasSize(17);
  }

  @Test
  void findsATimeInEveryFinding() throws IOException {
    for (String file : files()) {
      assertThat(read(file))
          .as(file)
          .noneMatch(reading ->
              reading instanceof Reading.Read(Finding finding, String _)
                  && finding.firstSeen() == null
                  && finding.updatedAt() == null);
    }
  }

  @Test
  void printsWhatBecameOfEachFile() throws IOException {
    StringBuilder table = new StringBuilder();
    for (String file : files()) {
      List<Reading> readings = read(file);
      table.append("%n%s: %d%n".formatted(file, readings.size()));
      readings.stream().limit(5).forEach(reading -> table.append(describe(reading)));
    }

    System.out.println(table);

    assertThat(table).contains(PROWLER + ": 80");
  }

  private List<String> rows(String file) throws IOException {
    return read(file).stream().map(reading -> row(file, reading)).toList();
  }

  private static String row(String file, Reading reading) {
    return switch (reading) {
      case Reading.Unreadable _ -> file + " | unreadable";
      case Reading.Read(Finding finding, String _) ->
          Stream.of(
                  file,
                  finding.product(),
                  finding.severity().name(),
                  finding.account(),
                  finding.region(),
                  finding.primary().map(one -> one.kind() + " " + one.id()).orElse("none"),
                  finding.status().name(),
                  String.join(", ", finding.missing()))
              .collect(joining(" | "))
              .replace("|  |", "| |")
              .replace("|  |", "| |")
              .strip();
    };
  }

  private static String describe(Reading reading) {
    return switch (reading) {
      case Reading.Unreadable(String reason) -> "  unreadable: %s%n".formatted(reason);
      case Reading.Read(Finding finding, String _) ->
          "  %s, %s, %s, %s, %s, %s%n"
              .formatted(
                  finding.title(),
                  finding.severity(),
                  finding.account(),
                  finding.region(),
                  finding.resources().stream()
                      .map(one -> one.kind().word() + " " + one.id())
                      .toList(),
                  finding.remote());
    };
  }

  private List<Finding> findings(String file) throws IOException {
    return read(file).stream()
        .map(reading ->
            switch (reading) {
              case Reading.Read read -> read.finding();
              case Reading.Unreadable unreadable -> throw new AssertionError(unreadable);
            })
        .toList();
  }

  private List<Reading> read(String file) throws IOException {
    return reader.read(Files.readString(SAMPLES.resolve(file)));
  }

  private static List<String> files() throws IOException {
    try (Stream<Path> all = Files.walk(SAMPLES)) {
      return all.filter(path -> path.toString().endsWith(".json"))
          .map(path -> SAMPLES.relativize(path).toString())
          .sorted()
          .toList();
    }
  }

  private static <T> Map<T, Long> tally(List<Finding> findings, Function<Finding, T> by) {
    return findings.stream().collect(groupingBy(by, counting()));
  }
}
