package io.cordon.findings;

import static io.cordon.findings.OwnSamples.ASFF;
import static io.cordon.findings.OwnSamples.finding;
import static io.cordon.findings.OwnSamples.resourcesOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.findings.Finding.Status;
import io.cordon.findings.Resource.Kind;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AsffFormatTest {

  @Test
  void readsABareFinding() {
    Finding finding = finding(ASFF);

    assertThat(finding.product()).isEqualTo("GuardDuty");
    assertThat(finding.id()).isEqualTo("asff-1");
    assertThat(finding.type())
        .isEqualTo("TTPs/Initial Access/UnauthorizedAccess:EC2-SSHBruteForce");
    assertThat(finding.account()).isEqualTo("011122223333");
    assertThat(finding.region()).isEqualTo("eu-west-1");
    assertThat(finding.count()).isEqualTo(12);
    assertThat(finding.remote()).isEqualTo("198.51.100.7");
    assertThat(finding.link()).isEqualTo("https://example.com/x");
    assertThat(finding.firstSeen()).isEqualTo(Instant.parse("2026-03-01T09:00:00Z"));
    assertThat(finding.lastSeen()).isEqualTo(Instant.parse("2026-03-01T10:00:00Z"));
    assertThat(finding.primary())
        .hasValue(
            new Resource(
                Kind.INSTANCE,
                "i-0aa",
                "AwsEc2Instance",
                "arn:aws:ec2:eu-west-1:011122223333:instance/i-0aa"));
    assertThat(finding.missing()).isEmpty();
  }

  @Test
  void believesTheLabelOverTheNumber() {
    assertThat(ASFF).contains("\"Label\":\"LOW\",\"Normalized\":40");
    assertThat(finding(ASFF).severity()).isEqualTo(Severity.LOW);
  }

  @ParameterizedTest
  @CsvSource({
    "0, INFORMATIONAL",
    "1, LOW",
    "39, LOW",
    "40, MEDIUM",
    "69, MEDIUM",
    "70, HIGH",
    "89, HIGH",
    "90, CRITICAL",
    "100, CRITICAL",
    "101, UNRATED",
    "-1, UNRATED",
    "'\"x\"', UNRATED"
  })
  void ratesOldFindingsByTheNumber(String number, Severity severity) {
    Finding finding =
        finding(ASFF.replace("\"Label\":\"LOW\",\"Normalized\":40", "\"Normalized\":" + number));

    assertThat(finding.severity()).isEqualTo(severity);
  }

  @Test
  void neverMapsTheProductsOwnScale() {
    Finding finding = finding(ASFF.replace("\"Label\":\"LOW\",\"Normalized\":40,", ""));

    assertThat(finding.severity()).isEqualTo(Severity.UNRATED);
    assertThat(finding.score()).isEqualTo("2");
    assertThat(finding.missing()).containsExactly("severity");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"ProductName\":\"IAM Access Analyzer\" | Access Analyzer",
        "\"ProductName\":\"DecoyDetector\" | DecoyDetector",
        "\"ProductArn\":\"arn:aws:securityhub:eu-west-1::product/aws/securityhub\" | Security Hub",
        "\"ProductArn\":\"arn:aws:securityhub:eu-west-1::product/acme/scanner\" | scanner",
        "\"ProductArn\":\"arn:aws:securityhub:eu-west-1:1:product/1/default\",\"ProductFields\":{\"ProviderName\":\"Custodian\"} | Custodian",
        "\"ProductArn\":\"\" | Security Hub"
      })
  void namesWhoFoundIt(String fields, String product) {
    String finding = "{\"GeneratorId\":\"g\",\"AwsAccountId\":\"1\",%s}".formatted(fields);

    assertThat(finding(finding).product()).isEqualTo(product);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"Region\":\"\",\"Resources\":[{\"Region\":\"eu-west-3\"}] | eu-west-3",
        "\"ProductArn\":\"arn:aws:securityhub:eu-west-2::product/a/b\" | eu-west-2",
        "\"Id\":\"arn:aws:inspector2:eu-west-4:1:finding/f\" | eu-west-4"
      })
  void findsTheRegionElsewhereWhereNoFieldNamesIt(String fields, String region) {
    String finding = "{\"GeneratorId\":\"g\",\"AwsAccountId\":\"1\",%s}".formatted(fields);

    assertThat(finding(finding).region()).isEqualTo(region);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"RecordState\":\"ACTIVE\",\"Workflow\":{\"Status\":\"NOTIFIED\"} | ACTIVE",
        "\"RecordState\":\"ARCHIVED\",\"Workflow\":{\"Status\":\"NEW\"} | RESOLVED",
        "\"RecordState\":\"ACTIVE\",\"Workflow\":{\"Status\":\"RESOLVED\"} | RESOLVED",
        "\"RecordState\":\"ARCHIVED\",\"Workflow\":{\"Status\":\"SUPPRESSED\"} | SUPPRESSED",
        "\"WorkflowState\":\"RESOLVED\" | RESOLVED",
        "\"Compliance\":{\"Status\":\"PASSED\"} | RESOLVED",
        "\"Compliance\":{\"Status\":\"WARNING\"} | ACTIVE",
        "\"RecordState\":\"ARCHIVED\",\"ProductFields\":{\"aws/guardduty/service/archived\":\"true\"} | SUPPRESSED"
      })
  void tellsWhetherTheProductStandsByIt(String fields, Status status) {
    assertThat(finding("{\"ProductArn\":\"p\",%s}".formatted(fields)).status()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"Type\":\"AwsIamAccessKey\",\"Id\":\"AWS::IAM::AccessKey:null\",\"Details\":{\"AwsIamAccessKey\":{\"UserName\":\"ann\"}}} | [USER ann]",
        "{\"Type\":\"AwsIamAccessKey\",\"Id\":\"AWS::IAM::AccessKey:null\"} | []",
        "{\"Type\":\"AwsIamAccessKey\",\"Id\":\"AWS::IAM::AccessKey:AKIAX\",\"Details\":{\"AwsIamAccessKey\":{\"PrincipalName\":\"app\",\"PrincipalType\":\"AssumedRole\"}}} | [ACCESS_KEY AKIAX, ROLE app]",
        "{\"Type\":\"AwsIamUser\",\"Id\":\"arn:aws:iam::1:user/AIDAX\",\"Details\":{\"AwsIamUser\":{\"UserName\":\"ann\"}}} | [USER ann]",
        "{\"Type\":\"AwsIamUser\",\"Id\":\"arn:aws:iam::1:user/AIDAX\"} | [USER AIDAX]",
        "{\"Type\":\"AwsEc2Instance\"} | []",
        "7 | []"
      })
  void namesWhomAResourceIsAbout(String resource, String resources) {
    Finding finding = finding("{\"ProductArn\":\"p\",\"Resources\":[%s]}".formatted(resource));

    assertThat(resourcesOf(finding)).isEqualTo(resources);
  }

  @Test
  void putsTargetsBeforeActorsAndThoseThatCanBeActedUponFirst() {
    Finding finding =
        finding(
            """
            {"ProductArn":"p","Resources":[
             {"Type":"AwsIamUser","Id":"arn:aws:iam::1:user/ann","ResourceRole":"Actor"},
             {"Type":"AwsEc2Volume","Id":"vol-1","ResourceRole":"Target"},
             {"Type":"AwsEc2Instance","Id":"i-0aa","ResourceRole":"Target"}]}
            """);

    assertThat(resourcesOf(finding)).isEqualTo("[INSTANCE i-0aa, OTHER vol-1, USER ann]");
  }

  @Test
  void readsTheOlderNameOfTheCount() {
    assertThat(finding("{\"ProductArn\":\"p\",\"ProductFields\":{\"count\":\"5\"}}").count())
        .isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource({"'\"many\"'", "0", "-3", "null", "[]"})
  void countsAtLeastOne(String count) {
    Finding finding =
        finding("{\"ProductArn\":\"p\",\"ProductFields\":{\"count\":%s}}".formatted(count));

    assertThat(finding.count()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"Action\":{\"AwsApiCallAction\":{\"RemoteIpDetails\":{\"IpAddressV4\":\"198.51.100.7\"}}} | 198.51.100.7",
        "\"ProductFields\":{\"action/dnsRequestAction/domain\":\"evil.example\"} | evil.example",
        "\"Network\":{\"Direction\":\"OUT\",\"SourceIpV4\":\"10.0.0.1\",\"DestinationIpV4\":\"198.51.100.7\"} | 198.51.100.7",
        "\"Network\":{\"Direction\":\"IN\",\"SourceIpV4\":\"198.51.100.7\",\"DestinationIpV4\":\"10.0.0.1\"} | 198.51.100.7"
      })
  void namesTheOtherEnd(String fields, String remote) {
    assertThat(finding("{\"ProductArn\":\"p\",%s}".formatted(fields)).remote()).isEqualTo(remote);
  }
}
