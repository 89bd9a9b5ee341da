package io.cordon.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cordon.Racing;
import io.cordon.Rig;
import io.cordon.sandbox.BreakingPoint;
import io.cordon.sandbox.MemoryFaults.Kind;
import io.cordon.table.Key;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MirrorTest {
  private static final Actor ANN = Actor.person("U1", "Ann");
  private static final Pattern SEGMENT =
      Pattern.compile("cases/IR-2026-001/ledger/([0-9]{8})-([1-9][0-9]*)\\.jsonl");

  private Rig rig = new Rig();
  private CaseKey key = rig.open();

  private void notes(int many) {
    IntStream.range(0, many).forEach(n -> rig.append(key, ANN, new Fact.CaseNoted("n" + n)));
  }

  private String object(String name) {
    return new String(rig.evidence.read(name).orElseThrow(), UTF_8);
  }

  private List<String> segments() {
    return rig.evidence.keys().stream().filter(k -> SEGMENT.matcher(k).matches()).toList();
  }

  /** That the objects, one after the other, are the ledger, and that their names say so. */
  private void assertMirrored() {
    var next = 1L;
    for (var name : segments().stream().sorted().toList()) {
      var matcher = SEGMENT.matcher(name);
      assertThat(matcher.matches()).isTrue();
      assertThat(Long.parseLong(matcher.group(1))).isEqualTo(next);
      next = Long.parseLong(matcher.group(2)) + 1;
      assertThat(object(name).lines()).hasSize((int) (next - Long.parseLong(matcher.group(1))));
    }
    var lines = rig.ledger.entries(key, 1).stream().map(Entry::line).toList();
    assertThat(segments().stream().sorted().map(this::object).collect(Collectors.joining()))
        .isEqualTo(String.join("\n", lines) + "\n");
    assertThat(next).isEqualTo(lines.size() + 1);
  }

  @Test
  void copiesALedgerAsItStandsUnderANameThatSaysWhatIsInIt() {
    notes(2);

    assertThat(rig.mirror.flush(key)).isEqualTo(3);

    assertThat(rig.evidence.keys()).containsExactly("cases/IR-2026-001/ledger/00000001-3.jsonl");
    assertMirrored();
  }

  @Test
  void copiesOnlyWhatIsNew() {
    rig.mirror.flush(key);
    notes(2);
    rig.mirror.flush(key);

    assertThat(rig.mirror.flush(key)).isEqualTo(3);

    assertThat(rig.evidence.keys())
        .containsExactly(
            "cases/IR-2026-001/ledger/00000001-1.jsonl",
            "cases/IR-2026-001/ledger/00000002-3.jsonl");
    assertMirrored();
  }

  @Test
  void remembersWhereTheCopyCanBeFound() {
    rig.mirror.flush(key);
    var name = "cases/IR-2026-001/ledger/00000001-1.jsonl";

    var known = rig.table.get(new Key("case " + key, "o#" + name)).orElseThrow();

    assertThat(known.value("sha256")).isEqualTo(CanonicalJson.sha256(object(name)));
    assertThat(known.value("version")).isEqualTo("v1");
    assertThat(known.number("size")).isEqualTo(object(name).length());
  }

  @Test
  void copiesAMessageByteForByteBeforeTheEntryThatTellsOfIt() {
    var bytes = "{ \"Message\" : \"\u00e4\" }".getBytes(UTF_8);
    rig.messages.accept("m1", bytes);
    rig.append(key, ANN, new Fact.FindingUnreadable(1, "h", "m1", "t", "No JSON."));
    rig.append(key, ANN, new Fact.FindingUnreadable(1, "h", "m1", "t", "Nor this."));

    rig.mirror.flush(key);

    assertThat(rig.evidence.keys())
        .containsExactly(
            "cases/IR-2026-001/findings/1.json", "cases/IR-2026-001/ledger/00000001-3.jsonl");
    assertThat(rig.evidence.read("cases/IR-2026-001/findings/1.json")).contains(bytes);
  }

  @Test
  void aLongLedgerIsCopiedInPiecesThatFitATransaction() {
    for (int n = 1; n <= 150; n++) {
      rig.messages.accept("m" + n, ("{\"n\":" + n + "}").getBytes(UTF_8));
      rig.append(key, ANN, new Fact.FindingUnreadable(n, "h", "m" + n, "t", "No JSON."));
    }

    assertThat(rig.mirror.flush(key)).isEqualTo(151);

    assertThat(rig.evidence.read("cases/IR-2026-001/findings/150.json")).isPresent();
    assertMirrored();
  }

  @Test
  void catchesUpInOrderWhenTheBucketIsBack() {
    rig.evidence.faults().breakWrites(Kind.BEFORE, 2);
    assertThatThrownBy(() -> rig.mirror.flush(key)).isInstanceOf(Evidence.Unavailable.class);
    notes(1);
    assertThatThrownBy(() -> rig.mirror.flush(key)).isInstanceOf(Evidence.Unavailable.class);

    assertThat(rig.mirror.flush(key)).isEqualTo(2);

    assertMirrored();
  }

  @Test
  void whoeverCarriesOnAfterADeathWritesTheSameObjects() {
    for (int point = 1; ; point++) {
      rig = new Rig();
      key = rig.open();
      rig.messages.accept("m1", new byte[] {'{', '}'});
      rig.append(key, ANN, new Fact.FindingUnreadable(1, "h", "m1", "t", "No JSON."));
      var death = new BreakingPoint(point);
      rig.table.faults().atEveryPoint(death);
      rig.evidence.faults().atEveryPoint(death);
      try {
        rig.mirror.flush(key);
      } catch (BreakingPoint.Died _) {
        // The next process does not know how far this one came, and more was written meanwhile.
      }
      rig.table.faults().mend();
      rig.evidence.faults().mend();
      notes(1);

      rig.anotherProcess().mirror.flush(key);

      assertMirrored();
      assertThat(segments()).as("after a death at point %s", point).hasSizeLessThanOrEqualTo(2);
      if (!death.wasReached()) {
        assertThat(point).isGreaterThan(10);
        return;
      }
    }
  }

  @Test
  void twoWhoCopyAtOnceWhileOthersWriteNeverOverlap() throws Exception {
    for (int round = 0; round < 30; round++) {
      rig = new Rig();
      key = rig.open();
      var other = rig.anotherProcess();

      Racing.many(
          6,
          n -> {
            for (int i = 0; i < 6; i++) {
              if (n % 3 == 0) {
                rig.append(key, ANN, new Fact.CaseNoted(n + "/" + i));
              } else {
                (n % 3 == 1 ? rig : other).mirror.flush(key);
              }
            }
            return true;
          });
      rig.mirror.flush(key);

      assertMirrored();
    }
  }

  @Test
  void oneWhoWasOvertakenBetweenPlanAndCopyDoesNotOverlap() {
    notes(1);
    var other = rig.anotherProcess();
    var points = new int[] {0};
    rig.table
        .faults()
        .atEveryPoint(() -> {
          // After the plan was written: somebody else copies it, and plans and copies more.
          if (++points[0] == 4) {
            rig.table.faults().atEveryPoint(() -> {});
            other.mirror.flush(key);
            notes(3);
            other.mirror.flush(key);
          }
        });

    rig.mirror.flush(key);

    assertThat(points[0]).isEqualTo(4);
    assertMirrored();
  }

  @Test
  void oneWhoWasOvertakenByAPlanThatNobodyCarriedOutLosesNothing() {
    notes(1);
    var other = rig.anotherProcess();
    var points = new int[] {0};
    rig.table
        .faults()
        .atEveryPoint(() -> {
          if (++points[0] == 4) {
            rig.table.faults().atEveryPoint(() -> {});
            other.mirror.flush(key);
            notes(3);
            rig.evidence.faults().breakWrites(Kind.BEFORE, 1);
            assertThatThrownBy(() -> other.mirror.flush(key))
                .isInstanceOf(Evidence.Unavailable.class);
          }
        });

    rig.mirror.flush(key);

    assertThat(points[0]).isEqualTo(4);
    assertMirrored();
  }
}
