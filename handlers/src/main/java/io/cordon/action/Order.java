package io.cordon.action;

import io.cordon.aws.Attribution;
import io.cordon.aws.SessionPolicy;
import io.cordon.change.Target;
import io.cordon.ledger.Actor;
import io.cordon.ledger.CaseKey;
import java.time.Instant;

/**
 * What an action is told about the order that it carries out.
 *
 * @param action its id within the case; "preview" for what is only looked at
 * @param by who asked for it, and in whose name AWS is called
 * @param at when it was asked for
 */
public record Order(
    CaseKey key, String action, Target target, Actor by, String reason, Instant at) {

  /** The id of what is not ordered yet, but only looked at. */
  static final String PREVIEW = "preview";

  /** In whose name, and for which action of which case. */
  public Attribution attribution(SessionPolicy policy) {
    return new Attribution(key.text(), token(), by, policy);
  }

  /** A name that belongs to this action alone: "IR-2026-042/A-1". */
  public String token() {
    return key + "/" + action;
  }
}
