package io.cordon.commands;

import io.cordon.change.Scope;
import io.cordon.change.Target;
import io.cordon.ledger.CaseKey;
import io.cordon.people.Refusal;
import java.util.List;

/** What whoever typed a command is told. */
public sealed interface Answer {

  /**
   * It cannot be understood; nothing was started.
   *
   * @param mistake the kind: the templates have a sentence for each
   * @param given what was typed at that place
   */
  record Mistake(String command, Kind mistake, String given) implements Answer {}

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
    NOT_A_CASE,
    UNKNOWN_CASE,
    NOT_CONFIGURED,
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

  /** It was turned down. */
  record Refused(Refusal refusal) implements Answer {}
}
