package io.cordon.ledger;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.cordon.change.Change;
import io.cordon.change.Danger;
import io.cordon.change.Failure;
import io.cordon.change.Remark;
import io.cordon.change.Scope;
import io.cordon.change.Target;
import io.cordon.findings.Finding;
import io.cordon.findings.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an entry tells: its kind and its data. Every state of a case is a fold of these. */
public sealed interface Fact {

  /** Facts about what people think of the case as a whole, and whether they want to hear of it. */
  sealed interface OfTriage extends Fact {}

  /** Facts about one action of the case. */
  sealed interface OfAction extends Fact {
    /** The action's id within its case: "A-1". */
    String action();
  }

  /**
   * A finding came in.
   *
   * @param n which message of the case it came in; the bytes are {@code findings/<n>.json}
   * @param sha256 hash of those bytes, in hex
   * @param message the SNS message id
   */
  record FindingReceived(int n, String sha256, String message, String topic, Finding finding)
      implements Fact {}

  /**
   * A message came in that could not be read; its bytes are kept like any other.
   *
   * @param topic the topic that sent it, or "" where none is proved to have
   * @param unproved where it lies, if nothing proves who sent it
   */
  record FindingUnreadable(
      int n,
      String sha256,
      String message,
      String topic,
      String reason,
      @Nullable Unproved unproved)
      implements Fact {

    /** One of a topic. */
    public FindingUnreadable(int n, String sha256, String message, String topic, String reason) {
      this(n, sha256, message, topic, reason, null);
    }
  }

  /**
   * A message of an SQS queue that Cordon could not take however often it came.
   *
   * @param queue the queue that it came through
   * @param deadLetters the queue that SQS moves it to, or "" if none is known
   * @param receives how often it came
   * @param size in bytes
   */
  record Unproved(String queue, String deadLetters, int receives, int size) {}

  /**
   * Somebody opened the case by hand.
   *
   * @param target what it is about, or null if they named nothing that an action could act upon
   * @param scope where it is about, if there is no target to tell, or null
   * @param severity how bad they say it is, or null if they were not asked
   */
  record CaseOpened(
      String title, @Nullable Target target, @Nullable Scope scope, @Nullable Severity severity)
      implements Fact {

    /** One of an action that was typed. */
    public CaseOpened(String title, Target target) {
      this(title, target, null, null);
    }

    /** Account and region, as far as they are known. */
    public Optional<Scope> where() {
      return target == null ? Optional.ofNullable(scope) : Optional.of(target.scope());
    }
  }

  /** The case's message stands in Slack. */
  record CardPosted(String channel, String ts) implements Fact {}

  /** Somebody asked for the case's own message, which a storm had held back. */
  record CaseShown() implements OfTriage {}

  /** Somebody looks after the case. */
  record CaseAcknowledged() implements OfTriage {}

  /** Somebody was made to look after the case. */
  record CaseAssigned(String to) implements OfTriage {}

  /** Quiet until then, or until it gets worse: nobody is called, nothing is posted. */
  record CaseSnoozed(Instant until, String reason) implements OfTriage {}

  /**
   * Quiet no more, and new again: nobody has it. A kind of its own and no {@code case.reopened},
   * since a case that sleeps was never closed, and since people must see at once which of the two
   * happened and why.
   *
   * @param calls whether the line about it calls those on call
   */
  record CaseWoken(Waking why, boolean calls) implements OfTriage {}

  /** Why a case is quiet no more. */
  enum Waking {
    /** Its time is over. */
    TIME,
    /** A finding came in that is worse than all before. */
    WORSE,
    /** Somebody wanted it. */
    PERSON
  }

  /** Somebody wrote something down. */
  record CaseNoted(String text) implements Fact {}

  /**
   * Somebody had a message of Slack, wherever it stands, belong to the case.
   *
   * @param ts with the channel, what names the message
   * @param author the Slack id of the user or the bot that wrote it, or ""
   * @param at when it was written
   * @param link its address, or "" if Slack did not tell
   * @param text without Slack's markup; may be empty, as where a file says it all
   */
  record CaseQuoted(String channel, String ts, String author, Instant at, String link, String text)
      implements Fact {}

  /** Nothing more to do. */
  record CaseClosed(String resolution, String note) implements OfTriage {}

  /** Something more to do after all. */
  record CaseReopened(String reason) implements OfTriage {}

  /**
   * This case speaks for others, which are its members from their own {@code case.joined} on. Told
   * anew when it turns out, or comes to be, that they are others than it was told before.
   *
   * @param cases the members
   * @param seen how many findings they had taken in by then, all together
   * @param severity the worst of theirs
   * @param top the worst of them, at most 10, as they were then
   */
  record CaseGathered(
      String title,
      String reason,
      List<CaseKey> cases,
      long seen,
      Severity severity,
      List<Member> top)
      implements OfTriage {}

  /**
   * A case that another one speaks for.
   *
   * @param title the first finding's; text from outside, as are resource, account and region
   * @param seen how many findings it had taken in
   */
  record Member(
      CaseKey key,
      Severity severity,
      long seen,
      String title,
      String resource,
      String account,
      String region) {}

  /** Another case speaks for this one, which is quiet unless it becomes critical. */
  record CaseJoined(CaseKey into) implements OfTriage {}

