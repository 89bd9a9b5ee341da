package io.cordon.commands;

import io.cordon.change.Scope;
import io.cordon.custody.RecordCheck;
import io.cordon.isolate.IsolateInstance;
import io.cordon.ledger.Agenda;
import io.cordon.ledger.CaseKey;
import io.cordon.ledger.Ledger;
import io.cordon.people.Authority;
import io.cordon.people.Directory;
import io.cordon.people.Person;
import io.cordon.people.Refusal;
import io.cordon.people.Refusal.Reason;
import io.cordon.people.Role;
import io.cordon.snapshot.SnapshotDisks;
import io.cordon.table.Table;
import io.cordon.work.Then;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Typed commands: understood while Slack waits; what has an effect has it once, and only for whom
 * it may; what takes longer than Slack waits is kept and carried out by a worker.
 */
public final class Commands {
  private static final Logger log = LoggerFactory.getLogger(Commands.class);

  private final Rooms rooms;
  private final Verbs verbs;
  private final Authority authority;
  private final Claims claims;
  private final Casebook book;
  private final Workshop workshop;
  private final Replies replies;

  /**
   * Commands.
   *
   * @param rooms what carries each of them out
   * @param configured the accounts and regions that there are
   */
  public Commands(
      Rooms rooms,
      Supplier<List<Scope>> configured,
      Authority authority,
      Table table,
      Agenda agenda,
      Ledger ledger,
      Workshop workshop,
      Replies replies,
      Clock clock) {
    this.rooms = rooms;
    this.verbs = new Verbs(rooms.verbs(configured));
    this.authority = authority;
    this.claims = new Claims(table, agenda, clock);
    this.book = new Casebook(ledger);
    this.workshop = workshop;
    this.replies = replies;
  }

  /** What carries out the commands that are answered at once. */
  public record Rooms(
      HelpCommand help,
      StatusCommand status,
      WhoamiCommand whoami,
      OnCallCommand onCall,
      ListCommand list,
      ShowCommand show,
      NoteCommand note,
      AssignCommand assign,
      TimelineCommand timeline) {
    /** All commands, in the order in which people are told of them. */
    List<Verb> verbs(Supplier<List<Scope>> configured) {
      return List.of(
          help,
          status,
          whoami,
          onCall,
          list,
          show,
          note,
          assign,
          new ActCommand("snapshot", SnapshotDisks.NAME, configured),
          new ActCommand("memdump", "memory", configured),
          new RequestCommand("isolate", IsolateInstance.NAME, configured),
          new UndoCommand(),
          new DecideCommand(true),
          new DecideCommand(false),
          timeline,
          new VerifyCommand());
    }
  }

  /** What carries out the commands that are kept. */
  public record Workshop(Acting acting, Findings findings, RecordCheck check) {}

  /** How commands are typed. */
  public Verbs verbs() {
    return verbs;
  }

  /** Takes a command in. */
  public Taken take(Typed typed) {
    return switch (verbs.read(typed.command(), typed.text(), typed.people())) {
      case Reading.Bad bad -> new Taken.Answered(bad.mistake());
      case Reading.Good good ->
          switch (good.command()) {
            case Command.Look look -> new Taken.Looks(look);
            case Command.Deed deed -> claimed(typed, deed);
          };
    };
  }

  private Taken claimed(Typed typed, Command.Deed deed) {
    var claim = claims.take(typed.id());
    var refusal = claim.refusal().or(() -> authority.refusal(typed.person(), deed.role()));
    if (refusal.isPresent()) {
      refuse(claim, typed, deed, refusal.get());
      return new Taken.Answered(new Answer.Refused(refusal.get()));
    }
    var unknown = deed.named().filter(key -> !book.has(key));
    if (unknown.isPresent()) {
      return new Taken.Answered(unknown(typed, unknown.get()));
    }
    return switch (deed) {
      case Command.Entered entered -> new Taken.Answered(enter(typed, entered));
      case Command.Kept kept -> new Taken.Answered(keep(claim, typed, kept));
      case Command.Asked asked -> new Taken.Asks(asked);
    };
  }

  private void refuse(Claims.Claim claim, Typed typed, Command.Deed deed, Refusal refusal) {
    log.info("{} of {} was refused: {}", deed.attempt(), typed.person().id(), refusal.reason());
    claims.refuse(claim, refusal);
    deed.named()
        .filter(book::has)
        .ifPresent(key -> book.refuse(key, typed.id(), typed.person(), deed.attempt(), refusal));
  }

  private static Answer unknown(Typed typed, CaseKey key) {
    var command =
        typed.command().equals(Verbs.COMMAND)
            ? typed.command() + " " + Line.first(typed.text()).toLowerCase(Locale.ROOT)
            : typed.command();
    return Answer.Mistake.unknownCase(command, key);
  }

  private Answer enter(Typed typed, Command.Entered entered) {
    return switch (entered) {
      case Command.Note note -> rooms.note().enter(typed.id(), note, typed.person());
      case Command.Assign assign -> rooms.assign().enter(typed.id(), assign, typed.person());
    };
  }

  private Answer keep(Claims.Claim claim, Typed typed, Command.Kept kept) {
    claims.keep(claim, typed.id(), new Claims.Kept(kept, typed.person(), typed.sender()));
    return switch (kept) {
      case Command.Act act -> new Answer.Looking(act.typed(), act.place().instance());
      case Command.ListFindings list -> new Answer.Asking(workshop.findings().places(list));
      case Command.Verify verify -> new Answer.Checking(verify.key());
    };
  }

  /** Looks something up for somebody. */
  public Answer look(Command.Look look, Person person) {
    try {
      return refusal(look, person)
          .<Answer>map(Answer.Refused::new)
          .orElseGet(() -> answer(look, person));
    } catch (Directory.Unreadable e) {
      log.warn("Slack does not say who is who", e);
      return new Answer.Refused(new Refusal(Reason.PEOPLE_UNREADABLE, ""));
    }
  }

  private Optional<Refusal> refusal(Command.Look look, Person person) {
    return authority.refusal(person, look.isForEveryone() ? Role.MEMBER : Role.RESPONDER);
  }

  private Answer answer(Command.Look look, Person person) {
    return switch (look) {
      case Command.Help help -> rooms.help().answer(help, verbs);
      case Command.Status _ -> rooms.status().answer();
      case Command.Whoami _ -> rooms.whoami().answer(person);
      case Command.OnCall _ -> rooms.onCall().answer();
      case Command.ListCases list -> rooms.list().answer(list, person);
      case Command.Show show -> rooms.show().answer(show);
      case Command.Timeline timeline -> rooms.timeline().answer(timeline);
    };
  }

  /** Carries a kept command out. Doing so again starts nothing again. */
  public Then carryOut(String id) {
    claims.kept(id).ifPresent(kept -> replies.tell(kept.sender(), carryOut(id, kept)));
    return new Then.Done();
  }

  private Answer carryOut(String id, Claims.Kept kept) {
    return switch (kept.command()) {
      case Command.Act act -> workshop.acting().act(id, act, kept.person());
      case Command.ListFindings list -> workshop.findings().list(id, list, kept.person());
      case Command.Verify verify -> new Answer.Checked(workshop.check().check(verify.key()));
    };
  }
}
