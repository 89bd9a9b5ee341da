package io.cordon.aws;

import io.cordon.ledger.Actor;
import java.util.Map;

/**
 * In whose name AWS is called, what for, and what may be called for it: all of what makes a session
 * of a role one of its own. CloudTrail shows it.
 *
 * @param session the case's key, or what is done before there is a case: "lookup"
 * @param action which action of the case, as in "IR-2026-042/A-1"
 * @param policy what the session may do
 */
public record Attribution(String session, String action, Actor actor, SessionPolicy policy) {
  /** The tag that names the case, of sessions and of what is made in them. */
  public static final String CASE = "cordon:case";

  /** The tag that names the action. */
  public static final String ACTION = "cordon:action";

  /** The tag that names the person, by the Slack user id. */
  public static final String ANALYST = "cordon:analyst";

  private static final String LOOKUP = "lookup";

  /** For somebody who looks for something, before there is a case. */
  public static Attribution lookup(Actor actor, SessionPolicy policy) {
    return new Attribution(LOOKUP, LOOKUP, actor, policy);
  }

  /** The session's tags; names and values are such as STS takes (API reference, Tag). */
  public Map<String, String> tags() {
    return Map.of(CASE, session, ACTION, action, ANALYST, actor.id());
  }
}
