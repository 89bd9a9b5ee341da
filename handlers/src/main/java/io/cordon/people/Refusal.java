package io.cordon.people;

import io.cordon.ledger.Actor;
import io.cordon.ledger.By;
import io.cordon.ledger.Case;
import io.cordon.ledger.CaseAction;
import io.cordon.ledger.Fact;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Why a click, a command or a submission was turned down.
 *
 * @param detail what the sentence about it names: the groups that may, an id; may be empty
 * @param first who was first, and when, where that is the reason
 */
public record Refusal(Reason reason, String detail, @Nullable By first) {
  /** What {@link #fact} makes of a detail, a person and a time. */
  private static final Pattern FIRST =
      Pattern.compile("(.*?) ?(\\S+) (\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z)", Pattern.DOTALL);

  /** A refusal for which it does not matter who was first. */
  public Refusal(Reason reason, String detail) {
    this(reason, detail, null);
  }

  /** The same as it stands in a case's ledger. */
  public Fact.ActionRefused fact(String attempt) {
    var who = first == null ? "" : first.actor().id() + " " + first.at();
    return new Fact.ActionRefused(attempt, reason.word(), (detail + " " + who).strip());
  }

  /**
   * The refusal that an entry of a case tells of, as it was told then.
   *
   * @param state the case, with that entry or later ones taken in
   */
  public static Refusal read(Fact.ActionRefused fact, Case state) {
    var reason = Reason.of(fact.reason());
    var told = FIRST.matcher(fact.detail());
    return told.matches()
        ? new Refusal(
            reason,
            told.group(1),
            new By(actor(told.group(2), state), Instant.parse(told.group(3))))
        : new Refusal(reason, fact.detail());
  }

  /** Whom a sentence names needs no more than an id. */
  private static Actor actor(String id, Case state) {
    return Stream.concat(
            state.acknowledged().stream(), state.actions().stream().flatMap(Refusal::people))
        .map(By::actor)
        .filter(actor -> actor.id().equals(id))
        .findFirst()
        // They had the case then, and no longer do.
        .orElseGet(() -> Actor.person(id, id));
  }

  /** Everybody who may be told to have been first. */
  private static Stream<By> people(CaseAction action) {
    var end = action.consent().end();
    return Stream.of(
            Stream.of(action.by()),
            action.consent().approvals().stream(),
            action.consent().last().stream(),
            end == null ? Stream.<By>empty() : Stream.of(end.by()))
        .flatMap(people -> people);
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
    /** Detail: until when; first: who silenced the case. */
    CASE_SNOOZED,
    /** The case is not silenced (any more). */
    NOT_SNOOZED,
    /** Detail: for how many hours at most. */
    SNOOZE_TOO_LONG,
    /** Detail: the actions that are not over. */
    ACTION_OPEN,
    /** The case is open. */
    NOT_CLOSED,
    /** Detail: the case that speaks for it. */
    PART_OF,
    /** No other case speaks for it. */
    NOT_PART,
    /** The storm's message speaks for no such case any more. */
    NO_STORM,
    /** Somebody was first. */
    ALREADY_ACKNOWLEDGED,
    /** Somebody had this message belong to the case already. */
    ALREADY_QUOTED,
    /** Detail: the case that is open about the same. */
    ALREADY_OPEN,
    /** Detail: the action; somebody was first. */
    ALREADY_UNDER_WAY,
    /** Detail: the action; somebody was first, and it was done then. */
    ALREADY_DONE,
    /** Detail: the undo; somebody was first, and it is undone. */
    ALREADY_UNDONE,
    /** Detail: the user who cannot be given a case, since they are no responder. */
    NOT_ASSIGNABLE,
    /** Nothing that this action could act on. */
    NO_TARGET,
    /** Detail: the name of what Cordon cannot do. */
    NO_ACTION,
    /** Detail: account and region. */
    NOT_CONFIGURED,
    /** Detail: the users and groups that may approve. */
    NOT_APPROVER,
    /** Nobody approves what they asked for. Detail: the users who could. */
    OWN_REQUEST,
    /** Only who asked may take it back; somebody was first, and asked. */
    NOT_REQUESTER,
    /** Detail: the action; the same person approved it then. */
    ALREADY_COUNTED,
    /** Detail: the action; somebody was first, so that it goes on. */
    ALREADY_APPROVED,
    /** Detail: "denied", "withdrawn" or "void"; somebody was first, and it ended then. */
    REQUEST_ENDED,
    /** Detail: the UTC time until which it could be decided. */
    REQUEST_EXPIRED,
    /** Detail: what is no longer as it was. */
    REQUEST_VOID,
    /** Nothing of that name waits for a decision. Detail: the action. */
    NO_REQUEST,
    /** Detail: how long the reason must be at least. */
    NO_REASON,
    /** What was typed is not the case's name. Detail: the case. */
    WRONG_KEY,
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
