package io.cordon.ledger;

import java.time.Instant;

/**
 * Whoever looks after a case.
 *
 * @param user the Slack id
 */
public record Owner(String user, Instant since) {}
