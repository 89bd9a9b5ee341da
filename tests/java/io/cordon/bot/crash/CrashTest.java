package io.cordon.bot.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.cordon.Rig;
import io.cordon.ledger.Actor;
import io.cordon.ledger.Decision;
import io.cordon.ledger.Due;
import io.cordon.ledger.Fact;
import io.cordon.ledger.Ledger;
import io.cordon.sandbox.MemoryEvidence;
import io.cordon.sandbox.MemoryTable;
import io.cordon.table.Conflict;
import io.cordon.table.Item;
import io.cordon.table.Key;
import io.cordon.table.Table;
import io.cordon.table.Write;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashTest {
  private static final Key A = new Key("counter", "cases 2026");

  @TempDir Path folder;

  @Test
  void withoutThePropertyNothingIsInstalled() {
    var table = new MemoryTable();
    var evidence = new MemoryEvidence();

    var crash = Crash.configured(new Properties());

    assertThat(crash.table(table)).isSameAs(table);
    assertThat(crash.evidence(evidence)).isSameAs(evidence);
    assertThat(crash.slack()).isEmpty();
    assertThat(crash.ec2()).isEmpty();
  }

  @Test
  void thePointToStopAtAloneInstallsNothing() {
    var properties = new Properties();
    properties.setProperty(Crash.AT, "before new counter cases#1");

    assertThat(Crash.configured(properties).slack()).isEmpty();
  }

  @Test
  void everyPointIsWrittenDownInOrderWithItsNumber() throws Exception {
    var table = recording().table(new MemoryTable());

    table.write(List.of(new Write.Create(Item.of(A, Map.of("n", "1")))));
    table.write(List.of(new Write.Touch(Item.of(A, Map.of("n", "2")))));
    table.write(List.of(new Write.Touch(Item.of(A, Map.of("n", "3")))));

    assertThat(points())
        .containsExactly(
            "before new counter cases#1",
            "after new counter cases#1",
            "before set counter cases#1",
            "after set counter cases#1",
            "before set counter cases#2",
            "after set counter cases#2");
  }

  @Test
  void aWriteThatWasRefusedHasNoPointAfterIt() throws Exception {
    var table = recording().table(new MemoryTable());
    List<Write> write = List.of(new Write.Create(Item.of(A, Map.of())));
    table.write(write);

    assertThat(catchThrowable(() -> table.write(write))).isInstanceOf(Conflict.class);

    assertThat(points()).last().isEqualTo("before new counter cases#2");
  }

  @Test
  void anAppendIsNamedByTheKindsOfItsEntries() throws Exception {
    var rig = new Rig();
    var key = rig.open();
    var crashing = recording().table(rig.table);

    new Ledger(crashing, rig.work, rig.clock)
        .decide(
            key,
            state ->
                Decision.of(
                    Actor.CORDON,
                    state.key(),
                    new Fact.CaseAcknowledged(),
                    new Fact.CaseNoted("\"kind\":\"case.closed\"")));

    assertThat(points())
        .containsExactly(
            "before append case.acknowledged case.noted#1",
            "after append case.acknowledged case.noted#1");
  }

  @Test
  void noNameHoldsAnId() throws Exception {
    var rig = new Rig();
    var table = recording().table(rig.table);
    var due = new Due.Mirror(rig.open());

    table.write(List.of(rig.work.schedule(due, rig.clock.instant())));

    assertThat(points()).first().isEqualTo("before set due mirror#1");
  }

  @Test
  void anObjectIsNamedByItsRole() throws Exception {
    var evidence = recording().evidence(new MemoryEvidence());
    for (var key :
        List.of(
            "cases/IR-2026-042/ledger/00000001-3.jsonl",
            "cases/IR-2026-042/findings/1.json",
            "cases/IR-2026-042/actions/A-1/before.json",
            "keys/0badc0de.pem")) {
      evidence.store(key, new byte[] {1}, "text/plain");
    }

    assertThat(points())
        .filteredOn(point -> point.startsWith("before"))
        .containsExactly(
            "before store ledger#1",
            "before store findings#1",
            "before store before.json#1",
            "before store keys#1");
  }

  @Test
  void fromTheFatalPointOnNoThreadGetsPastAnyPoint() throws Exception {
    var store = new MemoryTable();
    var table = stoppingAt("after set counter cases#2").table(store);
    write(table, "1").join();
    var first = write(table, "2");
    await().until(() -> points().getLast().startsWith(Points.STOPPED));

    var second = write(table, "3");
    await().until(() -> isParked(first) && isParked(second));

    assertThat(store.get(A).orElseThrow().value("n")).isEqualTo("2");
    assertThat(points()).last().isEqualTo("stopped after set counter cases#2");
  }

  private static Thread write(Table table, String n) {
    return Thread.ofPlatform()
        .daemon()
        .start(() -> table.write(List.of(new Write.Touch(Item.of(A, Map.of("n", n))))));
  }

  private static boolean isParked(Thread thread) {
    return thread.getState() == Thread.State.WAITING;
  }

  private Crash recording() {
    return configured(null);
  }

  private Crash stoppingAt(String point) {
    return configured(point);
  }

  private Crash configured(@Nullable String point) {
    var properties = new Properties();
    properties.setProperty(Crash.FILE, folder.resolve("points").toString());
    if (point != null) {
      properties.setProperty(Crash.AT, point);
    }
    return Crash.configured(properties);
  }

  private List<String> points() throws Exception {
    return Files.readAllLines(folder.resolve("points"));
  }
}
