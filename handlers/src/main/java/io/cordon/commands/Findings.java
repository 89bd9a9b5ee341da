package io.cordon.commands;

import io.cordon.aws.Aws;
import io.cordon.change.Scope;
import io.cordon.people.Person;
import io.cordon.securityhub.Listed;
import io.cordon.securityhub.NewFindings;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** {@code /ir list source=securityhub}: what Security Hub holds, with an offer for each. */
public final class Findings {
  /** More than people read, and as many as fit into one answer. */
  private static final int SHOWN = 15;

  private static final Comparator<Listed.Hit> NEWEST_FIRST =
      Comparator.comparing(Listed.Hit::updated).reversed();

  private final Aws aws;
  private final NewFindings hub;
  private final Offers offers;
  private final Clock clock;

  /** Lists the findings of these accounts. */
  public Findings(Aws aws, NewFindings hub, Offers offers, Clock clock) {
    this.aws = aws;
    this.hub = hub;
    this.offers = offers;
    this.clock = clock;
  }

  /** Where will be asked. */
  List<Scope> places(Command.ListFindings list) {
    return aws.scopes().stream()
        .filter(scope -> list.account() == null || list.account().equals(scope.account()))
        .toList();
  }

  /** Asks, and offers a case for each of the newest. */
  Answer list(String id, Command.ListFindings list, Person person) {
    var last = list.last();
    var question =
        new NewFindings.Question(
            list.severities(), last == null ? null : clock.instant().minus(last));
    var listed = hub.in(places(list), question, person.actor());
    var hits = listed.stream().flatMap(Findings::hits).sorted(NEWEST_FIRST).toList();
    var offered = hits.stream().limit(SHOWN).map(hit -> offers.make(id, person, hit)).toList();
    return new Answer.Findings(offered, hits.size() - offered.size(), listed);
  }

  private static Stream<Listed.Hit> hits(Listed listed) {
    return switch (listed) {
      case Listed.Found found -> found.hits().stream();
      case Listed.Failed _ -> Stream.empty();
    };
  }
}
