package io.cordon.templates.slack;

import io.cordon.ledger.CaseKey;
import io.cordon.ledger.OpenCase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The dialog in which somebody chooses the case that a message belongs to.
 *
 * @param message names the message for whoever opened the dialog; comes back as the view's private
 *     metadata
 * @param author the Slack id of the user or the bot that wrote it, or ""
 * @param at when it was written
 * @param text what it says: text from outside; may be empty
 * @param open the cases that are open, the worst first
 * @param here the case in whose thread the message stands, if it stands in one, or null
 */
public record QuoteDialog(
    String message,
    String author,
    Instant at,
    String text,
    List<OpenCase> open,
    @Nullable CaseKey here) {
  /** The view's callback id. */
  public static final String CALLBACK = "quote";

  /** The block of the choice of the case; its values are the names of cases. */
  public static final String CASE = "case";

  /** A select has so many options (docs.slack.dev, select menu element). */
  private static final int MOST = 100;

  /** Keeps its own copy. */
  public QuoteDialog {
    open = List.copyOf(open);
  }

  /** What there is room for: the worst ones, and the one that is likely to be meant. */
  List<OpenCase> offered() {
    var offered = new ArrayList<>(open.subList(0, Math.min(open.size(), MOST)));
    open.stream()
        .skip(MOST)
        .filter(one -> one.key().equals(here))
        .forEach(one -> offered.set(MOST - 1, one));
    return offered;
  }

  /** The open case that is chosen from the start, or null if none is. */
  @Nullable OpenCase chosen() {
    return open.stream().filter(one -> Objects.equals(one.key(), here)).findFirst().orElse(null);
  }
}
