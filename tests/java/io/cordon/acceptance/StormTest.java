package io.cordon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.sandbox.slack.Message;
import io.cordon.sandbox.slack.SecurityTeam;
import io.cordon.sandbox.storm.Notification;
import io.cordon.sandbox.storm.Records;
import io.cordon.sandbox.storm.Setting;
import io.cordon.sandbox.storm.Shower;
import io.cordon.sandbox.storm.Topic;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StormTest {
  private static final Setting AT_ONCE = new Setting(300, 12, 2, Duration.ZERO, 0);

  @TempDir Path folder;

  @Test
  void nothingIsLostAndNothingTwiceWhenAllComesAtOnceInAnyOrderAndSomeOfItAgain() throws Exception {
    try (var bed = Bed.overHttp(folder);
        var topic = new Topic(() -> bed.address("/sns"), Clock.systemUTC())) {
      var storm =
          new Shower(AT_ONCE, bed.account, bed::signed).notifications(Clock.systemUTC().instant());

      topic.deliver(someOfThemAgain(storm));

      assertThat(topic.accepted()).hasSize(AT_ONCE.findings());
      var records = new Records(bed.aws.clients().s3(), bed.account.evidence().bucket());
      records.awaitAll(topic.accepted().keySet(), Bed.PATIENCE);
      assertThat(records.missing(topic.accepted().keySet())).isZero();
      assertThat(records.repeated()).isZero();
      assertThat(records.split(storm)).isZero();
      assertThat(records.broken()).isEmpty();
      assertThat(records.cases()).isEqualTo(AT_ONCE.groups());
      for (var critical : storm.stream().filter(Notification::critical).toList()) {
        bed.awaitMessage(critical.resource());
      }
      assertThat(storm.stream().map(Notification::resource).distinct())
          .allSatisfy(resource -> assertThat(cards(bed, resource)).hasSizeLessThan(2));
    }
  }

  private static List<Notification> someOfThemAgain(List<Notification> storm) {
    var all = new ArrayList<>(storm);
    all.addAll(storm.subList(0, storm.size() / 5));
    Collections.shuffle(all, new Random(7));
    return all;
  }

  private static List<Message> cards(Bed bed, String resource) {
    return bed.slack.messages(SecurityTeam.CHANNEL).stream()
        .filter(m -> bed.slack.text(m).contains(resource))
        .filter(m -> bed.slack.text(m).contains("Acknowledge"))
        .toList();
  }
}
