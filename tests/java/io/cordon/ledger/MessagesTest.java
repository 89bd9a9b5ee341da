package io.cordon.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cordon.Racing;
import io.cordon.Rig;
import io.cordon.sandbox.MemoryFaults.Kind;
import io.cordon.table.Item;
import io.cordon.table.Table;
import io.cordon.work.Work;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesTest {
  private static final int LARGEST_ITEM = 400_000;

  private final Rig rig = new Rig();

  /** Bytes that do not get smaller when they are packed. */
  private static byte[] noise(int size) {
    var bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1_000, 349_000, 350_000, 351_000, 700_000, 1_048_576})
  void givesBackTheBytesAsTheyCame(int size) {
    var bytes = noise(size);

    assertThat(rig.messages.accept("m1", bytes)).isTrue();

    assertThat(rig.messages.bytes("m1")).isEqualTo(bytes);
    assertThat(rig.table.query("message m1", "", ""))
        .allSatisfy(part -> assertThat(part.body().length).isLessThan(LARGEST_ITEM));
  }

  @Test
  void makesReadingThemDue() {
    rig.messages.accept("m1", noise(10));

    assertThat(rig.work.pending())
        .extracting(Work.Pending::due)
        .containsExactly(new Due.Intake("m1"));
  }

  @Test
  void takesTheSameMessageOnce() {
    rig.messages.accept("m1", noise(10));

    assertThat(rig.messages.accept("m1", noise(10))).isFalse();
    assertThat(rig.anotherProcess().messages.accept("m1", noise(20))).isFalse();
    assertThat(rig.messages.bytes("m1")).isEqualTo(noise(10));
  }

  @Test
  void ofManyDeliveriesAtOnceOneIsNew() throws Exception {
    var taken = Racing.many(8, _ -> rig.messages.accept("m1", noise(400_000)));

    assertThat(taken).containsOnlyOnce(true);
    assertThat(rig.messages.bytes("m1")).isEqualTo(noise(400_000));
  }

  @Test
  void isKnownAfterAnAnswerThatWasLost() {
    rig.table.faults().breakWrites(Kind.AFTER, 1);
    assertThatThrownBy(() -> rig.messages.accept("m1", noise(10)))
        .isInstanceOf(Table.Unavailable.class);

    assertThat(rig.messages.accept("m1", noise(10))).isFalse();
    assertThat(rig.work.pending()).hasSize(1);
  }

  @Test
  void isNotSaidToBeKeptWhenItIsNot() {
    rig.table.faults().breakWrites(Kind.BEFORE, 1);

    assertThatThrownBy(() -> rig.messages.accept("m1", noise(10)))
        .isInstanceOf(Table.Unavailable.class);

    assertThatThrownBy(() -> rig.messages.bytes("m1")).isInstanceOf(IllegalStateException.class);
    assertThat(rig.messages.accept("m1", noise(10))).isTrue();
  }

  @Test
  void isKeptEvenIfOthersAreWritingAtTheSameTime() {
    rig.table.contend(3);

    assertThat(rig.messages.accept("m1", noise(10))).isTrue();

    assertThat(rig.messages.bytes("m1")).isEqualTo(noise(10));
  }

  @Test
  void mayBeDroppedWhenSnsHasLongStoppedSendingItAgain() {
    rig.messages.accept("m1", noise(400_000));

    // SNS gives up after 23 days (SNS developer guide, delivery policies).
    assertThat(rig.table.query("message m1", "", ""))
        .hasSize(2)
        .extracting(Item::expires)
        .allSatisfy(at -> assertThat(at).isAfter(Rig.START.plus(Duration.ofDays(23))));
  }
}
