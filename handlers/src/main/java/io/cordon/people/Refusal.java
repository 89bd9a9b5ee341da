package io.cordon.people;

import io.cordon.ledger.By;
import io.cordon.ledger.Fact;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why a click, a command or a submission was turned down.
 *
 * @param detail what the sentence about it names: the groups that may, an id; may be empty
 * @param first who was first, and when, where that is the reason
 */
public record Refusal(Reason reason, String detail, @Nullable By first) {

  /** A refusal for which it does not matter who was first. */
  public Refusal(Reason reason, String detail) {
    this(reason, detail, null);
  }

  /** The same as it stands in a case's ledger. */
  public Fact.ActionRefused fact(String attempt) {
    var who = first == null ? "" : first.actor().id() + " " + first.at();
    return new Fact.ActionRefused(attempt, reason.word(), (detail + " " + who).strip());
  }

  /** The kinds. The templates have a sentence for each, with the next step. */
  public enum Reason {
    /** Not of our workspace. */
    FOREIGN,
    /** A guest, a bot or a deactivated account. */
    GUEST,
    /** Detail: the users and groups that may. */
    NOT_RESPONDER,
    /** Slack did not say who is who. */
    PEOPLE_UNREADABLE,
    /** The message is not one that Cordon posted for the case. */
    UNKNOWN_MESSAGE,
    /** Detail: the case. */
    CASE_CLOSED,
    /** Somebody was first. */
    ALREADY_ACKNOWLEDGED,
    /** Detail: the action; somebody was first. */
    ALREADY_UNDER_WAY,
    /** Detail: the action; somebody was first, and it was done then. */
    ALREADY_DONE,
    /** Nothing that this action could act on. */
    NO_TARGET,
    /** Detail: account and region. */
    NOT_CONFIGURED,
    /** Detail: how many approvals it would need. */
    NEEDS_APPROVAL,
    /** Detail: the action. */
    NOTHING_TO_UNDO,
    /** No such case. */
    NO_CASE;

    /** The word in ledger entries and template names: "already-done". */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The kind of this word.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Reason of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
  }
}
