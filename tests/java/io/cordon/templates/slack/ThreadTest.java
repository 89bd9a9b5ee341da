package io.cordon.templates.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.ledger.Fact;
import org.junit.jupiter.api.Test;

class ThreadTest {
  private final SlackText texts = Story.texts();

  @Test
  void theFindingThatOpensACaseAndItsCardGiveNoLine() {
    var story = Story.ofAnInstance().then(Story.BEN, new Fact.CardPosted("C0SECURITY", "1.2"));

    assertThat(texts.thread(story.all(), story.state())).isEmpty();
  }

  @Test
  void theLinesOfOneBatchComeInOneMessage() {
    var story = Story.ofAnInstance().isolated("A-1");

    var messages = texts.thread(story.all(), story.state());

    assertThat(messages).hasSize(1);
    assertThat(Golden.parse(messages.getFirst().blocks())).hasSize(1);
  }

  @Test
  void aLongBatchIsSpreadOverAsFewMessagesAsFit() {
    var story = Story.ofAnInstance();
    for (int i = 0; i < 20; i++) {
      story.then(Story.ANNA, new Fact.CaseNoted(i + " " + "word ".repeat(250)));
    }

    var messages = texts.thread(story.all(), story.state());

    messages.forEach(SlackRules::check);
    assertThat(messages).hasSize(4);
    for (int i = 0; i < 20; i++) {
      var note = "noted: “" + i + " word";
      assertThat(messages.stream().filter(m -> m.blocks().contains(note))).hasSize(1);
    }
  }

  @Test
  void theFirstFindingOfACaseOpenedByHandIsNews() {
    var story =
        Story.byHand("/snapshot i-0ab12cd34ef567890")
            .then(Story.TOPIC, new Fact.FindingReceived(1, "", "m-1", "t", Story.finding()));

    var messages = texts.thread(story.all().subList(1, 2), story.state());

    assertThat(messages).hasSize(1);
  }
}
