package io.cordon.work;

import io.cordon.ledger.Due;
import io.cordon.ledger.Urgency;
import io.cordon.table.Conflict;
import io.cordon.table.Item;
import io.cordon.table.Table;
import io.cordon.table.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The letters that are due, for whoever has the duty to send them. */
public final class Mailbag {
  private final Table table;
  private final Work work;

  /** The letters in this table. */
  public Mailbag(Table table, Work work) {
    this.table = table;
    this.work = work;
  }

  /**
   * What is to be said in Slack, the most urgent first, and what has waited longest before that.
   */
  public List<Letter> all() {
    return table.query(Lane.OUTBOX.partitions().getFirst(), "", "").stream()
        .flatMap(item -> Letter.of(item).stream())
        .sorted(
            Comparator.<Letter, Urgency>comparing(l -> l.due().urgency())
                .thenComparing(Letter::since))
        .toList();
  }

  /** Waits until there may be another letter, but no longer than this. */
  public void await(Duration most) throws InterruptedException {
    work.awaitNews(Lane.OUTBOX, most);
  }

  /** Ends a letter that was sent; one that was written to meanwhile stays. */
  public void sent(Letter letter) {
    try {
      table.write(List.of(new Write.Delete(letter.item())));
    } catch (Conflict _) {
      // There is more to say by now.
    }
  }

  /** Leaves a letter for later. */
  public void putOff(Letter letter, Instant until, long tries) {
    table.write(
        List.of(
            new Write.Touch(
                Item.of(
                    letter.item().key(),
                    Map.of("due", Work.millis(until), "tries", Long.toString(tries))),
                Map.of("since", Work.millis(letter.since())))));
  }

  /**
   * Something to be said in Slack.
   *
   * @param at when it may be said
   * @param since when it was first to be said
   * @param tries how often that was tried in vain
   */
  public record Letter(Due.Letter due, Instant at, Instant since, long tries, Item item) {
    static Optional<Letter> of(Item item) {
      return Due.parse(item.key().sort())
          .filter(Due.Letter.class::isInstance)
          .map(due ->
              new Letter(
                  (Due.Letter) due,
                  Instant.ofEpochMilli(item.number("due")),
                  Instant.ofEpochMilli(item.number("since")),
                  item.number("tries"),
                  item));
    }
  }
}
