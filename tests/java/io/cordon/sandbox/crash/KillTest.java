package io.cordon.sandbox.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.bot.Main;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The most dangerous points of each scenario; {@code mvn -Pcrash verify} kills at all of them. */
class KillTest {
  private static final List<Cell> CELLS =
      List.of(
          new Cell(Scenario.SNAPSHOT, "after ec2 CreateSnapshots#1"),
          new Cell(Scenario.ISOLATE, "after ec2 ModifyNetworkInterfaceAttribute#1"),
          new Cell(Scenario.APPROVE, "after append action.approved#1"),
          new Cell(Scenario.ACKNOWLEDGE, "after append case.acknowledged#1"),
          new Cell(Scenario.FINDING_IN, "after new message part, set due intake#1"),
          new Cell(Scenario.FINDING_IN, "after chat.postMessage card#1"));

  @TempDir Path folder;

  @Test
  void whoeverIsKilledWhereItHurtsMostLosesNothingAndDoesNothingTwice() throws Exception {
    try (var lanes = new Lanes(2, jar(), folder, Clock.systemUTC())) {
      var verdicts = lanes.each(CELLS, Lane::run);

      assertThat(verdicts).hasSameSizeAs(CELLS);
      assertThat(verdicts).allSatisfy(v -> assertThat(v.wrong()).as(v.cell().toString()).isEmpty());
    }
  }

  /** From {@code package} on Maven gives this module the jar; before, there is none. */
  private static Path jar() throws Exception {
    var given = Optional.ofNullable(System.getProperty("cordon.jar")).map(Path::of);
    var loaded = Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    var jar = given.orElse(loaded);
    assertThat(Files.isRegularFile(jar))
        .as("needs Cordon's jar: run mvn verify, or say -Dcordon.jar=bot/target/cordon.jar")
        .isTrue();
    return jar.toAbsolutePath();
  }
}
