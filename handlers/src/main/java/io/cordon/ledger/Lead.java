package io.cordon.ledger;

/**
 * That a case speaks for others.
 *
 * @param by who wanted it, and when
 * @param gathered what was told of them last
 */
public record Lead(By by, Fact.CaseGathered gathered) {}
