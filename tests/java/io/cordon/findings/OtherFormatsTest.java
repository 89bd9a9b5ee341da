package io.cordon.findings;

import static io.cordon.findings.OwnSamples.ACCESS_ANALYZER;
import static io.cordon.findings.OwnSamples.ALARM;
import static io.cordon.findings.OwnSamples.ALARM_EVENT;
import static io.cordon.findings.OwnSamples.CLOUDTRAIL;
import static io.cordon.findings.OwnSamples.CONFIG;
import static io.cordon.findings.OwnSamples.HEALTH;
import static io.cordon.findings.OwnSamples.INSIGHT;
import static io.cordon.findings.OwnSamples.MACIE;
import static io.cordon.findings.OwnSamples.NOTICE;
import static io.cordon.findings.OwnSamples.finding;
import static io.cordon.findings.OwnSamples.read;
import static io.cordon.findings.OwnSamples.resourcesOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.findings.Finding.Status;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtherFormatsTest {

  @Nested
  class AccessAnalyzer {

    @Test
    void readsExternalAccessThatHasNoTitleAndNoSeverity() {
      Finding finding = finding(ACCESS_ANALYZER);

      assertThat(finding.product()).isEqualTo("Access Analyzer");
      assertThat(finding.id()).isEqualTo("aa-1");
      assertThat(finding.title()).isEqualTo("Public access: arn:aws:s3:::payroll");
      assertThat(finding.description()).isEqualTo("AWS *: s3:GetObject, s3:PutObject");
      assertThat(finding.severity()).isEqualTo(Severity.UNRATED);
      assertThat(finding.account()).isEqualTo("011122223333");
      assertThat(finding.region()).isEqualTo("eu-west-1");
      assertThat(finding.firstSeen()).isEqualTo(Instant.parse("2026-03-01T09:00:00.123456789Z"));
      assertThat(resourcesOf(finding)).isEqualTo("[BUCKET payroll]");
      assertThat(finding.missing()).isEmpty();
    }

    @Test
    void readsUnusedAccessUnderItsOtherNameForTheId() {
      Finding finding =
          finding(
              """
              {"detail-type":"Unused Access Finding for IAM entities","region":"eu-west-1",
               "detail":{"findingId":"ua-1","accountId":"1","resourceType":"AWS::IAM::Role",
                "resource":"arn:aws:iam::1:role/app","findingType":"UnusedPermission"}}
              """);

      assertThat(finding.id()).isEqualTo("ua-1");
      assertThat(finding.type()).isEqualTo("UnusedPermission");
      assertThat(finding.title()).isEqualTo("Unused access: arn:aws:iam::1:role/app");
      assertThat(resourcesOf(finding)).isEqualTo("[ROLE app]");
    }

    @Test
    void readsInternalAccess() {
      Finding finding =
          finding(ACCESS_ANALYZER.replace("Access Analyzer Finding", "Internal Access Finding"));

      assertThat(finding.type()).isEqualTo("Internal Access Finding");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "\"status\":\"RESOLVED\",\"isDeleted\":false | RESOLVED",
          "\"status\":\"ARCHIVED\",\"isDeleted\":false | SUPPRESSED",
          "\"status\":\"ACTIVE\",\"isDeleted\":true | RESOLVED"
        })
    void tellsWhetherItStandsByIt(String fields, Status status) {
      String message =
          ACCESS_ANALYZER
              .replace("\"status\":\"ACTIVE\",", "")
              .replace("\"isDeleted\":false", fields);

      assertThat(finding(message).status()).isEqualTo(status);
    }
  }

  @Nested
  class Macie {

    @Test
    void readsSensitiveData() {
      Finding finding = finding(MACIE);

      assertThat(finding.product()).isEqualTo("Macie");
      assertThat(finding.severity()).isEqualTo(Severity.HIGH);
      assertThat(finding.count()).isEqualTo(2);
      assertThat(finding.sample()).isTrue();
      assertThat(finding.account()).isEqualTo("011122223333");
      assertThat(resourcesOf(finding)).isEqualTo("[BUCKET payroll, OTHER payroll/2026.csv]");
      assertThat(finding.missing()).isEmpty();
    }

    @Test
    void ratesByTheScoreWhereThereIsNoWord() {
      assertThat(finding(MACIE.replace(",\"description\":\"High\"", "")).severity())
          .isEqualTo(Severity.HIGH);
    }

    @Test
    void takesArchivedForSuppressed() {
      assertThat(finding(MACIE.replace("\"archived\":false", "\"archived\":true")).status())
          .isEqualTo(Status.SUPPRESSED);
    }
  }

  @Nested
  class Config {

    @Test
    void readsAChangeWithTheRuleAndTheResourceForAnId() {
      Finding finding = finding(CONFIG);

      assertThat(finding.id())
          .isEqualTo("arn:aws:config:eu-west-1:011122223333:config-rule/r/i-0aa");
      assertThat(finding.title()).isEqualTo("restricted-ssh: NON_COMPLIANT");
      assertThat(finding.description()).isEqualTo("port 22");
      assertThat(finding.region()).isEqualTo("eu-west-1");
      assertThat(resourcesOf(finding)).isEqualTo("[INSTANCE i-0aa]");
      assertThat(finding.missing()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
      "COMPLIANT, RESOLVED",
      "NOT_APPLICABLE, RESOLVED",
      "NON_COMPLIANT, ACTIVE",
      "INSUFFICIENT_DATA, ACTIVE"
    })
    void takesCompliantForResolved(String compliance, Status status) {
      assertThat(finding(CONFIG.replace("NON_COMPLIANT", compliance)).status()).isEqualTo(status);
    }
  }

  @Nested
  class Alarms {

    @Test
    void readsOneStraightToSns() {
      Finding finding = finding(ALARM);

      assertThat(finding.product()).isEqualTo("CloudWatch");
      assertThat(finding.id()).isEqualTo("arn:aws:cloudwatch:eu-west-1:011122223333:alarm:cpu");
      assertThat(finding.title()).isEqualTo("cpu: ALARM");
      assertThat(finding.status()).isEqualTo(Status.ACTIVE);
      assertThat(finding.updatedAt()).isEqualTo(Instant.parse("2026-03-01T10:00:00.123Z"));
      assertThat(resourcesOf(finding)).isEqualTo("[INSTANCE i-0aa, OTHER cpu]");
      assertThat(finding.missing()).isEmpty();
    }

    @Test
    void takesTheRegionFromTheArnSinceTheFieldHoldsADisplayName() {
      assertThat(finding(ALARM).region()).isEqualTo("eu-west-1");
    }

    @Test
    void namesNoRegionWhereOnlyADisplayNameIsThere() {
      Finding finding = finding(ALARM.replace("\"AlarmArn\"", "\"Unknown\""));

      assertThat(finding.region()).isEmpty();
      assertThat(finding.missing()).containsExactly("id", "region");
    }

    @Test
    void readsOneThroughEventBridgeWithTheAlarmsOwnAccount() {
      Finding finding = finding(ALARM_EVENT);

      assertThat(finding.account()).isEqualTo("011122223333");
      assertThat(finding.region()).isEqualTo("eu-west-1");
      assertThat(finding.status()).isEqualTo(Status.RESOLVED);
      assertThat(resourcesOf(finding)).isEqualTo("[INSTANCE i-0aa, OTHER cpu]");
    }

    @Test
    void readsOneInTheFormThatLambdaGets() {
      Finding finding =
          finding(
              """
              {"source":"aws.cloudwatch","accountId":"011122223333","region":"eu-west-1",
               "alarmArn":"arn:aws:cloudwatch:eu-west-1:011122223333:alarm:cpu",
               "alarmData":{"alarmName":"cpu","state":{"value":"ALARM","reason":"why"},
                "configuration":{"metrics":[
                 {"metricStat":{"metric":{"dimensions":{"FunctionName":"pay"}}}}]}}}
              """);

      assertThat(finding.title()).isEqualTo("cpu: ALARM");
      assertThat(finding.missing()).isEmpty();
      assertThat(resourcesOf(finding)).isEqualTo("[FUNCTION pay, OTHER cpu]");
    }

    @Test
    void keepsAnAlarmThatLacksDataActive() {
      assertThat(finding(ALARM.replace("\"ALARM\"", "\"INSUFFICIENT_DATA\"")).status())
          .isEqualTo(Status.ACTIVE);
    }
  }

  @Nested
  class CloudTrail {

    @Test
    void putsTheActorFirst() {
      Finding finding = finding(CLOUDTRAIL);

      assertThat(finding.id()).isEqualTo("ct-1");
      assertThat(finding.type()).isEqualTo("cloudtrail.amazonaws.com:DeleteTrail");
      assertThat(finding.title()).isEqualTo("DeleteTrail on cloudtrail.amazonaws.com");
      assertThat(finding.description()).endsWith("Error: AccessDenied.");
      assertThat(finding.account()).isEqualTo("011122223333");
      assertThat(finding.region()).isEqualTo("eu-west-1");
      assertThat(finding.remote()).isEqualTo("198.51.100.7");
      assertThat(resourcesOf(finding)).isEqualTo("[ACCESS_KEY ASIAEXAMPLE, ROLE app, BUCKET logs]");
      assertThat(finding.missing()).isEmpty();
    }

    @Test
    void namesTheUserWhoSignedIn() {
      Finding finding =
          finding(
              """
              {"detail-type":"AWS Console Sign In via CloudTrail","detail":{"eventName":"ConsoleLogin",
               "userIdentity":{"type":"IAMUser","userName":"ann"}}}
              """);

      assertThat(resourcesOf(finding)).isEqualTo("[USER ann]");
    }
  }

  @Nested
  class Health {

    @Test
    void readsAnExposedKeyAndTheAccountThatItAffects() {
      Finding finding = finding(HEALTH);

      assertThat(finding.type()).isEqualTo("AWS_RISK_CREDENTIALS_EXPOSED");
      assertThat(finding.account()).isEqualTo("011122223333");
      assertThat(finding.region()).isEqualTo("eu-west-1");
      assertThat(finding.firstSeen()).isEqualTo(Instant.parse("2026-03-01T09:00:00Z"));
      assertThat(resourcesOf(finding)).isEqualTo("[ACCESS_KEY AKIAIOSFODNN7EXAMPLE]");
      assertThat(finding.missing()).isEmpty();
    }

    @Test
    void takesClosedForResolved() {
      assertThat(finding(HEALTH.replace("\"open\"", "\"closed\"")).status())
          .isEqualTo(Status.RESOLVED);
    }
  }

  @Nested
  class Notices {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "Inspector2 Scan",
          "Inspector2 Coverage",
          "Inspector2 AutoEnable",
          "Inspector2 OnDemand Scan Complete",
          "Access Preview State Change"
        })
    void areInformationalAndNoFindings(String detailType) {
      Finding finding = finding(NOTICE.replace("Inspector2 Scan", detailType));

      assertThat(finding.severity()).isEqualTo(Severity.INFORMATIONAL);
      assertThat(finding.type()).isEqualTo(detailType);
      assertThat(resourcesOf(finding)).isEqualTo("[IMAGE ami-0aa]");
      assertThat(finding.missing()).containsExactly("id");
    }

    @Test
    void differFromOneAnotherThoughTheirCountsAreTheSame() {
      String later = NOTICE.replace("\"id\":\"e-1\"", "\"id\":\"e-2\"");

      assertThat(read(later).sha256()).isNotEqualTo(read(NOTICE).sha256());
    }

    @Test
    void readAnInsightWithItsCounts() {
      Finding finding = finding(INSIGHT);

      assertThat(finding.title()).isEqualTo("Top users");
      assertThat(finding.description()).isEqualTo("ann: 2, bob: 1");
      assertThat(finding.severity()).isEqualTo(Severity.UNRATED);
      assertThat(finding.missing()).containsExactly("resource");
    }
  }
}
