package io.cordon.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.findings.Finding;
import io.cordon.findings.Resource;
import io.cordon.findings.Severity;
import io.cordon.ledger.CanonicalJson;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExcerptTest {
  /** The most that DynamoDB takes for an item is 400 KB (Service, account, and table quotas). */
  private static final int LARGEST_ITEM = 400_000;

  private static Finding finding(String text, List<Resource> resources, long count) {
    return new Finding(
        text,
        text,
        text,
        text,
        text,
        Severity.HIGH,
        text,
        text,
        text,
        resources,
        null,
        null,
        null,
        count,
        Finding.Status.ACTIVE,
        false,
        text,
        text,
        Collections.nCopies(40, "field"));
  }

  @Test
  void leavesAnOrdinaryFindingAsItIs() {
    var resource = new Resource(Resource.Kind.INSTANCE, "i-1", "Instance", "arn:aws:ec2:::i-1");
    var finding =
        new Finding(
            "p",
            "i",
            "t",
            "title",
            "text",
            Severity.LOW,
            null,
            "1",
            "r",
            List.of(resource),
            null,
            null,
            null,
            3,
            Finding.Status.RESOLVED,
            true,
            null,
            null,
            List.of("title"));

    assertThat(Excerpt.of(finding)).isEqualTo(finding);
  }

  @Test
  void cutsLongTextsBetweenCharactersAndShowsIt() {
    var cut = Excerpt.of(finding("\ud83d\ude02".repeat(6_000), List.of(), 1));

    assertThat(cut.title()).isEqualTo("\ud83d\ude02".repeat(499) + "\u2026");
    assertThat(cut.description()).isEqualTo("\ud83d\ude02".repeat(4_999) + "\u2026");
    assertThat(Excerpt.of(finding("x".repeat(500), List.of(), 1)).title())
        .isEqualTo("x".repeat(500));
  }

  @Test
  void theWorstThatCanComeFitsOneItemOfTheTable() {
    var worst = "\u0001".repeat(10_000);
    var resource = new Resource(Resource.Kind.OTHER, worst, worst, worst);

    var cut = Excerpt.of(finding(worst, Collections.nCopies(100, resource), 1));

    assertThat(CanonicalJson.text(CanonicalJson.tree(cut)).getBytes(UTF_8).length)
        .isLessThan(LARGEST_ITEM - 10_000);
  }

  @Test
  void keepsCountsWithinWhatJsonCanHold() {
    assertThat(Excerpt.of(finding("x", List.of(), Long.MAX_VALUE)).count())
        .isEqualTo((1L << 53) - 1);
    assertThat(Excerpt.of(finding("x", List.of(), -5)).count()).isEqualTo(1);
  }
}
