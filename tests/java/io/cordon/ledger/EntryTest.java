package io.cordon.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cordon.change.Target;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EntryTest {
  private static final CaseKey KEY = new CaseKey("IR-2026-042");
  private static final Instant AT = Instant.parse("2026-11-24T10:05:40.120Z");
  private static final Actor ANN = Actor.person("U123", "Ann");

  private static Entry entry(Fact fact) {
    return Entry.write(KEY, 17, AT, fact, ANN, Entry.NOTHING_BEFORE);
  }

  static Stream<Fact> everyFact() {
    return SampleFacts.all();
  }

  @ParameterizedTest
  @MethodSource("everyFact")
  void everyFactIsReadAsItWasWritten(Fact fact) {
    var written = entry(fact);

    var read = Entry.read(written.line());

    assertThat(read).isEqualTo(written);
    assertThat(read.fact()).isEqualTo(fact);
    assertThat(read.actor()).isEqualTo(ANN);
    assertThat(read.at()).isEqualTo(AT);
    assertThat(read.key()).isEqualTo(KEY);
    assertThat(read.seq()).isEqualTo(17);
    assertThat(written.line()).doesNotContain("\n", "\r");
  }

  @Test
  void theKindsAreThoseThatOtherProgramsRelyOn() {
    assertThat(SampleFacts.all().map(Fact::kind).distinct())
        .containsExactlyInAnyOrder(
            "finding.received",
            "finding.unreadable",
            "card.posted",
            "case.opened",
            "case.acknowledged",
            "case.assigned",
            "case.snoozed",
            "case.noted",
            "case.quoted",
            "case.shown",
            "case.woken",
            "case.gathered",
            "case.joined",
            "case.left",
            "case.closed",
            "case.reopened",
            "action.requested",
            "action.refused",
            "action.planned",
            "action.forced",
            "action.approved",
            "action.denied",
            "action.withdrawn",
            "action.expired",
            "action.voided",
            "action.started",
            "action.waiting",
            "action.done",
            "action.needless",
            "action.partial",
            "action.failed",
            "action.undone",
            "change.applied",
            "change.verified",
            "change.failed",
            "evidence.stored",
            "checkpoint");
    assertThat(FactKinds.all())
        .containsExactlyInAnyOrderElementsOf(SampleFacts.all().map(Fact::kind).distinct().toList());
  }

  @Test
  void aLineLooksAsDescribed() {
    assertThat(entry(new Fact.ActionApproved("A-1", "d1")).line())
        .isEqualTo(
            "{\"actor\":{\"id\":\"U123\",\"name\":\"Ann\",\"type\":\"slack\"},"
                + "\"at\":\"2026-11-24T10:05:40.120Z\",\"case\":\"IR-2026-042\","
                + "\"data\":{\"action\":\"A-1\",\"digest\":\"d1\",\"missing\":0,\"reason\":\"\"},"
                + "\"kind\":\"action.approved\",\"prev\":\""
                + "0".repeat(64)
                + "\",\"seq\":17,\"v\":1}");
  }

  @Test
  void aCheckpointHasItsThreePartsOnly() {
    assertThat(entry(new Fact.Checkpoint("h", "s", "k")).line())
        .contains("\"data\":{\"head\":\"h\",\"key\":\"k\",\"signature\":\"s\"}");
  }

  @Test
  void itsHashIsThatOfTheBytesOfItsLine() throws Exception {
    var entry = entry(new Fact.CaseNoted("Zwölf \ud83d\ude00"));

    var digest = MessageDigest.getInstance("SHA-256").digest(entry.line().getBytes(UTF_8));

    assertThat(entry.hash()).isEqualTo(HexFormat.of().formatHex(digest));
  }

  @Test
  void readsWhatANewerCordonAddedToADataOfAKnownKind() {
    var line = entry(new Fact.CaseNoted("x")).line().replace("\"text\"", "\"more\":1,\"text\"");

    assertThat(Entry.read(line).fact()).isEqualTo(new Fact.CaseNoted("x"));
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    var line = entry(new Fact.CaseNoted("x")).line();

    assertThatThrownBy(() -> Entry.read(line.replace("case.noted", "case.painted")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("case.painted");
    assertThatThrownBy(() -> Entry.read("no line")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Entry.read(line.replace("IR-2026-042", "../etc")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aCaseThatWasOpenedWhenNobodyWasAskedHowBadItIsIsReadAsBefore() {
    var target = new Target.Instance("111122223333", "eu-west-1", "i-0ab12cd34ef567890");
    var now = entry(new Fact.CaseOpened("/snapshot", target)).line();
    var then = now.replace("\"scope\":null,", "").replace("\"severity\":null,", "");
    assertThat(then).isNotEqualTo(now);

    assertThat(Entry.read(then).fact()).isEqualTo(new Fact.CaseOpened("/snapshot", target));
  }
}
