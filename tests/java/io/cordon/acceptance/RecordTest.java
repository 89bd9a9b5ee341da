package io.cordon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cordon.sandbox.aws.GuardDutyFinding;
import io.cordon.sandbox.slack.SecurityTeam;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether a stranger can check the record with nothing but common tools. */
class RecordTest {
  @TempDir Path folder;

  @Test
  void sha256sumAndOpensslAreEnoughToCheckTheLedger() throws Exception {
    try (var bed = Bed.overHttp(folder)) {
      bed.deliver(
          GuardDutyFinding.first("16afba5c5c43e07c9e3e5e2e544e95df", Instant.now())
              .json(bed.account));
      var card = bed.awaitMessage("Acknowledge");
      bed.slack.as(SecurityTeam.ALICE).click(card, "Snapshot disks…");
      bed.submit(SecurityTeam.ALICE, "the disks may hold the dropper");
      await()
          .atMost(Bed.PATIENCE)
          .untilAsserted(() -> assertThat(bed.ledger("checkpoint")).isNotEmpty());

      var before = "0".repeat(64);
      for (var line : bed.ledgerLines()) {
        assertThat(Bed.json(line).path("prev").asText()).isEqualTo(before);
        before = sha256sum(line);
      }
      var signed = bed.ledger("checkpoint").getFirst().path("data");
      Files.writeString(
          folder.resolve("key.pem"), bed.object("keys/" + signed.path("key").asText() + ".pem"));
      Files.write(
          folder.resolve("sig"), Base64.getDecoder().decode(signed.path("signature").asText()));
      Files.writeString(folder.resolve("head"), signed.path("head").asText());
      assertThat(
              output(
                  "openssl", "dgst", "-sha256", "-verify", "key.pem", "-signature", "sig", "head"))
          .contains("Verified OK");
    }
  }

  private String sha256sum(String line) throws Exception {
    Files.writeString(folder.resolve("line"), line);
    return output("sha256sum", "line").split(" ", 2)[0];
  }

  private String output(String... command) throws Exception {
    var process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
