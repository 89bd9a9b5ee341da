package io.cordon.action;

import io.cordon.aws.Attribution;
import io.cordon.change.Target;
import io.cordon.ledger.Actor;
import io.cordon.ledger.CaseKey;
import java.time.Instant;

/**
 * What an action is told about the order that it carries out.
 *
 * @param action its id within the case
 * @param by who asked for it, and in whose name AWS is called
 * @param at when it was asked for
 */
public record Order(
    CaseKey key, String action, Target target, Actor by, String reason, Instant at) {

  /** In whose name, and for which case. */
  public Attribution attribution() {
    return new Attribution(key.text(), by);
  }

  /** A name that belongs to this action alone: "IR-2026-042/A-1". */
  public String token() {
    return key + "/" + action;
  }
}
