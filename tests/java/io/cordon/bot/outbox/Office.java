package io.cordon.bot.outbox;

import com.slack.api.methods.SlackApiException;
import io.cordon.FakeAws;
import io.cordon.Rig;
import io.cordon.action.Actions;
import io.cordon.approval.Circulation;
import io.cordon.bot.parts.Parts;
import io.cordon.bot.slack.SlackConnection;
import io.cordon.bot.slack.StormMessages;
import io.cordon.change.Target;
import io.cordon.findings.Finding;
import io.cordon.findings.Resource;
import io.cordon.findings.Severity;
import io.cordon.ledger.Actor;
import io.cordon.ledger.CanonicalJson;
import io.cordon.ledger.Case;
import io.cordon.ledger.CaseKey;
import io.cordon.ledger.Decided;
import io.cordon.ledger.Decision;
import io.cordon.ledger.Fact;
import io.cordon.people.Authority;
import io.cordon.people.Person;
import io.cordon.people.Staff;
import io.cordon.sandbox.slack.Calls;
import io.cordon.sandbox.slack.Connection;
import io.cordon.sandbox.slack.Message;
import io.cordon.sandbox.slack.SecurityTeam;
import io.cordon.sandbox.slack.SlackWorkspace;
import io.cordon.templates.slack.SlackText;
import io.cordon.triage.Deed;
import io.cordon.triage.Leads;
import io.cordon.triage.Sweep;
import io.cordon.triage.Sweeps;
import io.cordon.triage.Triage;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A ledger, an outbox and a local Slack under one clock, which only moves when a test lets it.
 * Slack enforces its limits.
 */
final class Office implements AutoCloseable {
  static final String CHANNEL = SecurityTeam.CHANNEL;
  static final Actor ALICE = Actor.person(SecurityTeam.ALICE, "alice");
  static final Person BOB = new Person(SecurityTeam.BOB, "T1", "bob");
  private static final Actor TOPIC = Actor.topic("arn:aws:sns:eu-west-1:111122223333:findings");
  private static final Duration STEP = Duration.ofMillis(250);

  final Rig rig = new Rig();
  final MeterRegistry meters = new SimpleMeterRegistry();
  final SlackWorkspace slack;
  private final SlackConnection connection;
  private final AtomicInteger findings = new AtomicInteger();
  private final Triage triage = new Triage(rig.ledger, rig.clock);
  private final Leads leads = new Leads(rig.ledger, rig.clock);
  private Outbox outbox;
  private @Nullable StormMessages storms;

  Office() {
    slack =
        SlackWorkspace.start(
            SecurityTeam.reaching(new Connection.Http(URI.create("http://127.0.0.1:1/"))),
            0,
            rig.clock);
    connection =
        SlackConnection.of(
            URI.create(slack.apiUrl()),
            slack.setup().botToken(),
            "unused",
            List.of(),
            new Parts(meters).named("slack"));
    outbox = anotherSender();
    outbox.begin();
    pass(Pace.PER_UPDATE.multipliedBy(Pace.UPDATES_AT_ONCE));
  }

  /** A sender of another process, which knows nothing of what this one remembers. */
  Outbox anotherSender() {
    var api = connection.api();
    var texts = texts();
    var posts = new Posts(rig.table, api, rig.clock);
    var publisher =
        new Publisher(
            rig.table,
            rig.work,
            rig.ledger,
            api,
            posts,
            texts,
            CHANNEL,
            Severity.MEDIUM,
            rig.clock);
    var cases = new StormCases(rig.table, rig.work, rig.ledger, publisher, rig.clock);
    var all = new Storms(rig.table, rig.work, cases, posts, api, texts, CHANNEL, rig.clock);
    storms = all;
    return new Outbox(rig.mailbag, publisher, all, copies(), CHANNEL, meters, rig.clock);
  }

  private static SlackText texts() {
    return new SlackText(
        new SlackText.Setting(
            new FakeAws(Rig.WEB.scope()),
            new Actions(List.of()),
            _ -> Optional.<Target>empty(),
            "S0ONCALL"));
  }

  private Copies copies() {
    var api = connection.api();
    var posts = new Posts(rig.table, api, rig.clock);
    return new Copies(rig.table, rig.ledger, api, posts, texts(), CHANNEL, rig.clock);
  }

  /** Looks after a request, as a worker of any process does. */
  void tend(CaseKey key, String action) {
    var staff = new Staff(List.of("S0RESPOND"), List.of("S0APPROVE"), "S0ONCALL");
    var authority = new Authority(SecurityTeam.TEAM, staff, connection.api());
    var _ =
        new Circulation(rig.table, rig.work, rig.ledger, authority, rig.clock).tend(key, action);
  }

