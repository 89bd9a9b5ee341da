package io.cordon.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.Racing;
import io.cordon.Rig;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckpointsTest {
  private static final Actor ANN = Actor.person("U1", "Ann");

  private final Rig rig = new Rig();
  private final CaseKey key = rig.open();
  private final Signer signer = head -> new Fact.Checkpoint(head, "signature of " + head, "k1");

  private void sign() {
    new Checkpoints(rig.ledger, signer).sign(key);
  }

  private List<Fact> checkpoints() {
    return rig.facts(key).stream().filter(f -> f instanceof Fact.Checkpoint).toList();
  }

  @Test
  void signsTheHashOfTheEntryBefore() {
    var head = rig.state(key).head();

    sign();

    assertThat(checkpoints())
        .containsExactly(new Fact.Checkpoint(head, "signature of " + head, "k1"));
    assertThat(rig.ledger.entries(key, 2).getFirst().prev()).isEqualTo(head);
  }

  @Test
  void signsNothingTwice() {
    sign();
    sign();

    assertThat(checkpoints()).hasSize(1);
  }

  @Test
  void signsAgainWhenThereIsMore() {
    sign();
    rig.append(key, ANN, new Fact.CaseNoted("x"));

    sign();

    assertThat(rig.kinds(key))
        .containsExactly("case.opened", "checkpoint", "case.noted", "checkpoint");
  }

  @Test
  void whileOthersWriteEverySignatureIsOfTheEntryBeforeIt() throws Exception {
    Racing.many(
        6,
        n -> {
          for (int i = 0; i < 10; i++) {
            if (n % 2 == 0) {
              sign();
            } else {
              rig.append(key, ANN, new Fact.CaseNoted(n + "/" + i));
            }
          }
          return true;
        });

    var entries = rig.ledger.entries(key, 1);
    for (int i = 1; i < entries.size(); i++) {
      if (entries.get(i).fact() instanceof Fact.Checkpoint checkpoint) {
        assertThat(checkpoint.head()).isEqualTo(entries.get(i - 1).hash());
        assertThat(entries.get(i - 1).fact()).isNotInstanceOf(Fact.Checkpoint.class);
      }
    }
  }
}
