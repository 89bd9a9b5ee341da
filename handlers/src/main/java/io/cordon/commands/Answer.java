package io.cordon.commands;

import io.cordon.change.Scope;
import io.cordon.change.Target;
import io.cordon.custody.Verdict;
import io.cordon.findings.Severity;
import io.cordon.ledger.Case;
import io.cordon.ledger.CaseKey;
import io.cordon.ledger.Entry;
import io.cordon.ledger.OpenCase;
import io.cordon.people.Person;
import io.cordon.people.Refusal;
import io.cordon.people.Roles;
import io.cordon.securityhub.Listed;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What whoever typed a command is told. */
public sealed interface Answer {

  /**
   * It cannot be understood; nothing was started.
   *
   * @param command as it was typed: "/ir show"
   * @param mistake the kind: the templates have a sentence for each
   * @param given what was typed at that place
   * @param known what could be there instead; may be empty
   */
  record Mistake(String command, Kind mistake, String given, List<String> known) implements Answer {
    /** Keeps its own copy. */
    public Mistake {
      known = List.copyOf(known);
    }

    /** There is no such case. */
    static Mistake unknownCase(Verb verb, CaseKey key) {
      return unknownCase(Verbs.COMMAND + " " + verb.name(), key);
    }

    /** There is no such case. */
    static Mistake unknownCase(String command, CaseKey key) {
      return new Mistake(command, Kind.UNKNOWN_CASE, key.text(), List.of());
    }
  }

  /** The kinds of mistakes. */
  enum Kind {
    NO_INSTANCE,
    NOT_AN_INSTANCE,
    TOO_MANY_WORDS,
    UNKNOWN_OPTION,
    GIVEN_TWICE,
    UNCLOSED_QUOTE,
    NO_REASON,
    REASON_LENGTH,
    NOT_AN_ACCOUNT,
    NO_CASE,
    NOT_A_CASE,
    UNKNOWN_CASE,
    NO_ACTION,
    NOT_AN_ACTION,
    NO_PERSON,
    NOT_A_PERSON,
    NO_TEXT,
    TEXT_LENGTH,
    NOT_A_SEVERITY,
    NOT_A_TIME,
    NOT_AN_ENTRY,
    NOT_CONFIGURED,
    UNKNOWN_LIST,
    UNKNOWN_SOURCE,
    UNKNOWN_TOPIC,
    UNKNOWN_COMMAND
  }

  /** It was understood, and AWS is being asked where the instance is. */
  record Looking(String command, String instance) implements Answer {}

  /** It is in the case's ledger and will run. */
  record Started(String command, Target target, CaseKey key, String action) implements Answer {}

  /**
   * It is in the case's ledger, and runs when so many others agree.
   *
   * @param approvals how many
   */
  record Asked(String command, Target target, CaseKey key, String action, int approvals)
      implements Answer {}

  /**
   * No configured account and region has such an instance; nothing was started.
   *
   * @param unread where AWS would not say
   */
  record NotFound(String instance, List<Scope> asked, List<Scope> unread) implements Answer {}

  /** Several have; nothing was started. */
  record Ambiguous(String instance, List<Scope> found) implements Answer {}

  /** The named case is about something else than the instance; nothing was started. */
  record OtherTarget(CaseKey key, String instance) implements Answer {}

  /** It was turned down. */
  record Refused(Refusal refusal) implements Answer {}

  /** What there is to type. */
  record Overview(List<Verb> verbs) implements Answer {}

  /** How one command is typed. */
  record Topic(Verb verb) implements Answer {}

  /**
   * How Cordon is.
   *
   * @param backlog how much there is to do, or null if the table does not say
   */
  record Status(Vitals.Now vitals, @Nullable Backlog backlog) implements Answer {}

  /**
   * How much there is to do.
   *
   * @param open how many cases are open, by severity
   * @param letters how much waits to be said in Slack
   * @param oldest since when the oldest of that waits, or null if nothing does
   * @param storm whether one message speaks for many new cases
   */
  record Backlog(
      Map<Severity, Integer> open, int letters, @Nullable Instant oldest, boolean storm) {
    /** Keeps its own copy. */
    public Backlog {
      open = Map.copyOf(open);
    }
  }

  /** Who somebody is to Cordon. */
  record You(Person person, Set<Roles.Duty> roles) implements Answer {}

  /**
   * Who is on call.
   *
   * @param called the id of the user group or the user that is called, or null if nobody is
   * @param people the ids of the users behind it
   */
  record OnCall(@Nullable String called, List<String> people) implements Answer {
    /** Keeps its own copy. */
    public OnCall {
      people = List.copyOf(people);
    }

    /** Whether a user group is called, of which these are the members. */
    public boolean isGroup() {
      return called != null && called.startsWith("S");
    }
  }

  /** Open cases, the worst first. */
  record Cases(Command.Which which, List<OpenCase> cases) implements Answer {}

  /**
   * A case.
   *
   * @param link the address of its message, or null if there is none to be had
   */
  record Shown(Case state, @Nullable String link) implements Answer {}

  /**
   * Entries of a case that follow each other, the newest last; more of them than fit, perhaps.
   *
   * @param state the case
   */
  record Entries(Case state, List<Entry> entries) implements Answer {}

  /** It is in the case's ledger. */
  record Noted(CaseKey key) implements Answer {}

  /** The case is that user's. */
  record Assigned(CaseKey key, String user) implements Answer {}

  /** Security Hub is being asked in these places. */
  record Asking(List<Scope> scopes) implements Answer {}

  /**
   * What Security Hub holds.
   *
   * @param offers the newest ones, each with the id by which a case can be opened for it
   * @param more how many there are beside these
   * @param listed what came of asking, for each place
   */
  record Findings(List<Offer> offers, int more, List<Listed> listed) implements Answer {}

  /** A finding for which a case can be opened. */
  record Offer(String id, Listed.Hit hit) {}

  /** What came of opening a case for a finding. */
  record TakenUp(io.cordon.intake.TakenUp how) implements Answer {}

  /** The offer is not there any more, or was made to somebody else. */
  record NoOffer() implements Answer {}

  /** A record is being checked. */
  record Checking(CaseKey key) implements Answer {}

  /** What came of checking it. */
  record Checked(Verdict verdict) implements Answer {}
}
