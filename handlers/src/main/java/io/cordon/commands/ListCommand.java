package io.cordon.commands;

import io.cordon.change.Scope;
import io.cordon.commands.Answer.Kind;
import io.cordon.commands.Command.Which;
import io.cordon.findings.Severity;
import io.cordon.ledger.OpenCase;
import io.cordon.ledger.OpenCases;
import io.cordon.people.Person;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code /ir list}: which cases are open, or what Security Hub holds. */
public final class ListCommand implements Verb {
  /** What it is called. */
  static final String NAME = "list";

  /** Where findings may be listed from. */
  static final String SECURITY_HUB = "securityhub";

  private final OpenCases cases;
  private final Supplier<List<Scope>> configured;
  private final Clock clock;

  /** Lists these cases; findings are listed from the configured accounts. */
  public ListCommand(OpenCases cases, Supplier<List<Scope>> configured, Clock clock) {
    this.cases = cases;
    this.configured = configured;
    this.clock = clock;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Group group() {
    return Group.SEE;
  }

  @Override
  public String form() {
    return "[open|mine|waiting|source=securityhub] [sev=critical,high] [account=ID] [last=24h]";
  }

  @Override
  public Command read(Line line) {
    var given = Arguments.of(line, 1, "source", "sev", "account", "last");
    var source = given.option("source");
    var account = given.account(configured.get()).orElse(null);
    var severities = given.severities();
    var last = given.last().orElse(null);
    if (source.isEmpty()) {
      return new Command.ListCases(which(given), severities, account, last);
    }
    if (!source.get().equalsIgnoreCase(SECURITY_HUB)) {
      throw given.misread(Kind.UNKNOWN_SOURCE, source.get());
    }
    given
        .word(0)
        .ifPresent(word -> {
          throw given.misread(Kind.TOO_MANY_WORDS, word);
        });
    return new Command.ListFindings(
        severities.isEmpty() ? Set.of(Severity.CRITICAL) : severities, account, last);
  }

  private static Which which(Arguments given) {
    var word = given.word(0).orElse(Which.OPEN.name());
    return List.of(Which.values()).stream()
        .filter(which -> which.name().equals(word.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() -> given.misread(Kind.UNKNOWN_LIST, word));
  }

  /** Lists cases. */
  Answer answer(Command.ListCases list, Person person) {
    var found =
        cases.all().stream()
            .filter(c -> isAsked(list, c, person))
            .sorted(OpenCase.WORST_FIRST)
            .toList();
    return new Answer.Cases(list.which(), found);
  }

  private boolean isAsked(Command.ListCases list, OpenCase one, Person person) {
    var of =
        switch (list.which()) {
          case OPEN -> true;
          case MINE -> person.id().equals(one.owner());
          case WAITING -> one.waiting() > 0;
        };
    var last = list.last();
    return of
        && (list.severities().isEmpty() || list.severities().contains(one.severity()))
        && (list.account() == null || list.account().equals(one.account()))
        && isSince(last == null ? null : clock.instant().minus(last), one);
  }

  private static boolean isSince(@Nullable Instant from, OpenCase one) {
    return from == null || !one.opened().isBefore(from);
  }
}
