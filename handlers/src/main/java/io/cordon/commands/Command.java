package io.cordon.commands;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.cordon.change.Scope;
import io.cordon.findings.Severity;
import io.cordon.ledger.CaseKey;
import io.cordon.people.Role;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What somebody typed, understood. */
public sealed interface Command {

  /** Shows something and changes nothing: it may be carried out as often as it comes. */
  sealed interface Look extends Command {
    /** Whether every member of the workspace may; else only responders. */
    default boolean isForEveryone() {
      return false;
    }
  }

  /** Has an effect, and so has it once, however often its request is delivered. */
  sealed interface Deed extends Command {
    /** Whom it is for. */
    default Role role() {
      return Role.RESPONDER;
    }

    /** The case that it names, if it does: a refusal is recorded there. */
    Optional<CaseKey> named();

    /** What the ledger calls the attempt. */
    String attempt();
  }

  /** Is in the ledger before Slack gets its answer. */
  sealed interface Entered extends Deed {}

  /** Is kept and carried out by a worker, since whom it asks may take longer than Slack waits. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Act.class, name = "act"),
    @JsonSubTypes.Type(value = ListFindings.class, name = "findings"),
    @JsonSubTypes.Type(value = Verify.class, name = "verify")
  })
  sealed interface Kept extends Deed {}

  /** Opens a dialog: nothing is done before that is sent off. */
  sealed interface Asked extends Deed {}

  /**
   * Tells what there is to type.
   *
   * @param topic the name of a command, or null for all of them
   */
  record Help(@Nullable String topic) implements Look {
    @Override
    public boolean isForEveryone() {
      return true;
    }
  }

  /** Tells how Cordon is. */
  record Status() implements Look {}

  /** Tells who somebody is to Cordon. */
  record Whoami() implements Look {
    @Override
    public boolean isForEveryone() {
      return true;
    }
  }

  /** Tells who is on call. */
  record OnCall() implements Look {}

  /**
   * Lists open cases.
   *
   * @param severities all if it is empty
   * @param account only of this one, or null
   * @param last only those that were opened within that time, or null
   */
  record ListCases(
      Which which, Set<Severity> severities, @Nullable String account, @Nullable Duration last)
      implements Look {
    /** Keeps its own copy. */
    public ListCases {
      severities = Set.copyOf(severities);
    }
  }

  /** Which open cases. */
  enum Which {
    OPEN,
    /** That whoever asks looks after. */
    MINE,
    /** Of which an action waits. */
    WAITING
  }

  /** Shows a case. */
  record Show(CaseKey key) implements Look {}

  /**
   * Shows a case's entries, the newest last.
   *
   * @param before only those before this one, or null
   */
  record Timeline(CaseKey key, @Nullable Long before) implements Look {}

  /** Writes something down. */
  record Note(CaseKey key, String text) implements Entered {
    @Override
    public Optional<CaseKey> named() {
      return Optional.of(key);
    }

    @Override
    public String attempt() {
      return NoteCommand.NAME;
    }
  }

  /**
   * Has somebody look after a case.
   *
   * @param user the Slack id
   */
  record Assign(CaseKey key, String user) implements Entered {
    @Override
    public Optional<CaseKey> named() {
      return Optional.of(key);
    }

    @Override
    public String attempt() {
      return AssignCommand.NAME;
    }
  }

  /**
   * Where an instance is to be looked for.
   *
   * @param account only there, or null for everywhere
   * @param region only there, or null for everywhere
   */
  record Place(String instance, @Nullable String account, @Nullable String region) {
    /** Whether a scope is one to look in. */
    boolean covers(Scope scope) {
      return (account == null || account.equals(scope.account()))
          && (region == null || region.equals(scope.region()));
    }
  }

  /**
   * Runs an action on an instance, for a reason that is given at once.
   *
   * @param typed the command as it is typed: "/snapshot"
   * @param action the action's name
   * @param key the case that it belongs to, or null for the one about the instance
   */
  record Act(String typed, String action, Place place, @Nullable CaseKey key, String reason)
      implements Kept {
    @Override
    public Optional<CaseKey> named() {
      return Optional.ofNullable(key);
    }

    @Override
    public String attempt() {
      return action;
    }
  }

  /**
   * Lists what Security Hub holds that nobody looked at.
   *
   * @param account only of this one, or null
   * @param last only those that were updated within that time, or null
   */
  record ListFindings(Set<Severity> severities, @Nullable String account, @Nullable Duration last)
      implements Kept {
    /** Keeps its own copy. */
    public ListFindings {
      severities = Set.copyOf(severities);
    }

    @Override
    public Optional<CaseKey> named() {
      return Optional.empty();
    }

    @Override
    public String attempt() {
      return ListCommand.NAME;
    }
  }

  /** Checks a case's record. */
  record Verify(CaseKey key) implements Kept {
    @Override
    public Optional<CaseKey> named() {
      return Optional.of(key);
    }

    @Override
    public String attempt() {
      return VerifyCommand.NAME;
    }
  }

  /**
   * Asks for an action on an instance in a dialog.
   *
   * @param typed the command as it is typed: "/ir isolate"
   * @param action the action's name
   * @param key the case that it belongs to, or null for the one about the instance
   * @param reason what to fill in, or ""
   */
  record Request(String typed, String action, Place place, @Nullable CaseKey key, String reason)
      implements Asked {
    @Override
    public Optional<CaseKey> named() {
      return Optional.ofNullable(key);
    }

    @Override
    public String attempt() {
      return action;
    }
  }

  /**
   * Asks to turn an action back, in a dialog.
   *
   * @param action the action's id within its case
   * @param reason what to fill in, or ""
   */
  record Undo(CaseKey key, String action, String reason) implements Asked {
    @Override
    public Optional<CaseKey> named() {
      return Optional.of(key);
    }

    @Override
    public String attempt() {
      return UndoCommand.NAME;
    }
  }

  /**
   * Decides about somebody's request, in a dialog.
   *
   * @param action the action's id within its case
   * @param approves what to have chosen in it
   * @param reason what to fill in, or ""
   */
  record Decide(CaseKey key, String action, boolean approves, String reason) implements Asked {
    /** Who asked may look at it; who may agree is found out when it is decided. */
    @Override
    public Role role() {
      return Role.PARTICIPANT;
    }

    @Override
    public Optional<CaseKey> named() {
      return Optional.of(key);
    }

    @Override
    public String attempt() {
      return approves ? DecideCommand.APPROVE : DecideCommand.DENY;
    }
  }
}
