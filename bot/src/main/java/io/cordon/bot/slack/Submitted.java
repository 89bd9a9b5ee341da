package io.cordon.bot.slack;

import io.cordon.commands.Replies.Sender;
import io.cordon.ledger.CaseKey;
import io.cordon.people.Person;
import io.cordon.templates.slack.ButtonValue;
import io.cordon.templates.slack.Dialog;
import java.util.Map;

/**
 * A dialog that somebody sent off.
 *
 * @param origin the press that opened it
 * @param view the view's id, which never comes twice
 * @param fields what was filled in, by the field's block id: text, the value of a chosen option, or
 *     the id of a chosen user
 * @param recordedIn the case in whose ledger it is recorded
 */
record Submitted(
    Dialog.Origin origin,
    Person person,
    Sender sender,
    String view,
    Map<String, String> fields,
    CaseKey recordedIn) {
  ButtonValue value() {
    return origin.value();
  }

  CaseKey key() {
    return value().key();
  }

  /** Names this submission; however often it is delivered, it is carried out once. */
  String claim() {
    return "view " + view;
  }

  /** What was filled into a field; "" if nothing was. */
  String field(String block) {
    return fields.getOrDefault(block, "").strip();
  }
}
