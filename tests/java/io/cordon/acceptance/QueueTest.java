package io.cordon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cordon.sandbox.aws.Fault;
import io.cordon.sandbox.aws.FaultRule;
import io.cordon.sandbox.aws.GuardDutyFinding;
import java.nio.file.Path;
import java.time.Instant;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What comes through the queue is kept, or told of, before SQS takes it away. */
class QueueTest {
  @TempDir Path folder;
  private Bed bed;

  @BeforeEach
  void make() throws Exception {
    bed = Bed.makeOverSocketAndQueue(folder);
  }

  @AfterEach
  void stop() {
    bed.close();
  }

  private static void eventually(ThrowingRunnable assertion) {
    await().atMost(Bed.PATIENCE).untilAsserted(assertion);
  }

  @Test
  void withoutDynamoDbAMessageStaysInTheQueueUntilItCanBeKept() throws Exception {
    bed.start();
    bed.aws.inject(new Fault.Unreachable(), FaultRule.onAll("dynamodb"));
    GuardDutyFinding.first("16afba5c5c43e07c9e3e5e2e544e95df", Instant.now())
        .publish(bed.aws.clients(), bed.account);

    eventually(() ->
        assertThat(bed.get("/metrics").body())
            .containsPattern("cordon_messages_total\\{result=\"later\",way=\"sqs\"} [2-9]"));
    assertThat(inQueue(bed.account.findings().queue())).isEqualTo(1);

    bed.aws.clearFaults();
    bed.awaitMessage("Acknowledge");
    eventually(() -> assertThat(inQueue(bed.account.findings().queue())).isZero());
    assertThat(inQueue(bed.account.findings().deadQueue())).isZero();
    eventually(() -> assertThat(bed.ledger("finding.received")).hasSize(1));
  }

  private int inQueue(String queue) {
    var shown = QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES;
    var hidden = QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE;
    return bed
        .aws
        .clients()
        .sqs()
        .getQueueAttributes(r -> r.queueUrl(queue).attributeNames(shown, hidden))
        .attributes()
        .values()
        .stream()
        .mapToInt(Integer::parseInt)
        .sum();
  }

  @Test
  void aMessageThatNobodyIsProvedToHaveSentIsToldOfBeforeSqsMovesIt() throws Exception {
    var queue = bed.account.findings().queue();
    var body = "HOSTILE <!channel> <https://evil.example|remediate>";
    bed.aws.clients().sqs().sendMessage(r -> r.queueUrl(queue).messageBody(body));
    for (int receive = 1; receive < 5; receive++) {
      assertThat(
              bed.aws
                  .clients()
                  .sqs()
                  .receiveMessage(r -> r.queueUrl(queue).visibilityTimeout(0))
                  .messages())
          .hasSize(1);
    }

    bed.start();

    var card = bed.awaitMessage("Message of an unproved sender");
    assertThat(bed.slack.text(card))
        .contains("Nothing proves who sent it", "cordon-findings-dead", "this is no message of SNS")
        .doesNotContain("HOSTILE", "remediate");
    assertThat(bed.slack.live(card)).isEmpty();
    eventually(() -> assertThat(bed.ledger("finding.unreadable")).hasSize(1));
    var key = bed.ledger("finding.unreadable").getFirst().path("case").asText();
    assertThat(bed.object("cases/" + key + "/findings/1.json")).isEqualTo(body);
  }
}
