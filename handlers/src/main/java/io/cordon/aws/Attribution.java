package io.cordon.aws;

import io.cordon.ledger.Actor;

/**
 * In whose name, and for what, AWS is called; CloudTrail shows both.
 *
 * @param session the case's key, or what is done before there is a case: "lookup"
 */
public record Attribution(String session, Actor actor) {}
