package io.cordon.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.Rig;
import io.cordon.findings.Finding;
import io.cordon.findings.FindingReader;
import io.cordon.findings.Reading;
import io.cordon.intake.Intake;
import io.cordon.intake.TakenUp;
import io.cordon.ledger.CaseKey;
import io.cordon.securityhub.Listed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OffersTest {
  private static final CaseKey FIRST = new CaseKey("IR-2026-001");

  private final Rig rig = new Rig();
  private final FindingReader reader = new FindingReader();
  private final Intake intake =
      new Intake(rig.messages, reader, rig.ledger, Duration.ofHours(24), rig.clock);
  private final Offers offers = new Offers(rig.table, intake, rig.clock);

  private static String json(String id, String title) {
    return """
    {"Id": "%s", "ProductArn": "arn:aws:securityhub:eu-west-1::product/aws/securityhub",
     "AwsAccountId": "111122223333", "Region": "eu-west-1", "Title": "%s",
     "Severity": {"Label": "CRITICAL"}, "Types": ["TTPs"],
     "Resources": [{"Type": "AwsS3Bucket", "Id": "arn:aws:s3:::shop"}]}
    """
        .formatted(id, title);
  }

  private Finding finding(String json) {
    return switch (reader.read(json).getFirst()) {
      case Reading.Read read -> read.finding();
      case Reading.Unreadable unreadable -> throw new AssertionError(unreadable);
    };
  }

  private Answer.Offer offer(String command, String json) {
    return offers.make(command, Booth.ANN, new Listed.Hit(finding(json), json));
  }

  private TakenUp take(Answer.Offer offer) {
    return switch (offers.take(offer.id(), Booth.ANN)) {
      case Answer.TakenUp taken -> taken.how();
      case Answer other -> throw new AssertionError(other);
    };
  }

  @Test
  void aFindingThatIsTakenUpOpensACaseInThatPersonsName() {
    var json = json("f-1", "public");

    assertThat(take(offer("c1", json))).isEqualTo(new TakenUp.Opened(FIRST));

    var entry = rig.ledger.entries(FIRST, 1).getFirst();
    assertThat(entry.actor()).isEqualTo(Booth.ANN.actor());
    assertThat(entry.fact().kind()).isEqualTo("finding.received");
    rig.mirror.flush(FIRST);
    assertThat(rig.evidence.read("cases/IR-2026-001/findings/1.json"))
        .hasValueSatisfying(
            bytes -> assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(json));
  }

  @Test
  void takenAgainItIsKnown() {
    var offer = offer("c1", json("f-1", "public"));
    take(offer);

    assertThat(take(offer)).isEqualTo(new TakenUp.Known(FIRST));
    assertThat(take(offer("c2", json("f-1", "public")))).isEqualTo(new TakenUp.Known(FIRST));
    assertThat(rig.facts(FIRST)).hasSize(1);
  }

  @Test
  void anotherOneAboutTheSameResourceJoinsTheCase() {
    take(offer("c1", json("f-1", "public")));

    assertThat(take(offer("c1", json("f-2", "unversioned")))).isEqualTo(new TakenUp.Joined(FIRST));
  }

  @Test
  void anOfferIsForWhomItWasMade() {
    var offer = offer("c1", json("f-1", "public"));

    assertThat(offers.take(offer.id(), Booth.BEN)).isEqualTo(new Answer.NoOffer());
    assertThat(offers.take("0".repeat(32), Booth.ANN)).isEqualTo(new Answer.NoOffer());
    assertThat(rig.ledger.find(FIRST)).isEmpty();
  }

  @Test
  void whatCannotBeReadIsSaidToBe() {
    var hit = new Listed.Hit(finding(json("f-1", "public")), "[]");

    assertThat(take(offers.make("c1", Booth.ANN, hit))).isInstanceOf(TakenUp.Unreadable.class);
  }
}
