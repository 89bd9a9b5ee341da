package io.cordon.triage;

import io.cordon.ledger.CaseKey;
import io.cordon.ledger.Fact;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What somebody decides about a case as a whole. */
public sealed interface Deed {
  /** The word of a {@link Quote}. */
  String QUOTE = "quote";

  /** To look after it. */
  record Acknowledge() implements Deed {}

  /** To have somebody look after it, by their Slack id. */
  record Assign(String to) implements Deed {}

  /** To hear nothing of it for a while, unless it gets worse. */
  record Snooze(Instant until, String reason) implements Deed {}

  /** To hear of it again before that while is over. */
  record Wake() implements Deed {}

  /** To write something down. */
  record Note(String text) implements Deed {}

  /** To have a message that stands elsewhere belong to it. */
  record Quote(Fact.CaseQuoted message) implements Deed {}

  /** To be done with it. */
  record Close(Resolution resolution, String note) implements Deed {}

  /** To take it up again. */
  record Reopen(String reason) implements Deed {}

  /** To have it speak for itself again, and no other case for it. */
  record Leave() implements Deed {}

  /** The word of it in buttons and in the ledger: "acknowledge". */
  default String word() {
    return switch (this) {
      case Acknowledge _ -> "acknowledge";
      case Assign _ -> "assign";
      case Snooze _ -> "snooze";
      case Wake _ -> "wake";
      case Note _ -> "note";
      case Quote _ -> QUOTE;
      case Close _ -> "close";
      case Reopen _ -> "reopen";
      case Leave _ -> "leave";
    };
  }

  /**
   * As what a case is closed.
   *
   * @param of the case that it repeats, where it is a duplicate
   */
  record Resolution(Kind kind, @Nullable CaseKey of) {
    /** What the findings turned out to be. */
    public enum Kind {
      TRUE_POSITIVE,
      FALSE_POSITIVE,
      BENIGN,
      DUPLICATE;

      /** As it is written: "true-positive". */
      public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
      }
    }

    /** As it stands in the ledger. */
    String text() {
      return of == null ? kind.word() : kind.word() + " of " + of;
    }
  }
}
