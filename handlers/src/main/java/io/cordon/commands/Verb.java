package io.cordon.commands;

import java.util.Locale;
import java.util.Optional;

/** One command: how it is typed. To add one is to add it to the list of {@link Verbs}. */
public interface Verb {
  /** What it is called: the word after {@code /ir}. */
  String name();

  /** What it is for. */
  Group group();

  /** What may follow its name, as people are told: "CASE TEXT". May be empty. */
  String form();

  /** The slash command by which it may be typed as well: "/snapshot". */
  default Optional<String> shortForm() {
    return Optional.empty();
  }

  /**
   * Understands what was typed after it.
   *
   * @throws Misread with what is wrong with it
   */
  Command read(Line line);

  /** What commands are for, in the order in which people are told of them. */
  enum Group {
    SEE,
    RECORD,
    COLLECT,
    CONTAIN,
    DECIDE,
    PROVE;

    /** The word of it in the texts. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
