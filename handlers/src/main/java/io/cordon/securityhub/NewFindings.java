package io.cordon.securityhub;

import io.cordon.action.AwsFailures;
import io.cordon.aws.Attribution;
import io.cordon.aws.Aws;
import io.cordon.aws.Permissions;
import io.cordon.change.Scope;
import io.cordon.findings.Finding;
import io.cordon.findings.FindingReader;
import io.cordon.findings.Reading;
import io.cordon.findings.Severity;
import io.cordon.ledger.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.securityhub.model.AwsSecurityFinding;
import software.amazon.awssdk.services.securityhub.model.AwsSecurityFindingFilters;
import software.amazon.awssdk.services.securityhub.model.DateFilter;
import software.amazon.awssdk.services.securityhub.model.GetFindingsRequest;
import software.amazon.awssdk.services.securityhub.model.SortCriterion;
import software.amazon.awssdk.services.securityhub.model.SortOrder;
import software.amazon.awssdk.services.securityhub.model.StringFilter;
import software.amazon.awssdk.services.securityhub.model.StringFilterComparison;

/** Asks Security Hub, in many places at once, what it holds that is new and still so. */
public final class NewFindings {
  private static final Logger log = LoggerFactory.getLogger(NewFindings.class);

  /** The most that Security Hub gives at once (API reference, GetFindings, MaxResults). */
  private static final int PAGE = 100;

  private static final int PAGES = 3;

  /** What is called. */
  public static final Permissions TO_FIND = Permissions.toRead("securityhub:GetFindings");

  /** Security Hub takes 3 calls of GetFindings a second, and bursts of 6 (API reference). */
  private static final int AT_ONCE = 6;

  /** Of one call; a place that takes longer is told of as not answering. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Aws aws;
  private final FindingReader reader;
  private final AwsFailures failures;

  /**
   * Findings of these accounts.
   *
   * @param ids gives short ids for failures
   */
  public NewFindings(Aws aws, FindingReader reader, Supplier<String> ids) {
    this.aws = aws;
    this.reader = reader;
    this.failures = new AwsFailures(ids);
  }

  /**
   * What is asked for.
   *
   * @param since only what was updated since then, or null
   */
  public record Question(Set<Severity> severities, @Nullable Instant since) {
    /** Keeps its own copy. */
    public Question {
      severities = Set.copyOf(severities);
    }
  }

  /** Asks in all of these places; gives what came of it in their order. */
  public List<Listed> in(List<Scope> scopes, Question question, Actor by) {
    var room = new Semaphore(AT_ONCE);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers =
          scopes.stream()
              .map(scope -> threads.submit(inTurn(room, () -> in(scope, question, by))))
              .toList();
      return answers.stream().map(NewFindings::result).toList();
    }
  }

  private static Callable<Listed> inTurn(Semaphore room, Callable<Listed> call) {
    return () -> {
      room.acquire();
      try {
        return call.call();
      } finally {
        room.release();
      }
    };
  }

  private static Listed result(Future<Listed> answer) {
    try {
      return answer.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("told to stop while Security Hub was asked", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("Security Hub could not be asked", e.getCause());
    }
  }

  private Listed in(Scope scope, Question question, Actor by) {
    try {
      return read(
          scope, question, aws.securityHub(scope, Attribution.lookup(by, TO_FIND.reading(scope))));
    } catch (SdkException e) {
      log.warn("Security Hub in {} did not tell what it holds", scope, e);
      return new Listed.Failed(scope, failures.failure("securityhub:GetFindings", e));
    }
  }

  private Listed read(Scope scope, Question question, SecurityHubClient hub) {
    var found = new ArrayList<Listed.Hit>();
    String next = null;
    for (int page = 0; page < PAGES; page++) {
      var answer = hub.getFindings(request(question, next));
      answer.findings().stream().flatMap(f -> hit(f, question).stream()).forEach(found::add);
      next = answer.nextToken();
      if (next == null || next.isEmpty()) {
        break;
      }
    }
    found.sort(Comparator.comparing(Listed.Hit::updated).reversed());
    return new Listed.Found(scope, found, next != null && !next.isEmpty());
  }

  private static GetFindingsRequest request(Question question, @Nullable String next) {
    return GetFindingsRequest.builder()
        .filters(filters(question))
        .sortCriteria(SortCriterion.builder().field("UpdatedAt").sortOrder(SortOrder.DESC).build())
        .maxResults(PAGE)
        .nextToken(next)
        .overrideConfiguration(c -> c.apiCallTimeout(PATIENCE))
        .build();
  }

  private static AwsSecurityFindingFilters filters(Question question) {
    var filters =
        AwsSecurityFindingFilters.builder()
            .workflowStatus(equal("NEW"))
            .recordState(equal("ACTIVE"))
            .severityLabel(
                question.severities().stream().sorted().map(s -> equal(s.name())).toList());
    var since = question.since();
    return since == null ? filters.build() : filters.updatedAt(from(since)).build();
  }

  private static StringFilter equal(String value) {
    return StringFilter.builder().comparison(StringFilterComparison.EQUALS).value(value).build();
  }

  /** A range has two ends (API reference, DateFilter). */
  private static DateFilter from(Instant since) {
    return DateFilter.builder().start(since.toString()).end("9999-12-31T23:59:59Z").build();
  }

  /** What was not asked for is not shown, whatever comes back. */
  private Optional<Listed.Hit> hit(AwsSecurityFinding found, Question question) {
    var json = Asff.json(found).toString();
    return reader.read(json).stream()
        .filter(Reading.Read.class::isInstance)
        .map(reading -> ((Reading.Read) reading).finding())
        .filter(f -> f.status() == Finding.Status.ACTIVE)
        .filter(f -> question.severities().contains(f.severity()))
        .filter(f -> found.workflow() == null || "NEW".equals(found.workflow().statusAsString()))
        .filter(f -> isSince(question, f))
        .findFirst()
        .map(f -> new Listed.Hit(f, json));
  }

  private static boolean isSince(Question question, Finding finding) {
    var since = question.since();
    var updated = finding.updatedAt();
    return since == null || updated == null || !updated.isBefore(since);
  }
}
