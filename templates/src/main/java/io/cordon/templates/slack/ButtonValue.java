package io.cordon.templates.slack;

import io.cordon.ledger.CaseKey;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a button says of itself when it is pressed. It names things and decides nothing: all facts
 * stay with the case.
 *
 * @param subject what it is about
 * @param what what it is for: "acknowledge", "undo", or an action's name
 * @param action the id of the action that it is about, as in "A-2", or null
 * @param revision the case's revision that the button was drawn from; 0 where there is no case
 */
public record ButtonValue(Subject subject, String what, @Nullable String action, long revision) {
  /** Acknowledge the case. */
  public static final String ACKNOWLEDGE = "acknowledge";

  /** Have somebody look after the case. */
  public static final String ASSIGN = "assign";

  /** Silence the case. */
  public static final String SNOOZE = "snooze";

  /** Have a silenced case speak again. */
  public static final String WAKE = "wake";

  /** Be done with the case. */
  public static final String CLOSE = "close";

  /** Take a closed case up again. */
  public static final String REOPEN = "reopen";

  /** Write something down. */
  public static final String NOTE = "note";

  /** Read the last finding as it came. */
  public static final String RAW = "raw";

  /** Have the case speak for itself again. */
  public static final String LEAVE = "leave";

  /** Show a case that another message speaks for. */
  public static final String SHOW = "show";

  /** Silence many cases of a storm. */
  public static final String SNOOZE_GROUP = "snooze-group";

  /** Handle many cases of a storm as one. */
  public static final String GATHER = "gather";

  /** Turn an action back. */
  public static final String UNDO = "undo";

  /** Look at a request, and decide it. */
  public static final String REVIEW = "review";

  /** Agree to a request without further ado. */
  public static final String APPROVE = "approve";

  /** Not agree to a request. */
  public static final String DENY = "deny";

  /** Take a request back. */
  public static final String WITHDRAW = "withdraw";

  /** Have an action go on without what it waits for. */
  public static final String BREAK_GLASS = "break-glass";

  /** What every action id of ours begins with. */
  public static final String PREFIX = "cordon:";

  private static final String NONE = "-";
  private static final String STORM = "storm-";
  private static final String BUT_REVISION =
      "1\\.(IR-[0-9]{4}-[0-9]{3,9}|storm-[0-9]{1,18})\\.([a-z][a-z-]{0,39})\\.(-|A-[0-9]{1,9})";
  private static final Pattern FORM = Pattern.compile(BUT_REVISION + "\\.([0-9]{1,18})");
  private static final Pattern IN_TEXT = Pattern.compile("(" + BUT_REVISION + ")\\.[0-9]{1,18}");

  /** What a button is about. */
  public sealed interface Subject {
    /** Its name in the value. */
    String text();
  }

  /** A case. */
  public record OfCase(CaseKey key) implements Subject {
    @Override
    public String text() {
      return key.text();
    }
  }

  /**
   * A storm of findings.
   *
   * @param storm its id: digits
   */
  public record OfStorm(String storm) implements Subject {
    @Override
    public String text() {
      return STORM + storm;
    }
  }

  /** The value of a button about a case. */
  public ButtonValue(CaseKey key, String what, @Nullable String action, long revision) {
    this(new OfCase(key), what, action, revision);
  }

  /**
   * The case that it is about.
   *
   * @throws IllegalStateException if it is about something else
   */
  public CaseKey key() {
    return switch (subject) {
      case OfCase of -> of.key();
      case OfStorm of -> throw new IllegalStateException("a button of " + of.text());
    };
  }

  /**
   * The value in the button, at most 120 characters: {@code 1.<case>.<what>.<action or ->.<rev>}.
   */
  public String text() {
    return String.join(
        ".", "1", subject.text(), what, action == null ? NONE : action, Long.toString(revision));
  }

  /** The button's action id; no two buttons of a message have the same. */
  public String actionId() {
    // One message may have such a button for each of many cases.
    var which = what.equals(SHOW) ? ":" + subject.text() : action == null ? "" : ":" + action;
    return PREFIX + what + which;
  }

  /**
   * Text with our values in it, their revisions left out: by them alone nothing looks different.
   */
  public static String withoutRevisions(String text) {
    return IN_TEXT.matcher(text).replaceAll("$1");
  }

  /** Reads a value that came back from Slack; empty if it is none of ours. */
  public static Optional<ButtonValue> parse(String text) {
    var parts = FORM.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    var action = parts.group(3).equals(NONE) ? null : parts.group(3);
    return Optional.of(
        new ButtonValue(
            subject(parts.group(1)), parts.group(2), action, Long.parseLong(parts.group(4))));
  }

  private static Subject subject(String text) {
    return text.startsWith(STORM)
        ? new OfStorm(text.substring(STORM.length()))
        : new OfCase(new CaseKey(text));
  }
}
