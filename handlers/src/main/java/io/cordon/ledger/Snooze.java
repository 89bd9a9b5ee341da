package io.cordon.ledger;

import io.cordon.findings.Severity;
import java.time.Instant;

/**
 * That a case is quiet for a while.
 *
 * @param by who wanted it, and when
 * @param severity the case's then; a worse finding ends it
 */
public record Snooze(By by, Instant until, String reason, Severity severity) {}
