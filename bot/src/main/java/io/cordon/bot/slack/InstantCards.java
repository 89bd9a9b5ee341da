package io.cordon.bot.slack;

import com.fasterxml.jackson.databind.util.RawValue;
import io.cordon.ledger.Agenda;
import io.cordon.ledger.CanonicalJson;
import io.cordon.ledger.CaseKey;
import io.cordon.ledger.Due;
import io.cordon.ledger.Ledger;
import io.cordon.table.Table;
import io.cordon.templates.slack.SlackText;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows what came of a click on the clicked card at once, through the click's response URL. What
 * stays there comes from the outbox, whether this works or not.
 */
public final class InstantCards {
  private static final Logger log = LoggerFactory.getLogger(InstantCards.class);

  /** Well after Slack has answered, or is not waited for any longer. */
  private static final Duration REPAIRED_AFTER = Duration.ofSeconds(5);

  /** So long before its repair a card is not overwritten any more. */
  public static final Duration OVER_SINCE = Duration.ofSeconds(2);

  private final Table table;
  private final Agenda agenda;
  private final Ledger ledger;
  private final ResponseUrls urls;
  private final SlackText texts;
  private final Clock clock;

  /** Cards of the cases in this ledger. */
  public InstantCards(
      Table table, Agenda agenda, Ledger ledger, ResponseUrls urls, SlackText texts, Clock clock) {
    this.table = table;
    this.agenda = agenda;
    this.ledger = ledger;
    this.urls = urls;
    this.texts = texts;
    this.clock = clock;
  }

  /** Has the card that the address belongs to show the case as it is now, if Slack lets it. */
  void show(CaseKey key, String responseUrl) {
    if (!urls.isSlacks(responseUrl)) {
      return;
    }
    try {
      // Before the card is touched: it may overtake a newer one, and this process may die at once.
      table.write(
          List.of(agenda.schedule(new Due.Repair(key), clock.instant().plus(REPAIRED_AFTER))));
      urls.post(responseUrl, replacement(key));
    } catch (Table.Unavailable e) {
      log.debug("{}: the card is left to the publisher", key, e);
    }
  }

  private String replacement(CaseKey key) {
    var message = texts.card(ledger.find(key).orElseThrow());
    return CanonicalJson.MAPPER
        .createObjectNode()
        .put("replace_original", true)
        .put("text", message.text())
        .putRawValue("blocks", new RawValue(message.blocks()))
        .toString();
  }
}
