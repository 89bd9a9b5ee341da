package io.cordon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Other people's findings, through the front door. Skipped where their folder is not at hand. */
class EverySampleComesInTest {
  private static final Path SAMPLES = Path.of("../../shared/findings");

  @TempDir Path folder;

  @Test
  void everySampleIsInACaseWithItsBytes() throws Exception {
    assumeThat(SAMPLES).as("the samples are not beside the project").isDirectory();
    try (var bed = Bed.overHttp(folder)) {
      var files = new LinkedHashMap<String, String>();
      for (var file : samples()) {
        files.put(bed.deliver(Files.readString(file)), SAMPLES.relativize(file).toString());
      }

      await()
          .atMost(Bed.PATIENCE.multipliedBy(4))
          .untilAsserted(() -> assertThat(byMessage(bed).keySet()).containsAll(files.keySet()));

      var entries = byMessage(bed);
      files.forEach((message, file) -> print(file, entries.getOrDefault(message, List.of())));
      assertThat(bed.get("/health/ready").statusCode()).isEqualTo(200);
      for (var lines : entries.values()) {
        var line = lines.getFirst();
        var kept =
            bed.object(
                "cases/"
                    + line.path("case").asText()
                    + "/findings/"
                    + line.path("data").path("n").asText()
                    + ".json");
        assertThat(Bed.json(kept).path("MessageId").asText())
            .isEqualTo(line.path("data").path("message").asText());
      }
    }
  }

  private static List<Path> samples() throws IOException {
    try (Stream<Path> all = Files.walk(SAMPLES)) {
      return all.filter(f -> f.toString().endsWith(".json")).sorted().toList();
    }
  }

  private static Map<String, List<JsonNode>> byMessage(Bed bed) {
    return bed.ledger().stream()
        .filter(e -> e.path("kind").asText().startsWith("finding."))
        .collect(Collectors.groupingBy(e -> e.path("data").path("message").asText()));
  }

  private static void print(String file, List<JsonNode> lines) {
    for (var line : lines) {
      var f = line.path("data").path("finding");
      var resources =
          f.path("resources").findValuesAsText("id").stream().collect(Collectors.joining(" "));
      System.out.println(
          String.join(
              " | ",
              file,
              line.path("case").asText(),
              f.isMissingNode()
                  ? line.path("data").path("reason").asText()
                  : f.path("title").asText(),
              f.path("severity").asText("-"),
              f.path("account").asText("-"),
              f.path("region").asText("-"),
              resources));
    }
  }
}
