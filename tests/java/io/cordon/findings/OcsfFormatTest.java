package io.cordon.findings;

import static io.cordon.findings.OwnSamples.OCSF;
import static io.cordon.findings.OwnSamples.finding;
import static io.cordon.findings.OwnSamples.resourcesOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.findings.Finding.Status;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OcsfFormatTest {

  @Test
  void readsABareFinding() {
    Finding finding = finding(OCSF);

    assertThat(finding.product()).isEqualTo("GuardDuty");
    assertThat(finding.id()).isEqualTo("o-1");
    assertThat(finding.type()).isEqualTo("Execution:Runtime/NewBinaryExecuted");
    assertThat(finding.severity()).isEqualTo(Severity.HIGH);
    assertThat(finding.account()).isEqualTo("011122223333");
    assertThat(finding.region()).isEqualTo("eu-west-1");
    assertThat(finding.firstSeen()).isEqualTo(Instant.parse("2026-03-01T09:00:00Z"));
    assertThat(finding.lastSeen()).isEqualTo(Instant.parse("2026-03-01T10:00:00Z"));
    assertThat(finding.updatedAt()).isEqualTo(Instant.parse("2026-03-01T10:00:05Z"));
    assertThat(finding.count()).isEqualTo(3);
    assertThat(finding.remote()).isEqualTo("198.51.100.7");
    assertThat(finding.link()).isEqualTo("https://example.com/o");
    assertThat(finding.missing()).isEmpty();
  }

  @Test
  void readsAnEvent() {
    Finding finding =
        finding(
            """
            {"detail-type":"Findings Imported V2","source":"aws.securityhub",
             "account":"999988887777","detail":{"findings":[%s]}}
            """
                .formatted(OCSF));

    assertThat(finding.account()).isEqualTo("011122223333");
  }

  @Test
  void putsTheInstanceBeforeTheContainerThatNobodyCanActOn() {
    assertThat(resourcesOf(finding(OCSF))).isEqualTo("[INSTANCE i-0aa, CONTAINER c0ffee]");
  }

  @ParameterizedTest
  @CsvSource({
    "0, UNRATED",
    "1, INFORMATIONAL",
    "2, LOW",
    "3, MEDIUM",
    "5, CRITICAL",
    "6, CRITICAL",
    "99, UNRATED",
    "null, HIGH"
  })
  void ratesByTheNumberAndOnlyThenByTheWord(String number, Severity severity) {
    String message = OCSF.replace("\"severity_id\":4", "\"severity_id\":" + number);

    assertThat(finding(message).severity()).isEqualTo(severity);
    assertThat(finding(message).missing()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"status\":\"In Progress\",\"status_id\":2 | ACTIVE",
        "\"status\":\"Suppressed\",\"status_id\":3 | SUPPRESSED",
        "\"status\":\"Resolved\" | RESOLVED",
        "\"status_id\":4 | RESOLVED",
        "\"status\":\"New\",\"compliance\":{\"status\":\"Pass\"} | RESOLVED",
        "\"status\":\"New\",\"compliance\":{\"status\":\"Fail\"} | ACTIVE",
        "\"state\":\"Resolved\",\"state_id\":4 | RESOLVED"
      })
  void tellsWhetherTheProductStandsByIt(String fields, Status status) {
    assertThat(finding("{\"finding_info\":{},%s}".formatted(fields)).status()).isEqualTo(status);
  }

  @Test
  void readsTheReleaseCandidate() {
    Finding finding =
        finding(
            """
            {"class_uid":2001,"cloud":{"account_uid":"011122223333","region":"eu-west-1"},
             "severity_id":1,"finding":{"uid":"rc","title":"t","types":["a"]},"state":"New",
             "resources":[{"type":"AwsEc2SecurityGroup","uid":"sg-1"}]}
            """);

    assertThat(finding.id()).isEqualTo("rc");
    assertThat(finding.account()).isEqualTo("011122223333");
    assertThat(finding.product()).isEqualTo("Security Hub");
    assertThat(finding.missing()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"user_name\":\"app\",\"user_type\":\"AssumedRole\"}",
        "\"{\\\"user_name\\\":\\\"app\\\",\\\"user_type\\\":\\\"AssumedRole\\\"}\""
      })
  void namesTheRoleBehindAKeyWhetherDataIsAnObjectOrText(String data) {
    Finding finding =
        finding(
            """
            {"finding_info":{},"resources":[{"type":"AWS::IAM::AccessKey","uid":"ASIAX","data":%s}]}
            """
                .formatted(data));

    assertThat(resourcesOf(finding)).isEqualTo("[ACCESS_KEY ASIAX, ROLE app]");
  }

  @Test
  void readsTheSingleResourceOfOlderVersions() {
    Finding finding =
        finding(
            "{\"finding_info\":{},\"resource\":{\"type\":\"AwsS3Bucket\",\"uid\":\"arn:aws:s3:::b\"}}");

    assertThat(resourcesOf(finding)).isEqualTo("[BUCKET b]");
  }

  @Test
  void keepsBothIdsOfAQueue() {
    Resource queue =
        finding(
                """
                {"finding_info":{},"resources":[{"type":"AWS::SQS::Queue",
                 "uid":"https://sqs.example/q","uid_alt":"arn:aws:sqs:eu-west-1:1:q"}]}
                """)
            .resources()
            .getFirst();

    assertThat(queue.id()).isEqualTo("https://sqs.example/q");
    assertThat(queue.arn()).isEqualTo("arn:aws:sqs:eu-west-1:1:q");
  }

  @Test
  void takesTheTimeOfItsCreationWhereItSaysNoOther() {
    Finding finding = finding("{\"finding_info\":{\"created_time\":1772355600000}}");

    assertThat(finding.firstSeen()).isEqualTo(Instant.parse("2026-03-01T09:00:00Z"));
  }
}
