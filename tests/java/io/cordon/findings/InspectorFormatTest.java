package io.cordon.findings;

import static io.cordon.findings.OwnSamples.INSPECTOR;
import static io.cordon.findings.OwnSamples.finding;
import static io.cordon.findings.OwnSamples.resourcesOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.findings.Finding.Status;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InspectorFormatTest {

  @Test
  void readsABareFinding() {
    Finding finding = finding(INSPECTOR);

    assertThat(finding.product()).isEqualTo("Inspector");
    assertThat(finding.severity()).isEqualTo(Severity.HIGH);
    assertThat(finding.score()).isEqualTo("7.5");
    assertThat(finding.firstSeen()).isEqualTo(Instant.parse("2026-03-01T09:00:00.500Z"));
    assertThat(finding.lastSeen()).isEqualTo(Instant.parse("2026-03-01T10:00:00.250Z"));
    assertThat(resourcesOf(finding)).isEqualTo("[FUNCTION pay]");
    assertThat(finding.missing()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Inspector2 Finding", "OnDemand AMI Scan Findings"})
  void readsAnEvent(String detailType) {
    Finding finding =
        finding(
            "{\"detail-type\":\"%s\",\"account\":\"9\",\"detail\":%s}"
                .formatted(detailType, INSPECTOR));

    assertThat(finding.account()).isEqualTo("011122223333");
  }

  @Test
  void takesTheRegionOfTheFindingAndNotOfTheResource() {
    assertThat(finding(INSPECTOR).region()).isEqualTo("eu-west-1");
  }

  @Test
  void readsNotYetScoredAsUnratedWithNothingMissing() {
    Finding finding = finding(INSPECTOR.replace("\"HIGH\"", "\"UNTRIAGED\""));

    assertThat(finding.severity()).isEqualTo(Severity.UNRATED);
    assertThat(finding.missing()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"ACTIVE, ACTIVE", "SUPPRESSED, SUPPRESSED", "CLOSED, RESOLVED"})
  void tellsWhetherItStandsByIt(String word, Status status) {
    assertThat(finding(INSPECTOR.replace("\"ACTIVE\"", "\"" + word + "\"")).status())
        .isEqualTo(status);
  }

  @Test
  void findsNothingToActOnInAzure() {
    Finding finding =
        finding(
            """
            {"findingArn":"arn:aws:inspector2:eu-west-1:1:finding/f","resources":[
             {"type":"Microsoft.Compute/virtualMachines","id":"/subscriptions/s/instance/i-0aa"}]}
            """);

    assertThat(resourcesOf(finding)).isEqualTo("[OTHER /subscriptions/s/instance/i-0aa]");
  }
}
