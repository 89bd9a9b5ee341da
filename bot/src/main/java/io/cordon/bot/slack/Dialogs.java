package io.cordon.bot.slack;

import com.slack.api.model.view.View;
import io.cordon.ledger.CanonicalJson;
import io.cordon.table.Item;
import io.cordon.table.Key;
import io.cordon.table.Table;
import io.cordon.table.Write;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Dialogs: one for each click, however often and to whichever process the click is delivered. */
public final class Dialogs {
  private static final Logger log = LoggerFactory.getLogger(Dialogs.class);
  private static final Duration KEPT = Duration.ofDays(1);

  private final Table table;
  private final SlackApi slack;
  private final Clock clock;

  /** Dialogs that all processes on this table know of. */
  public Dialogs(Table table, SlackApi slack, Clock clock) {
    this.table = table;
    this.slack = slack;
    this.clock = clock;
  }

  /** What came of opening one. */
  sealed interface Opened {
    /** The person sees it. */
    record Now(View view) implements Opened {}

    /** The same click was delivered before, and its dialog was opened then. */
    record Before() implements Opened {}

    /** Slack lets a click open a dialog for three seconds only. */
    record TooLate() implements Opened {}
  }

  /** Whether a click opened its dialog already. */
  boolean isOpened(String trigger) {
    return table.get(key(trigger)).isPresent();
  }

  /**
   * Opens a dialog.
   *
   * @param trigger the click's trigger_id
   */
  Opened open(String trigger, String view) {
    try {
      var opened = slack.open(trigger, view);
      remember(trigger);
      return new Opened.Now(opened);
    } catch (SlackTrouble trouble) {
      return switch (refusal(trouble)) {
        case "exchanged_trigger_id" -> new Opened.Before();
        case "expired_trigger_id" -> new Opened.TooLate();
        default -> throw trouble;
      };
    }
  }

  /** Fills a dialog in, unless it was closed or submitted before AWS had answered. */
  void fill(View opened, String view) {
    try {
      slack.update(opened, view);
    } catch (SlackTrouble trouble) {
      switch (refusal(trouble)) {
        case "not_found", "hash_conflict" -> {}
        default -> throw trouble;
      }
    }
  }

  private static String refusal(SlackTrouble trouble) {
    return trouble.kind() instanceof SlackTrouble.Kind.Refused refused ? refused.error() : "";
  }

  /** Without this a click that is delivered again is told that it came too late, and no more. */
  private void remember(String trigger) {
    try {
      var now = clock.instant();
      var item = Item.of(key(trigger), Map.of("at", now.toString())).expiring(now.plus(KEPT));
      table.write(List.of(new Write.Create(item)));
    } catch (Table.Unavailable e) {
      log.debug("a dialog is open and not remembered", e);
    }
  }

  private static Key key(String trigger) {
    return new Key("dialog " + CanonicalJson.sha256(trigger), "dialog");
  }
}
