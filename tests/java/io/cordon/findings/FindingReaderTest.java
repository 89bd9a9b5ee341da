package io.cordon.findings;

import static io.cordon.findings.OwnSamples.finding;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FindingReaderTest {

  private final FindingReader reader = new FindingReader();

  @Test
  void readsOneFindingOfEachFormatWithAnAccountAndATitle() {
    assertThat(OwnSamples.ALL)
        .allSatisfy(sample -> {
          assertThat(finding(sample).account()).isEqualTo("011122223333");
          assertThat(finding(sample).missing()).doesNotContain("account", "title");
        });
  }

  @Test
  void goesByTheDetailTypeAndNotByTheSource() {
    Finding call = finding(OwnSamples.CLOUDTRAIL);

    assertThat(OwnSamples.CLOUDTRAIL).contains("\"source\":\"aws.guardduty\"");
    assertThat(call.product()).isEqualTo("CloudTrail");
  }

  @Test
  void goesByTheShapeWhereTheDetailTypeIsUnknown() {
    Finding finding =
        finding(OwnSamples.GUARDDUTY.replace("GuardDuty Finding", "My forwarder's event"));

    assertThat(finding.product()).isEqualTo("GuardDuty");
  }

  @Test
  void readsAnOcsfFindingThatCameUnderTheNameOfTheOldFormat() {
    Finding finding =
        finding(
            """
            {"detail-type":"Security Hub Findings - Imported","detail":{"findings":[%s]}}
            """
                .formatted(OwnSamples.OCSF));

    assertThat(finding.id()).isEqualTo("o-1");
    assertThat(finding.severity()).isEqualTo(Severity.HIGH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Security Hub Findings - Imported",
        "Security Hub Findings - Custom Action",
        "Security Hub Findings"
      })
  void readsSecurityHubUnderEachOfItsNames(String detailType) {
    Finding finding =
        finding(
            """
            {"detail-type":"%s","account":"999988887777","detail":{"findings":[%s]}}
            """
                .formatted(detailType, OwnSamples.ASFF));

    assertThat(finding.id()).isEqualTo("asff-1");
    assertThat(finding.account()).isEqualTo("011122223333");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"Findings\":[%1$s,%2$s]}", "{\"findings\":[%1$s,%2$s]}", "[%1$s,%2$s]"})
  void readsBatchesWithEachElementInItsOwnFormat(String batch) {
    List<Reading> readings = reader.read(batch.formatted(OwnSamples.ASFF, OwnSamples.INSPECTOR));

    assertThat(readings)
        .extracting(reading -> ((Reading.Read) reading).finding().product())
        .containsExactly("GuardDuty", "Inspector");
  }

  @Test
  void keepsTheUnreadablePartsOfABatchInTheirPlaces() {
    List<Reading> readings =
        reader.read("[%s, 7, {}, {\"a\":1}, %s]".formatted(OwnSamples.ASFF, OwnSamples.OCSF));

    assertThat(readings)
        .extracting(reading -> reading instanceof Reading.Read)
        .containsExactly(true, false, false, false, true);
  }

  @Test
  void keepsTheUnreadablePartsOfAnEventInTheirPlaces() {
    List<Reading> readings =
        reader.read(
            """
            {"detail-type":"Security Hub Findings - Imported","detail":{"findings":[null,%s]}}
            """
                .formatted(OwnSamples.ASFF));

    assertThat(readings)
        .extracting(reading -> reading instanceof Reading.Read)
        .containsExactly(false, true);
  }

  @Test
  void unwrapsSeveralSnsRecords() {
    String record = "{\"EventSource\":\"aws:sns\",\"Sns\":%s}";
    String message =
        "{\"Records\":[%s,%s]}"
            .formatted(
                record.formatted(snsEnvelope(OwnSamples.GUARDDUTY)),
                record.formatted(snsEnvelope(OwnSamples.ALARM)));

    assertThat(reader.read(message))
        .extracting(reading -> ((Reading.Read) reading).finding().product())
        .containsExactly("GuardDuty", "CloudWatch");
  }

  @Test
  void unwrapsAnSqsRecordThatHoldsAnSnsEnvelope() {
    String message =
        "{\"Records\":[{\"messageId\":\"m\",\"body\":%s,\"eventSource\":\"aws:sqs\"}]}"
            .formatted(quoted(snsEnvelope(OwnSamples.GUARDDUTY)));

    assertThat(finding(message).id()).isEqualTo("gd-1");
  }

  @Test
  void unwrapsAMessageAsSqsHandsItToItsCallers() {
    String message =
        "{\"Messages\":[{\"MessageId\":\"m\",\"ReceiptHandle\":\"r\",\"Body\":%s}]}"
            .formatted(quoted(OwnSamples.GUARDDUTY));

    assertThat(finding(message).id()).isEqualTo("gd-1");
  }

  @Test
  void saysTheSameOfAFindingWhateverItCameIn() {
    Reading.Read bare = OwnSamples.read(OwnSamples.GUARDDUTY);
    Reading.Read wrapped = OwnSamples.read(snsEnvelope(OwnSamples.GUARDDUTY));

    assertThat(wrapped).isEqualTo(bare);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "null",
        "7",
        "\"text\"",
        "Hello! This message has a subject.",
        "{}",
        "[]",
        "[[[]]]",
        "{\"Findings\":[]}",
        "{\"Records\":[]}",
        "{\"Findings\":7}",
        "{\"firstName\":\"الْحُرُوف\"}",
        "{\"detail-type\":\"GuardDuty Finding\"}",
        "{\"detail-type\":\"GuardDuty Finding\",\"detail\":null}",
        "{\"detail-type\":\"GuardDuty Finding\",\"detail\":[]}",
        "{\"detail-type\":\"Security Hub Findings - Imported\",\"detail\":{\"findings\":[]}}",
        "{\"detail-type\":\"EC2 Instance State-change Notification\",\"detail\":{\"state\":\"x\"}}",
        "{\"detail-type\":7}",
        "{\"Resource\":{\"ResourceType\":\"ECSCluster\"},\"SchemaVersion\":\"2.0\"}",
        "{\"a\":1} trailing",
        "{\"a\":"
      })
  void comesBackWithOneUnreadableForWhatIsNoFinding(String message) {
    assertThat(reader.read(message)).singleElement().isInstanceOf(Reading.Unreadable.class);
  }

  @Test
  void neverRepeatsTheSendersTextInAReason() {
    assertThat(reader.read("<!channel> <https://evil.example|click>"))
        .singleElement()
        .isInstanceOfSatisfying(
            Reading.Unreadable.class,
            unreadable -> assertThat(unreadable.reason()).doesNotContain("channel", "evil"));
  }

  @Test
  void takesAListOfNothingButNumbersForOneUnreadableThing() {
    assertThat(reader.read("[1,2,3,4]")).hasSize(1);
  }

  @Test
  void givesUpOnNestingThatNobodyMeans() {
    String deep = "{\"service\":{},\"resource\":" + "[".repeat(5000) + "]".repeat(5000) + "}";

    assertThat(reader.read(deep)).singleElement().isInstanceOf(Reading.Unreadable.class);
  }

  @Test
  void givesUpOnWrappingThatNobodyMeans() {
    String message = OwnSamples.ASFF;
    for (int depth = 0; depth < 12; depth++) {
      message = "{\"Records\":[%s]}".formatted(message);
    }

    assertThat(reader.read(message)).singleElement().isInstanceOf(Reading.Unreadable.class);
  }

  @Test
  void readsOnWhereAFormatFails() {
    Format broken =
        new Format() {
          @Override
          public boolean announcedBy(String detailType) {
            return false;
          }

          @Override
          public boolean recognises(Fields object) {
            return object.has("broken");
          }

          @Override
          public Draft read(Fields finding, Envelope envelope) {
            throw new IllegalStateException("a fault");
          }
        };
    FindingReader withFault = new FindingReader(List.of(broken, new AsffFormat()));

    List<Reading> readings = withFault.read("[{\"broken\":1},%s]".formatted(OwnSamples.ASFF));

    assertThat(readings)
        .extracting(reading -> reading instanceof Reading.Read)
        .containsExactly(false, true);
  }

  @Test
  void readsAnObjectOfNothingButNullsWithEverythingMissing() {
    Reading.Read read =
        OwnSamples.read(
            """
            {"detail-type":"GuardDuty Finding","detail":{"id":null,"severity":null,"service":null}}
            """);

    assertThat(read.finding().missing())
        .containsExactly("id", "type", "title", "severity", "account", "region", "resource");
    assertThat(read.finding().id()).isEqualTo("sha256:" + read.sha256());
    assertThat(read.finding().severity()).isEqualTo(Severity.UNRATED);
    assertThat(read.finding().count()).isEqualTo(1);
  }

  @Test
  void takesTheLastOfTwoFieldsOfOneName() {
    Finding finding =
        finding("{\"ProductArn\":\"p\",\"Id\":\"first\",\"Id\":\"second\",\"Title\":\"t\"}");

    assertThat(finding.id()).isEqualTo("second");
  }

  @Test
  void survivesTextsOfAHundredThousandCharacters() {
    String longText = "x".repeat(100_000);

    Finding finding =
        finding(
            """
            {"ProductArn":"%1$s","Id":"%1$s","Title":"%1$s","UpdatedAt":"%1$s",
             "Severity":{"Label":"%1$s","Normalized":"%1$s"},
             "Resources":[{"Type":"%1$s","Id":"arn:%1$s"}]}
            """
                .formatted(longText));

    assertThat(finding.title()).isEqualTo(longText);
    assertThat(finding.updatedAt()).isNull();
  }

  private static String snsEnvelope(String message) {
    return "{\"Type\":\"Notification\",\"TopicArn\":\"arn:aws:sns:x\",\"Message\":%s}"
        .formatted(quoted(message));
  }

  private static String quoted(String text) {
    return TextNode.valueOf(text).toString();
  }
}
