package io.cordon.custody;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.Rig;
import io.cordon.bot.evidence.FileSigner;
import io.cordon.custody.Verdict.Flaw;
import io.cordon.ledger.Actor;
import io.cordon.ledger.CaseKey;
import io.cordon.ledger.Checkpoints;
import io.cordon.ledger.Evidence;
import io.cordon.ledger.Fact;
import io.cordon.ledger.StoredObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordCheckTest {
  private static final Actor ANN = Actor.person("U1", "Ann");

  @TempDir Path folder;
  private final Rig rig = new Rig();
  private final RecordCheck check = new RecordCheck(rig.ledger, rig.mirror, rig.evidence);
  private final CaseKey key = rig.open();
  private FileSigner signer;

  @BeforeEach
  void aSignedCase() throws Exception {
    var keys = KeyPairGenerator.getInstance("EC");
    keys.initialize(new ECGenParameterSpec("secp256r1"));
    var pair = keys.generateKeyPair();
    var file = folder.resolve("key.pem");
    Files.writeString(
        file,
        pem("PRIVATE KEY", pair.getPrivate().getEncoded())
            + pem("PUBLIC KEY", pair.getPublic().getEncoded()));
    signer = FileSigner.of(file);
    signer.key().publish(rig.evidence);
    rig.append(key, ANN, new Fact.CaseNoted("one"), new Fact.CaseNoted("two"));
    new Checkpoints(rig.ledger, signer).sign(key);
  }

  private static String pem(String name, byte[] der) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(name, Base64.getMimeEncoder().encodeToString(der), name);
  }

  private void broken(long seq, Flaw flaw, String detail) {
    assertThat(check.check(key)).isEqualTo(new Verdict.Broken(key, seq, flaw, detail));
  }

  /** The bucket, from which somebody who may has taken an object away. */
  private Evidence without(String gone) {
    return new Evidence() {
      @Override
      public StoredObject store(String name, byte[] bytes, String contentType) {
        return rig.evidence.store(name, bytes, contentType);
      }

      @Override
      public Optional<byte[]> read(String name) {
        return name.equals(gone) ? Optional.empty() : rig.evidence.read(name);
      }
    };
  }

  private Tampering tampering() {
    return new Tampering(rig.table);
  }

  @Test
  void aRecordThatNobodyTouchedIsWhole() {
    rig.mirror.flush(key);
    rig.append(key, ANN, new Fact.CaseNoted("three"));

    assertThat(check.check(key))
        .isEqualTo(new Verdict.Whole(key, 5, rig.state(key).head(), 1, 3, 4, 1));
  }

  @Test
  void whatIsNotCopiedYetIsNoFlaw() {
    assertThat(check.check(key))
        .isEqualTo(new Verdict.Whole(key, 4, rig.state(key).head(), 1, 3, 0, 0));
  }

  @Test
  void anAlteredLineIsFoundByTheLineAfterIt() {
    tampering().replaceLine(key, "\"text\":\"one\"", "\"text\":\"won\"");

    broken(3, Flaw.CHAIN, "");
  }

  @Test
  void anAlteredLastLineIsFoundByItsCopy() {
    rig.append(key, ANN, new Fact.CaseNoted("three"));
    rig.mirror.flush(key);
    tampering().replaceLine(key, "\"text\":\"three\"", "\"text\":\"tree\"");

    broken(5, Flaw.COPY, "cases/" + key + "/ledger/00000001-5.jsonl");
  }

  @Test
  void aLineThatIsNoEntryIsFound() {
    tampering().replaceLine(key, "\"kind\":\"case.noted\"", "\"kind\":\"case.noticed\"");

    broken(0, Flaw.UNREADABLE, "");
  }

  @Test
  void aLineOfAnotherCaseIsFound() {
    tampering().replaceLine(key, "\"seq\":2", "\"seq\":7");

    broken(2, Flaw.MISPLACED, "");
  }

  @Test
  void aSignatureOfSomethingElseIsFound() {
    rig.append(key, ANN, new Fact.Checkpoint("ab".repeat(32), "", signer.key().id()));

    broken(5, Flaw.HEAD, signer.key().id());
  }

  @Test
  void aSignatureThatIsNoneIsFound() {
    rig.append(key, ANN, new Fact.Checkpoint(rig.state(key).head(), "AAAA", signer.key().id()));

    broken(5, Flaw.SIGNATURE, signer.key().id());
  }

  @Test
  void aKeyThatNobodyKnowsIsFound() {
    rig.append(key, ANN, new Fact.Checkpoint(rig.state(key).head(), "AAAA", "other"));

    broken(5, Flaw.NO_KEY, "other");
  }

  @Test
  void aCopyThatIsGoneIsFound() {
    rig.mirror.flush(key);
    var gone = "cases/" + key + "/ledger/00000001-4.jsonl";

    assertThat(new RecordCheck(rig.ledger, rig.mirror, without(gone)).check(key))
        .isEqualTo(new Verdict.Broken(key, 1, Flaw.NO_COPY, gone));
  }

  @Test
  void linesThatTheTableLostAreFound() {
    rig.mirror.flush(key);
    tampering().removeLastAppend(key);

    broken(4, Flaw.LOST, "cases/" + key + "/ledger/00000001-4.jsonl");
  }

  @Test
  void nobodyCanTellWhileTheBucketDoesNotAnswer() {
    rig.evidence.faults().breakReads(1);

    assertThat(check.check(key)).isEqualTo(new Verdict.Unknown(key));
  }
}
