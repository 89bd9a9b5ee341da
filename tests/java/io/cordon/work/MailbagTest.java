package io.cordon.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.Rig;
import io.cordon.ledger.CaseKey;
import io.cordon.ledger.Due;
import io.cordon.ledger.Urgency;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

class MailbagTest {
  private static final CaseKey KEY = new CaseKey("IR-2026-001");
  private static final Due LETTER = new Due.Card(KEY, Urgency.NEWS);

  private final Rig rig = new Rig();

  private void schedule(Due due) {
    rig.table.write(List.of(rig.work.schedule(due, rig.clock.instant())));
  }

  @Test
  void aLetterThatWaitsKeepsItsTurnWhenThereIsMoreToSay() {
    schedule(LETTER);
    var since = rig.clock.instant().truncatedTo(ChronoUnit.MILLIS);
    rig.mailbag.putOff(rig.mailbag.all().getFirst(), since.plusSeconds(60), 3);
    rig.clock.tick(Duration.ofSeconds(5));

    schedule(LETTER);

    assertThat(rig.mailbag.all())
        .singleElement()
        .satisfies(letter -> {
          assertThat(letter.since()).isEqualTo(since);
          assertThat(letter.at()).isEqualTo(since.plusSeconds(60));
          assertThat(letter.tries()).isEqualTo(3);
        });
  }

  @Test
  void aLetterStaysWhenThereIsMoreToSayBeforeItEnds() {
    schedule(LETTER);
    var sent = rig.mailbag.all().getFirst();
    schedule(LETTER);

    rig.mailbag.sent(sent);
    assertThat(rig.mailbag.all()).hasSize(1);

    rig.mailbag.sent(rig.mailbag.all().getFirst());
    assertThat(rig.mailbag.all()).isEmpty();
  }

  @Test
  void givesTheMostUrgentLettersFirstAndTheOldestOfThose() {
    var next = new CaseKey("IR-2026-002");
    for (var due :
        List.of(
            new Due.Lines(KEY),
            new Due.Card(next, Urgency.UPDATE),
            new Due.Card(KEY, Urgency.UPDATE),
            new Due.Card(KEY, Urgency.ALARM))) {
      schedule(due);
      rig.clock.tick(Duration.ofSeconds(1));
    }

    assertThat(rig.mailbag.all())
        .extracting(Mailbag.Letter::due)
        .containsExactly(
            new Due.Card(KEY, Urgency.ALARM),
            new Due.Card(next, Urgency.UPDATE),
            new Due.Card(KEY, Urgency.UPDATE),
            new Due.Lines(KEY));
  }
}
