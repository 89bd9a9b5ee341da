package io.cordon.ledger;

import io.cordon.findings.Severity;

/**
 * That another case speaks for this one.
 *
 * @param severity this case's when that began
 */
public record Membership(CaseKey into, Severity severity) {}
