package io.cordon.findings;

import static io.cordon.findings.OwnSamples.ATTACK_SEQUENCE;
import static io.cordon.findings.OwnSamples.GUARDDUTY;
import static io.cordon.findings.OwnSamples.GUARDDUTY_API;
import static io.cordon.findings.OwnSamples.finding;
import static io.cordon.findings.OwnSamples.resourcesOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.findings.Finding.Status;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardDutyFormatTest {

  @Test
  void readsAnEvent() {
    Finding finding = finding(GUARDDUTY);

    assertThat(finding.product()).isEqualTo("GuardDuty");
    assertThat(finding.id()).isEqualTo("gd-1");
    assertThat(finding.type()).isEqualTo("Backdoor:EC2/C&CActivity.B!DNS");
    assertThat(finding.title()).isEqualTo("A <b>title</b>");
    assertThat(finding.severity()).isEqualTo(Severity.HIGH);
    assertThat(finding.score()).isEqualTo("8.7");
    assertThat(finding.firstSeen()).isEqualTo(Instant.parse("2026-03-01T09:00:00Z"));
    assertThat(finding.lastSeen()).isEqualTo(Instant.parse("2026-03-01T10:00:00Z"));
    assertThat(finding.updatedAt()).isEqualTo(Instant.parse("2026-03-01T10:00:05Z"));
    assertThat(finding.count()).isEqualTo(7);
    assertThat(finding.status()).isEqualTo(Status.ACTIVE);
    assertThat(finding.sample()).isFalse();
    assertThat(finding.remote()).isEqualTo("evil.example");
    assertThat(finding.link()).isNull();
    assertThat(finding.missing()).isEmpty();
  }

  @Test
  void takesTheFindingsAccountAndRegionAndNotTheEnvelopes() {
    Finding finding = finding(GUARDDUTY);

    assertThat(finding.account()).isEqualTo("011122223333");
    assertThat(finding.region()).isEqualTo("eu-west-1");
  }

  @Test
  void takesThemFromTheArnBeforeTheEnvelope() {
    Finding finding =
        finding(
            GUARDDUTY
                .replace("\"accountId\":\"011122223333\",", "")
                .replace("\"region\":\"eu-west-1\",", ""));

    assertThat(finding.account()).isEqualTo("011122223333");
    assertThat(finding.region()).isEqualTo("eu-west-1");
  }

  @Test
  void takesThemFromTheEnvelopeAtLast() {
    Finding finding =
        finding(
            """
            {"detail-type":"GuardDuty Finding","account":"999988887777","region":"us-gov-east-1",
             "detail":{"id":"gd-9","severity":2}}
            """);

    assertThat(finding.account()).isEqualTo("999988887777");
    assertThat(finding.region()).isEqualTo("us-gov-east-1");
    assertThat(finding.missing()).containsExactly("type", "title", "resource");
  }

  @Test
  void readsTheSpellingOfTheApi() {
    Finding finding = finding(GUARDDUTY_API);

    assertThat(finding.id()).isEqualTo("gd-2");
    assertThat(finding.severity()).isEqualTo(Severity.MEDIUM);
    assertThat(finding.count()).isEqualTo(2);
    assertThat(finding.remote()).isEqualTo("198.51.100.7");
    assertThat(finding.status()).isEqualTo(Status.ACTIVE);
    assertThat(resourcesOf(finding))
        .isEqualTo("[BUCKET payroll, ACCESS_KEY AKIAEXAMPLE, USER ann]");
  }

  @Test
  void readsTheSpellingOfTheApiInsideAnEvent() {
    Finding finding =
        finding("{\"detail-type\":\"GuardDuty Finding\",\"detail\":%s}".formatted(GUARDDUTY_API));

    assertThat(finding.id()).isEqualTo("gd-2");
  }

  @Test
  void seesThatTheApiSendsASampleByTheJsonInItsText() {
    assertThat(finding(GUARDDUTY_API).sample()).isTrue();
  }

  @Test
  void seesThatAnEventIsASample() {
    assertThat(finding(GUARDDUTY.replace("{\"value\":\"{}\"}", "{\"sample\":true}")).sample())
        .isTrue();
  }

  @Test
  void believesNoTitleThatCallsItselfASample() {
    assertThat(finding(GUARDDUTY.replace("A <b>", "[SAMPLE] <b>")).sample()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "1, LOW",
    "3.9, LOW",
    "4, MEDIUM",
    "6.9, MEDIUM",
    "7.0, HIGH",
    "8.9, HIGH",
    "9, CRITICAL",
    "10.0, CRITICAL",
    "'\"8\"', HIGH"
  })
  void ratesByItsBands(String number, Severity severity) {
    assertThat(finding(GUARDDUTY.replace("8.7", number)).severity()).isEqualTo(severity);
  }

  @ParameterizedTest
  @CsvSource({"0", "-1", "11", "1e999", "'\"High\"'", "null", "{}"})
  void leavesUnratedWhatIsOffTheScale(String number) {
    Finding finding = finding(GUARDDUTY.replace("8.7", number));

    assertThat(finding.severity()).isEqualTo(Severity.UNRATED);
    assertThat(finding.missing()).containsExactly("severity");
  }

  @Test
  void putsTheResourceFirstThatGuardDutyNames() {
    assertThat(resourcesOf(finding(GUARDDUTY)))
        .isEqualTo("[INSTANCE i-0aa, ACCESS_KEY ASIAEXAMPLE, ROLE app]");
    assertThat(resourcesOf(finding(GUARDDUTY.replace(":\"Instance\"", ":\"AccessKey\""))))
        .isEqualTo("[ACCESS_KEY ASIAEXAMPLE, ROLE app, INSTANCE i-0aa]");
  }

  @Test
  void readsTheResourcesOfKindsThatAreYetToCome() {
    assertThat(resourcesOf(finding(GUARDDUTY.replace(":\"Instance\"", ":\"Toaster\""))))
        .isEqualTo("[INSTANCE i-0aa, ACCESS_KEY ASIAEXAMPLE, ROLE app]");
  }

  @Test
  void putsTheRoleFirstWhereTheKeyIsNull() {
    String noKey =
        GUARDDUTY.replace("\"ASIAEXAMPLE\"", "null").replace(":\"Instance\"", ":\"AccessKey\"");

    assertThat(resourcesOf(finding(noKey))).isEqualTo("[ROLE app, INSTANCE i-0aa]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "EKSCluster | \"eksClusterDetails\":{\"name\":\"prod\",\"arn\":\"x\"},\"kubernetesDetails\":{\"kubernetesWorkloadDetails\":null} | [CLUSTER prod]",
        "ECSCluster | \"ecsClusterDetails\":{\"name\":\"prod\",\"taskDetails\":{\"containers\":[{\"name\":\"web\"}]}} | [CLUSTER prod, CONTAINER web]",
        "Container | \"containerDetails\":{\"id\":\"c0\"},\"instanceDetails\":{\"instanceId\":\"i-0aa\"} | [CONTAINER c0, INSTANCE i-0aa]",
        "RDSDBInstance | \"rdsDbInstanceDetails\":{\"dbInstanceIdentifier\":\"orders\"} | [DATABASE orders]",
        "RDSLimitlessDB | \"rdsLimitlessDbDetails\":{\"dbShardGroupIdentifier\":\"shards\"} | [DATABASE shards]",
        "Lambda | \"lambdaDetails\":{\"functionName\":\"pay\"} | [FUNCTION pay]",
        "S3Object | \"s3BucketDetails\":[{\"name\":\"in\",\"s3ObjectDetails\":[{\"key\":\"a\"}]}] | [BUCKET in, OTHER a]",
        "Instance | \"instanceDetails\":{\"instanceId\":\"i-0aa\"},\"ebsVolumeDetails\":{\"scannedVolumeDetails\":[{\"volumeArn\":\"v\"}]} | [INSTANCE i-0aa, OTHER v]",
        "New | \"ec2ImageDetails\":{\"imageArn\":\"arn:aws:ec2:eu-west-1::image/ami-0aa\"} | [IMAGE ami-0aa]"
      })
  void readsEachKindOfResource(String resourceType, String details, String resources) {
    Finding finding =
        finding(
            "{\"service\":{},\"resource\":{\"resourceType\":\"%s\",%s}}"
                .formatted(resourceType, details));

    assertThat(resourcesOf(finding)).isEqualTo(resources);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"networkConnectionAction\":{\"remoteIpDetails\":{\"ipAddressV4\":\"198.51.100.7\"}}} | 198.51.100.7",
        "{\"networkConnectionAction\":{\"remoteIpDetails\":{\"ipAddressV6\":\"2001:db8::7\"}}} | 2001:db8::7",
        "{\"awsApiCallAction\":{\"domainDetails\":{\"domain\":\"evil.example\"}}} | evil.example",
        "{\"portProbeAction\":{\"portProbeDetails\":[{\"remoteIpDetails\":{\"ipAddressV4\":\"198.51.100.7\"}}]}} | 198.51.100.7",
        "{\"kubernetesApiCallAction\":{\"remoteIpDetails\":{\"ipAddressV4\":\"198.51.100.7\"}}} | 198.51.100.7",
        "{} |"
      })
  void namesTheOtherEndOfEachAction(String action, String remote) {
    Finding finding = finding("{\"resource\":{},\"service\":{\"action\":%s}}".formatted(action));

    assertThat(finding.remote()).isEqualTo(remote);
  }

  @Test
  void takesArchivedForSuppressed() {
    String archived = GUARDDUTY.replace("\"archived\":false", "\"archived\":true");

    assertThat(finding(archived).status()).isEqualTo(Status.SUPPRESSED);
  }

  @Test
  void findsWhomAnAttackSequenceNamesOutsideOfItsResource() {
    Finding finding = finding(ATTACK_SEQUENCE);

    assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(resourcesOf(finding))
        .isEqualTo(
            "[BUCKET payroll, OTHER arn:aws:cloudtrail:eu-west-1:011122223333:trail/t,"
                + " ACCESS_KEY AKIAACTOR, USER john]");
    assertThat(finding.remote()).isEqualTo("203.0.113.9");
  }

  @Test
  void readsAFragmentOfResourceAndServiceAndNamesWhatItLacks() {
    Finding finding =
        finding(
            """
            {"Resource":{"ResourceType":"Container","ContainerDetails":{"Id":"c0"}},
             "Service":{"DetectorId":"d","Archived":"false","Count":6}}
            """);

    assertThat(finding.missing())
        .isEqualTo(List.of("id", "type", "title", "severity", "account", "region"));
    assertThat(resourcesOf(finding)).isEqualTo("[CONTAINER c0]");
    assertThat(finding.id()).startsWith("sha256:");
  }

  @Test
  void recognisesABareFindingWithoutAResource() {
    Finding finding =
        finding("{\"id\":\"gd-3\",\"service\":{\"serviceName\":\"guardduty\"},\"severity\":1}");

    assertThat(finding.product()).isEqualTo("GuardDuty");
    assertThat(finding.missing()).contains("resource");
  }
}