  /** The case speaks for itself again. */
  record CaseLeft(CaseKey from) implements OfTriage {}

  /**
   * Somebody wants an action.
   *
   * @param name the action's name, as in "isolate"
   * @param approvals how many approvals it needs before it runs
   * @param undoes the id of the action that this one turns back, if it is an undo
   * @param expires until when it may be approved and begun; null if it needs no approval
   */
  record ActionRequested(
      String action,
      String name,
      Danger danger,
      Target target,
      String reason,
      Map<String, String> parameters,
      int approvals,
      @Nullable String undoes,
      @Nullable Instant expires)
      implements OfAction {

    /** One that does not expire. */
    public ActionRequested(
        String action,
        String name,
        Danger danger,
        Target target,
        String reason,
        Map<String, String> parameters,
        int approvals,
        @Nullable String undoes) {
      this(action, name, danger, target, reason, parameters, approvals, undoes, null);
    }
  }

  /**
   * What an action would do was found out, and others are asked to agree to it. Nothing is changed.
   *
   * @param changes what would be changed, in order
   * @param impact what else would be felt
   * @param residual what would still be possible afterwards
   * @param others ids of the case's other actions that have changed something on the target
   * @param digest covers all that they agree to, in hex
   */
  record ActionPlanned(
      String action,
      List<Change> changes,
      List<Remark> impact,
      List<Remark> residual,
      List<String> others,
      String digest)
      implements OfAction {
    /** Keeps its own copies. */
    public ActionPlanned {
      changes = List.copyOf(changes);
      impact = List.copyOf(impact);
      residual = List.copyOf(residual);
      others = List.copyOf(others);
    }
  }

  /**
   * A click, command or submission was turned down, and changed nothing.
   *
   * @param attempt what was tried: "acknowledge", "isolate", …
   * @param reason the kind of {@code Refusal}, in one word
   * @param detail for people: what stood in the way
   */
  record ActionRefused(String attempt, String reason, String detail) implements Fact {}

  /**
   * Somebody else agrees, to exactly what the digest covers.
   *
   * @param missing how many more must agree before it runs
   * @param reason why, or ""
   */
  record ActionApproved(String action, String digest, int missing, String reason)
      implements OfAction {
    /** The last one that was missing. */
    public ActionApproved(String action, String digest) {
      this(action, digest, 0, "");
    }
  }

  /**
   * Somebody has the action go on without the approvals that are missing, or without a record that
   * cannot be written (break-glass). Everybody is told.
   *
   * @param digest of what was put before the approvers, or "" if nothing was
   */
  record ActionForced(String action, String digest, String reason) implements OfAction {}

  /** Somebody else does not agree. */
  record ActionDenied(String action, String reason) implements OfAction {}

  /** The requester no longer wants it. */
  record ActionWithdrawn(String action) implements OfAction {}

  /** Nobody decided in time. */
  record ActionExpired(String action) implements OfAction {}

  /** What was approved is no longer what would be done. */
  record ActionVoided(String action, String difference) implements OfAction {}

  /**
   * The intent, before the first changing call.
   *
   * @param changes what will be changed, in order
   * @param before where the state before it was saved; null if that could not be written and
   *     somebody broke the glass: then the changes here are all that tells it
   * @param residual what will still be possible afterwards
   */
  record ActionStarted(
      String action, List<Change> changes, @Nullable StoredObject before, List<Remark> residual)
      implements OfAction {}

  /**
   * The action does not go on for now, and does by itself when what is in its way is over. Told
   * once, however often it is tried meanwhile.
   */
  record ActionWaiting(String action, Failure failure) implements OfAction {}

  /** All of it was done and read back. */
  record ActionDone(String action, StoredObject after) implements OfAction {}

  /** Some of it was done and read back, some was not. */
  record ActionPartial(String action, int done, int of, Failure failure, StoredObject after)
      implements OfAction {}

  /** None of it was seen done. Whether something may have been is told by the failure. */
  record ActionFailed(String action, Failure failure) implements OfAction {}

  /** There was nothing to change: the target was already as the action would make it. */
  record ActionNeedless(String action, String detail) implements OfAction {}

  /** The action no longer holds: another one turned it back. */
  record ActionUndone(String action, String by) implements OfAction {}

  /**
   * AWS accepted a change.
   *
   * @param after what the resource was set to, names resolved
   * @param requestId AWS's id of the call, which CloudTrail knows; "" where the change was found
   *     already made
   */
  record ChangeApplied(String action, String change, List<String> after, String requestId)
      implements OfAction {}

  /** AWS was asked, and the change is there. */
  record ChangeVerified(String action, String change, List<String> seen) implements OfAction {}

  /** A change could not be made, or was not there when read back. */
  record ChangeFailed(String action, String change, Failure failure) implements OfAction {}

  /** An object was written into the evidence bucket. */
  record EvidenceStored(StoredObject object, String what) implements Fact {}

  /**
   * The chain so far, signed. {@code signature} is base64 of DER over the 64 characters of head.
   */
  record Checkpoint(String head, String signature, String key) implements Fact {}

  /** The kind as it stands in the entry, as in "action.approved". */
  @JsonIgnore
  default String kind() {
    return FactKinds.nameOf(this);
  }
}
