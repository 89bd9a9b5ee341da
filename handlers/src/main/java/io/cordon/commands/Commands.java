package io.cordon.commands;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.cordon.action.Requests;
import io.cordon.aws.Attribution;
import io.cordon.aws.Aws;
import io.cordon.aws.Instances;
import io.cordon.change.Scope;
import io.cordon.change.Target;
import io.cordon.intake.Correlation;
import io.cordon.ledger.CanonicalJson;
import io.cordon.ledger.Case;
import io.cordon.ledger.Decision;
import io.cordon.ledger.Due;
import io.cordon.ledger.Fact;
import io.cordon.ledger.Ledger;
import io.cordon.people.Person;
import io.cordon.snapshot.SnapshotDisks;
import io.cordon.table.Conflict;
import io.cordon.table.Item;
import io.cordon.table.Key;
import io.cordon.table.Table;
import io.cordon.table.Write;
import io.cordon.work.Then;
import io.cordon.work.Work;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Typed commands: understood while Slack waits, kept, and then carried out by a worker, since AWS
 * may take longer than Slack waits.
 */
public final class Commands {
  private static final Logger log = LoggerFactory.getLogger(Commands.class);
  private static final Duration KEPT = Duration.ofDays(1);

  private final Table table;
  private final Work work;
  private final Ledger ledger;
  private final Requests requests;
  private final Aws aws;
  private final Replies replies;
  private final Clock clock;

  /** Commands that act on these cases and accounts. */
  public Commands(
      Table table,
      Work work,
      Ledger ledger,
      Requests requests,
      Aws aws,
      Replies replies,
      Clock clock) {
    this.table = table;
    this.work = work;
    this.ledger = ledger;
    this.requests = requests;
    this.aws = aws;
    this.replies = replies;
    this.clock = clock;
  }

  /** A snapshot command, as it is kept until it was carried out. */
  private record Kept(SnapshotCommand command, Person person, Replies.Sender sender) {}

  /**
   * Takes a snapshot command in.
   *
   * @param id a name of this sending of it that never comes twice
   */
  public Answer snapshot(String id, String typed, Person person, Replies.Sender sender) {
    return switch (SnapshotCommand.parse(typed, aws.scopes())) {
      case SnapshotCommand.Parsed.Bad bad -> bad.mistake();
      case SnapshotCommand.Parsed.Good good -> {
        var named = good.command().key();
        if (named != null && ledger.find(named).isEmpty()) {
          yield new Answer.Mistake(SnapshotCommand.NAME, Answer.Kind.UNKNOWN_CASE, named.text());
        }
        keep(id, new Kept(good.command(), person, sender));
        yield new Answer.Looking(SnapshotCommand.NAME, good.command().instance());
      }
    };
  }

  private void keep(String id, Kept kept) {
    var item =
        Item.of(key(id), Map.of("command", CanonicalJson.text(CanonicalJson.tree(kept))))
            .expiring(clock.instant().plus(KEPT));
    try {
      table.write(
          List.of(new Write.Create(item), work.schedule(new Due.Command(id), clock.instant())));
      work.wake();
    } catch (Conflict conflict) {
      if (!conflict.keys().contains(item.key())) {
        throw conflict;
      }
      log.info("command {} came twice", id);
    }
  }

  /** Carries a kept command out. Doing so again starts nothing again. */
  public Then carryOut(String id) {
    var item = table.get(key(id));
    if (item.isPresent()) {
      var kept = read(item.get().value("command"));
      replies.tell(kept.sender(), carryOut(id, kept));
    }
    return new Then.Done();
  }

  private Answer carryOut(String id, Kept kept) {
    var instance = kept.command().instance();
    var asked = aws.scopes().stream().filter(kept.command()::covers).toList();
    var found = new ArrayList<Scope>();
    var unread = new ArrayList<Scope>();
    for (var scope : asked) {
      try {
        if (has(scope, instance, kept.person())) {
          found.add(scope);
        }
      } catch (SdkException e) {
        log.warn("cannot look for {} in {}", instance, scope, e);
        unread.add(scope);
      }
    }
    return switch (found.size()) {
      case 0 -> new Answer.NotFound(instance, asked, unread);
      case 1 -> request(id, kept, found.getFirst());
      default -> new Answer.Ambiguous(instance, found);
    };
  }

  private boolean has(Scope scope, String instance, Person person) {
    var policy = Instances.TO_FIND.reading(scope);
    var ec2 = aws.ec2(scope, Attribution.lookup(person.actor(), policy));
    return Instances.find(ec2, instance).isPresent();
  }

  private Answer request(String id, Kept kept, Scope scope) {
    var target = new Target.Instance(scope.account(), scope.region(), kept.command().instance());
    var ask =
        new Requests.Ask(
            kept.person(),
            SnapshotDisks.NAME,
            target,
            kept.command().reason(),
            null,
            "command " + id);
    var named = kept.command().key();
    var decided =
        named != null
            ? ledger.decide(named, state -> requests.decide(state, ask))
            : ledger.correlate(
                List.of(Correlation.key(target)),
                state -> state.closed().isEmpty(),
                state -> opening(state, ask, target));
    return switch (requests.outcome(decided)) {
      case Requests.Outcome.Requested r -> taken(target, r);
      case Requests.Outcome.Refused r -> new Answer.Refused(r.refusal());
    };
  }

  private Answer taken(Target target, Requests.Outcome.Requested r) {
    var approvals =
        ledger
            .find(r.key())
            .flatMap(state -> state.action(r.action()))
            .map(action -> action.request().approvals())
            .orElse(0);
    return approvals > 0
        ? new Answer.Asked(SnapshotCommand.NAME, target, r.key(), r.action(), approvals)
        : new Answer.Started(SnapshotCommand.NAME, target, r.key(), r.action());
  }

  private Decision<Requests.Outcome> opening(Case state, Requests.Ask ask, Target target) {
    var decision = requests.decide(state, ask);
    if (state.seq() > 0) {
      return decision;
    }
    var facts = new ArrayList<Fact>();
    facts.add(new Fact.CaseOpened(SnapshotCommand.NAME + " " + target.id(), target));
    facts.addAll(decision.facts());
    return new Decision<>(
        decision.actor(), facts, decision.due(), decision.claims(), decision.answer());
  }

  private static Kept read(String text) {
    try {
      return CanonicalJson.MAPPER.readValue(text, Kept.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a kept command cannot be read", e);
    }
  }

  private static Key key(String id) {
    return new Key("command " + id, "command");
  }
}
