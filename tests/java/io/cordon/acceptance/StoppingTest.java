package io.cordon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cordon.sandbox.aws.Fault;
import io.cordon.sandbox.aws.FaultRule;
import io.cordon.sandbox.aws.GuardDutyFinding;
import io.cordon.sandbox.slack.SecurityTeam;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a Cordon that is told to stop (SIGTERM) does, as a process from its jar. */
class StoppingTest {
  private static final String MOVE = "ModifyNetworkInterfaceAttribute";

  @TempDir Path folder;
  private Bed bed;

  @BeforeEach
  void make() throws Exception {
    bed = Bed.makeOverHttp(folder);
  }

  @AfterEach
  void stop() {
    bed.close();
  }

  @Test
  void oneWithNothingToDoStopsWithZero() throws Exception {
    assertThat(bed.startProcess().stop()).isZero();
  }

  @Test
  void oneThatAwsLetsHangTurnsOthersAwayAndLeavesTheRestToTheNext() throws Exception {
    var cordon = bed.startProcess();
    bed.deliver(
        GuardDutyFinding.first("16afba5c5c43e07c9e3e5e2e544e95df", Instant.now())
            .json(bed.account));
    var card = bed.awaitMessage("Acknowledge");
    bed.aws.inject(
        new Fault.TimeoutAfterChange(Bed.PATIENCE.multipliedBy(2)),
        FaultRule.on("ec2", MOVE).nth(2));
    bed.slack.as(SecurityTeam.ALICE).click(card, "Isolate instance…").confirm();
    bed.submit(SecurityTeam.ALICE, "it talks to a known C2 domain");
    await().atMost(Bed.PATIENCE).until(() -> moves() == 2);

    var code = CompletableFuture.supplyAsync(cordon::stop);
    await().atMost(Bed.PATIENCE).until(() -> bed.get("/health/ready").body().equals("stopping\n"));
    assertThat(bed.post("/sns", bed.signed(bed.envelope("{}")), Map.of()).statusCode())
        .isEqualTo(503);
    assertThat(bed.slack.as(SecurityTeam.BOB).click(card, "Acknowledge").ack().ok()).isFalse();
    assertThat(code.join()).isZero();

    bed.startProcess();
    bed.awaitMessage("🟢 Contained");
    assertThat(moves()).isEqualTo(bed.account.server().interfaces().size());
    await()
        .atMost(Bed.PATIENCE)
        .untilAsserted(() -> {
          assertThat(bed.ledger("action.done")).hasSize(1);
          assertThat(bed.ledger("case.acknowledged")).isEmpty();
        });
  }

  private long moves() {
    return bed.aws.changes().stream().filter(c -> c.call().operation().equals(MOVE)).count();
  }
}
