package io.cordon.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cordon.Rig;
import io.cordon.ledger.Actor;
import io.cordon.ledger.CanonicalJson;
import io.cordon.ledger.CaseKey;
import io.cordon.ledger.Fact;
import io.cordon.sandbox.MemoryFaults;
import io.cordon.table.Table;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadLettersTest {
  private static final Duration WINDOW = Duration.ofHours(24);
  private static final CaseKey FIRST = new CaseKey("IR-2026-001");
  private static final byte[] BODY = "<!channel> buy now".getBytes(UTF_8);

  private final Rig rig = new Rig();
  private final DeadLetters letters = letters(rig);

  private static DeadLetters letters(Rig process) {
    return new DeadLetters(process.messages, process.ledger, WINDOW, process.clock);
  }

  private static DeadLetter letter(String id) {
    return new DeadLetter(id, "no message of SNS", "cordon-findings", "dead", 5);
  }

  @Test
  void opensACaseThatHasTheBytesAndReadsNothingOfThem() {
    letters.keep(letter("m1"), BODY);

    var fact = (Fact.FindingUnreadable) rig.facts(FIRST).getFirst();
    assertThat(fact.reason()).isEqualTo("no message of SNS");
    assertThat(fact.topic()).isEmpty();
    assertThat(fact.unproved())
        .isEqualTo(new Fact.Unproved("cordon-findings", "dead", 5, BODY.length));
    assertThat(fact.sha256()).isEqualTo(CanonicalJson.sha256(BODY));
    assertThat(rig.ledger.entries(FIRST, 1).getFirst().line()).doesNotContain("channel");
    rig.mirror.flush(FIRST);
    assertThat(rig.evidence.read("cases/IR-2026-001/findings/1.json")).contains(BODY);
  }

  @Test
  void oneThatComesOnceMoreChangesNothing() {
    letters.keep(letter("m1"), BODY);

    letters(rig.anotherProcess()).keep(letter("m1"), BODY);

    assertThat(rig.facts(FIRST)).hasSize(1);
  }

  @Test
  void aThousandOfOneQueueAreOneCaseAndAnotherQueueHasItsOwn() {
    for (int n = 0; n < 20; n++) {
      letters.keep(letter("m" + n), BODY);
    }
    letters.keep(new DeadLetter("x", "no message of SNS", "another-queue", "dead", 5), BODY);

    assertThat(rig.facts(FIRST)).hasSize(20);
    assertThat(rig.facts(new CaseKey("IR-2026-002"))).hasSize(1);
    assertThat(rig.ledger.find(new CaseKey("IR-2026-003"))).isEmpty();
  }

  @Test
  void whatComesAfterTheWindowOrAfterTheCaseWasClosedOpensAnother() {
    letters.keep(letter("m1"), BODY);
    rig.clock.tick(WINDOW);
    letters.keep(letter("m2"), BODY);
    var second = new CaseKey("IR-2026-002");
    assertThat(rig.facts(second)).hasSize(1);
    rig.append(second, Actor.CORDON, new Fact.CaseClosed("benign", ""));

    letters.keep(letter("m3"), BODY);

    assertThat(rig.facts(new CaseKey("IR-2026-003"))).hasSize(1);
  }

  @Test
  void whateverBreaksIsMadeGoodByDoingItAgain() {
    for (var kind : MemoryFaults.Kind.values()) {
      // The bytes cannot be kept, and then the case cannot be written.
      rig.table.faults().breakWrites(kind, 1);
      assertThatThrownBy(() -> letters.keep(letter(kind.name()), BODY))
          .isInstanceOf(Table.Unavailable.class);
      rig.messages.keepUnread("sqs " + kind, BODY);
      rig.table.faults().breakReads(1);
      assertThatThrownBy(() -> letters.keep(letter(kind.name()), BODY))
          .isInstanceOf(Table.Unavailable.class);

      letters.keep(letter(kind.name()), BODY);
    }

    assertThat(rig.facts(FIRST)).hasSize(MemoryFaults.Kind.values().length);
  }
}