  /** Whether a click on a message counts for a request. */
  boolean isCopy(CaseKey key, String action, Message message) {
    return copies().isCopy(key, action, message.channel(), message.ts());
  }

  /** From now on another process sends. */
  void isTakenOver() {
    outbox = anotherSender();
    outbox.begin();
  }

  /** Lets the sender look once. */
  void send() {
    var _ = outbox.send(_ -> {});
  }

  /** Lets time pass, in which the sender looks again and again. */
  void pass(Duration time) {
    for (var left = time; left.isPositive(); left = left.minus(STEP)) {
      send();
      rig.clock.tick(STEP);
    }
    send();
  }

  /** A finding comes in, of a case that is found by what it is about. */
  CaseKey finding(String about, Severity severity) {
    var finding = of(about, severity);
    var decided =
        rig.ledger.correlate(
            List.of(about),
            _ -> true,
            state -> Decision.of(TOPIC, state.key(), facts(state, finding)));
    return switch (decided) {
      case Decided.Written<CaseKey> written -> written.answer();
      case Decided.Duplicate<CaseKey> duplicate -> duplicate.first();
    };
  }

  /** As the intake has it. */
  private static Fact[] facts(Case state, Finding finding) {
    var received =
        new Fact.FindingReceived(state.messages() + 1, "ab".repeat(32), finding.id(), "t", finding);
    return state.isWokenBy(finding.severity())
        ? new Fact[] {received, new Fact.CaseWoken(Fact.Waking.WORSE, state.card().isPresent())}
        : new Fact[] {received};
  }

  private Finding of(String about, Severity severity) {
    return new Finding(
        "GuardDuty",
        "f-" + findings.incrementAndGet(),
        "Backdoor:EC2/C&CActivity.B!DNS",
        "queries by " + about,
        "It queries what it should not.",
        severity,
        null,
        "111122223333",
        "eu-west-1",
        List.of(new Resource(Resource.Kind.INSTANCE, about, "Instance", about)),
        null,
        null,
        null,
        1,
        Finding.Status.ACTIVE,
        false,
        null,
        null,
        List.of());
  }

  /** Somebody silences a case. */
  void snooze(CaseKey key, Duration time) {
    var deed = new Deed.Snooze(rig.clock.instant().plus(time), "a known scanner");
    triage.decide(key, BOB, deed, "view of " + key + rig.clock.instant());
  }

  /** What wakes silenced cases looks at one. */
  void wake(CaseKey key) {
    var _ = triage.wake(key);
  }

  /** Somebody has cases handled as one. */
  CaseKey gather(String title, List<CaseKey> cases) {
    var lead = new AtomicReference<CaseKey>();
    var sweeps =
        new Sweeps(
            rig.table,
            rig.work,
            triage,
            leads,
            (_, _, swept) ->
                lead.set(Objects.requireNonNull(((Sweeps.Swept.Gathered) swept).lead())),
            rig.clock);
    sweeps.order(title, BOB, "", new Sweep.Gather(title, "all from one source"), cases);
    var _ = sweeps.carryOut(CanonicalJson.sha256(title));
    return lead.get();
  }

  /** The messages about storms, as those see them who press their buttons. */
  StormMessages storms() {
    return Objects.requireNonNull(storms);
  }

  /** Where a case's card stands. */
  Fact.CardPosted card(CaseKey key) {
    return rig.state(key).card().orElseThrow();
  }

  /** What a case's card says now. */
  String cardText(CaseKey key) {
    return slack.text(slack.message(CHANNEL, card(key).ts()).orElseThrow());
  }

  /** The messages under a case's card. */
  List<Message> thread(CaseKey key) {
    var all = slack.thread(CHANNEL, card(key).ts());
    return all.subList(1, all.size());
  }

  /** Somebody deletes a message. */
  void deleteMessage(String ts) {
    try {
      connection
          .slack()
          .methods(slack.setup().botToken())
          .chatDelete(r -> r.channel(CHANNEL).ts(ts));
    } catch (IOException | SlackApiException e) {
      throw new IllegalStateException(e);
    }
  }

  List<Calls.Call> calls(String method) {
    return slack.calls().of(method);
  }

  /** The most calls of a method in any minute. */
  long mostInAMinute(String method) {
    var times = calls(method).stream().map(Calls.Call::at).toList();
    return times.stream().mapToLong(from -> within(times, from)).max().orElse(0);
  }

  private static long within(List<Instant> times, Instant from) {
    var to = from.plus(Duration.ofMinutes(1));
    return times.stream().filter(at -> !at.isBefore(from) && at.isBefore(to)).count();
  }

  @Override
  public void close() {
    connection.close();
    slack.close();
  }
}
