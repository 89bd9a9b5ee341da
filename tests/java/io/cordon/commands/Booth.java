package io.cordon.commands;

import io.cordon.FakeAws;
import io.cordon.Rig;
import io.cordon.action.Actions;
import io.cordon.action.Requests;
import io.cordon.approval.Policy;
import io.cordon.change.Scope;
import io.cordon.custody.RecordCheck;
import io.cordon.findings.FindingReader;
import io.cordon.intake.Intake;
import io.cordon.ledger.OpenCases;
import io.cordon.people.Authority;
import io.cordon.people.Directory;
import io.cordon.people.Person;
import io.cordon.people.Roles;
import io.cordon.people.Staff;
import io.cordon.securityhub.NewFindings;
import io.cordon.snapshot.SnapshotDisks;
import io.cordon.triage.Triage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One process's commands, with people and accounts that are as a test wants them. */
final class Booth {
  static final Person ANN = new Person("U1ANN", "T1", "Ann");
  static final Person BEN = new Person("U2BEN", "T1", "Ben");
  static final Person STRANGER = new Person("U3EVE", "T1", "Eve");
  static final Replies.Sender SENDER =
      new Replies.Sender("U1ANN", "C1", "https://slack.example/secret");
  static final Scope EU = new Scope("111122223333", "eu-west-1");
  static final Scope US = new Scope("111122223333", "us-east-1");

  final Rig rig;
  final FakeAws aws;
  final List<Answer> told = new ArrayList<>();
  final Set<String> responders;
  final Commands commands;

  Booth() {
    this(new Rig(), new FakeAws(EU, US), new HashSet<>(Set.of(ANN.id(), BEN.id())));
  }

  private Booth(Rig rig, FakeAws aws, Set<String> responders) {
    this.rig = rig;
    this.aws = aws;
    this.responders = responders;
    this.commands = commands();
  }

  /** Another process on the same stores. */
  Booth anotherProcess() {
    return new Booth(rig.anotherProcess(), aws, responders);
  }

  private final class People implements Directory {
    @Override
    public Profile profile(String userId) {
      return new Profile(userId, "T1", false, false, false);
    }

    @Override
    public Set<String> members(String groupId) {
      return Set.copyOf(responders);
    }
  }

  /** A process to which nothing happens. */
  private static final class Calm implements Vitals {
    @Override
    public Now now() {
      return new Now("1.0", Rig.START, List.of("slack"), null);
    }

    @Override
    public boolean isStorm() {
      return false;
    }
  }

  private Commands commands() {
    var people = new People();
    var staff = new Staff(List.of("S1"), List.of(BEN.id()), "S1");
    var authority = new Authority("T1", staff, people);
    var roles = new Roles(staff, people);
    var triage = new Triage(rig.ledger, rig.clock);
    var requests =
        new Requests(
            rig.ledger,
            new Actions(List.of(new SnapshotDisks(aws, () -> "id"))),
            aws,
            Policy.of(Map.of()),
            rig.clock);
    var reader = new FindingReader();
    var intake = new Intake(rig.messages, reader, rig.ledger, Duration.ofHours(24), rig.clock);
    var cases = new OpenCases(rig.table);
    var rooms =
        new Commands.Rooms(
            new HelpCommand(),
            new StatusCommand(cases, rig.mailbag, new Calm()),
            new WhoamiCommand(roles),
            new OnCallCommand(roles),
            new ListCommand(cases, aws::scopes, rig.clock),
            new ShowCommand(rig.ledger, card -> Optional.of("https://x/" + card.ts())),
            new NoteCommand(triage),
            new AssignCommand(rig.ledger, triage, authority),
            new TimelineCommand(rig.ledger));
    var findings =
        new Findings(
            aws,
            new NewFindings(aws, reader, () -> "id"),
            new Offers(rig.table, intake, rig.clock),
            rig.clock);
    var workshop =
        new Commands.Workshop(
            new Acting(rig.ledger, requests, new InstanceSearch(aws)),
            findings,
            new RecordCheck(rig.ledger, rig.mirror, rig.evidence));
    return new Commands(
        rooms,
        aws::scopes,
        authority,
        rig.table,
        rig.work,
        rig.ledger,
        workshop,
        (_, answer) -> told.add(answer),
        rig.clock);
  }

  /** Has somebody send a command. */
  Taken take(String id, Person person, String command, String text) {
    return commands.take(new Typed(id, command, text, Map.of("@ben", BEN.id()), person, SENDER));
  }

  /** What somebody is told at once. */
  Answer answer(String id, Person person, String text) {
    return switch (take(id, person, Verbs.COMMAND, text)) {
      case Taken.Answered answered -> answered.answer();
      case Taken.Looks looks -> commands.look(looks.command(), person);
      case Taken.Asks asks -> throw new AssertionError("a dialog: " + asks);
    };
  }
}
