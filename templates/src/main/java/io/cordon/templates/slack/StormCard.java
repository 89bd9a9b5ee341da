package io.cordon.templates.slack;

import io.cordon.findings.Severity;
import io.cordon.ledger.CaseKey;
import java.time.Duration;
import java.util.List;

/**
 * What the message about a storm of findings says.
 *
 * @param id of the storm: digits
 * @param over whether it is the last edition
 * @param findings how many came in
 * @param span since the first of them
 * @param cases how many cases they are about
 * @param accounts how many AWS accounts
 * @param own how many of the cases have a message of their own
 * @param high how many get one when the storm is over
 * @param groups the worst cases that have none, at most 10
 */
public record StormCard(
    String id,
    boolean over,
    long findings,
    Duration span,
    int cases,
    int accounts,
    int own,
    int high,
    List<Group> groups) {

  /**
   * A case without a message of its own.
   *
   * @param revision of the case, when it was looked at
   * @param title the first finding's; text from outside, as are resource, account and region
   * @param seen how many findings it took in
   * @param quiet whether nobody wants to hear of it: it is silenced, closed, or part of another
   */
  public record Group(
      CaseKey key,
      long revision,
      Severity severity,
      String title,
      String resource,
      String account,
      String region,
      long seen,
      boolean quiet) {}
}
