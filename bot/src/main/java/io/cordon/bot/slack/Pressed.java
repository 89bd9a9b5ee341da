package io.cordon.bot.slack;

import io.cordon.commands.Replies.Sender;
import io.cordon.ledger.CaseKey;
import io.cordon.people.Person;
import io.cordon.templates.slack.ButtonValue;

/**
 * A press on one of Cordon's buttons.
 *
 * @param trigger Slack's trigger_id, which opens a dialog within three seconds and never comes
 *     twice
 * @param channel of the message that the button stands on, or "" if it stands on none
 * @param ts of that message, or ""
 * @param view the id of the view that the button stands on, or "" if it stands on none
 * @param recordedIn the case in whose ledger it is recorded
 */
record Pressed(
    ButtonValue value,
    Person person,
    Sender sender,
    String trigger,
    String channel,
    String ts,
    String view,
    CaseKey recordedIn) {
  CaseKey key() {
    return value.key();
  }

  /** The address for what comes of it, if it replaces the message that was pressed; else "". */
  String cardUrl() {
    return ts.isEmpty() ? "" : sender.responseUrl();
  }

  /** Names this press; however often it is delivered, it is carried out once. */
  String claim() {
    return "click " + trigger;
  }
}
