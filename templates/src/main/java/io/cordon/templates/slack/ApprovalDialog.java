package io.cordon.templates.slack;

import io.cordon.ledger.Case;
import io.cordon.ledger.CaseAction;
import java.time.Instant;

/**
 * A dialog about a request that others must agree to.
 *
 * @param origin what was pressed; comes back as the view's private metadata
 * @param action the action that is asked for
 * @param now when it is opened: the time that is left is told from then
 * @param reason what stands in the field for it from the start, or ""
 */
public record ApprovalDialog(
    Kind kind, Dialog.Origin origin, Case state, CaseAction action, Instant now, String reason) {
  /** The block of the choice between {@link #APPROVE} and {@link #DENY}. */
  public static final String CHOICE = "choice";

  /** A value of the choice. */
  public static final String APPROVE = "approve";

  /** A value of the choice. */
  public static final String DENY = "deny";

  /** The block of the reason. */
  public static final String REASON = "reason";

  /** The block into which the case's name is typed. */
  public static final String KEY = "key";

  /** What it is for. */
  public enum Kind {
    /** To decide the request. */
    DECIDE("decide"),
    /** To look at it: somebody else decides. */
    VIEW("view"),
    /** To turn it down. */
    DENY("deny"),
    /** To have it go on all the same. */
    BREAK_GLASS("break-glass");

    private final String callback;

    Kind(String callback) {
      this.callback = callback;
    }

    /** The view's callback id. */
    public String callback() {
      return callback;
    }
  }
}
