package io.cordon.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cordon.ledger.CanonicalJson;
import io.cordon.ledger.Evidence;
import io.cordon.ledger.StoredObject;
import io.cordon.sandbox.MemoryFaults.Kind;
import org.junit.jupiter.api.Test;

class MemoryEvidenceTest {
  private final MemoryEvidence evidence = new MemoryEvidence();

  private StoredObject store(String key, String text) {
    return evidence.store(key, text.getBytes(UTF_8), "text/plain");
  }

  @Test
  void tellsWhatItStored() {
    var stored = store("a", "text");

    assertThat(stored.key()).isEqualTo("a");
    assertThat(stored.size()).isEqualTo(4);
    assertThat(stored.sha256()).isEqualTo(CanonicalJson.sha256("text"));
    assertThat(evidence.read("a").orElseThrow()).asString(UTF_8).isEqualTo("text");
    assertThat(evidence.read("b")).isEmpty();
  }

  @Test
  void givesWhatWasStoredFirstWhenTheSameComesAgain() {
    var first = store("a", "text");
    var other = store("b", "text");

    assertThat(store("a", "text")).isEqualTo(first);
    assertThat(other.versionId()).isNotEqualTo(first.versionId());
    assertThat(evidence.keys()).containsExactly("a", "b");
  }

  @Test
  void refusesOtherBytesUnderOneName() {
    store("a", "text");

    assertThatThrownBy(() -> store("a", "other")).isInstanceOf(Evidence.Different.class);

    assertThat(evidence.read("a").orElseThrow()).asString(UTF_8).isEqualTo("text");
  }

  @Test
  void breaksBeforeOrAfterAsToldAndWhileReading() {
    evidence.faults().breakWrites(Kind.BEFORE, 1);
    assertThatThrownBy(() -> store("a", "text")).isInstanceOf(Evidence.Unavailable.class);
    assertThat(evidence.read("a")).isEmpty();

    evidence.faults().breakWrites(Kind.AFTER, 1);
    assertThatThrownBy(() -> store("a", "text")).isInstanceOf(Evidence.Unavailable.class);
    assertThat(evidence.read("a")).isPresent();

    evidence.faults().breakReads(1);
    assertThatThrownBy(() -> evidence.read("a")).isInstanceOf(Evidence.Unavailable.class);
    assertThat(evidence.read("a")).isPresent();
  }
}
