package io.cordon.commands;

import io.cordon.commands.Answer.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** All commands that there are: what is read, suggested and told of comes from this one list. */
public final class Verbs {
  /** The command that all others follow. */
  public static final String COMMAND = "/ir";

  /** A word is taken for a misspelt one if no more than so many letters differ. */
  private static final int MISSPELT = 2;

  private final List<Verb> all;

  /** These commands, in the order in which people are told of them. */
  public Verbs(List<Verb> all) {
    this.all = List.copyOf(all);
  }

  /** All of them. */
  public List<Verb> all() {
    return all;
  }

  /** The slash commands that Slack must know. */
  public List<String> slashCommands() {
    var commands = new ArrayList<String>();
    commands.add(COMMAND);
    all.forEach(verb -> verb.shortForm().ifPresent(commands::add));
    return List.copyOf(commands);
  }

  /** The command of this name, in any case. */
  public Optional<Verb> named(String name) {
    var word = name.toLowerCase(Locale.ROOT);
    return all.stream().filter(verb -> verb.name().equals(word)).findFirst();
  }

  /**
   * Understands what was typed.
   *
   * @param command the slash command
   * @param text what follows it
   * @param people the ids of those who are mentioned in it, by what stands for them
   */
  public Reading read(String command, String text, Map<String, String> people) {
    var plain = CommandText.plain(text).strip();
    try {
      return new Reading.Good(
          command.equals(COMMAND)
              ? ofFirstWord(plain, people)
              : ofShortForm(command).read(new Line(command, plain, people)));
    } catch (Misread misread) {
      return new Reading.Bad(misread.mistake());
    }
  }

  private Command ofFirstWord(String text, Map<String, String> people) {
    var word = Line.first(text);
    if (word.isEmpty()) {
      return new Command.Help(null);
    }
    var verb = named(word).orElseThrow(() -> unknown(COMMAND, word));
    return verb.read(new Line(COMMAND + " " + verb.name(), Line.afterFirst(text), people));
  }

  private Verb ofShortForm(String command) {
    return all.stream()
        .filter(verb -> verb.shortForm().filter(command::equals).isPresent())
        .findFirst()
        .orElseThrow(() -> unknown(command, ""));
  }

  private Misread unknown(String command, String word) {
    var meant = nearest(word).map(verb -> COMMAND + " " + verb.name()).stream().toList();
    return new Misread(new Answer.Mistake(command, Kind.UNKNOWN_COMMAND, word, meant));
  }

  /** The command that a misspelt word probably means. */
  public Optional<Verb> nearest(String word) {
    var typed = word.toLowerCase(Locale.ROOT);
    return all.stream()
        .filter(verb -> Spelling.distance(typed, verb.name()) <= mostFor(verb.name()))
        .min(Comparator.comparingInt(verb -> Spelling.distance(typed, verb.name())));
  }

  /** So that a short word does not mean any other short word. */
  private static int mostFor(String name) {
    return Math.min(MISSPELT, name.length() / 2);
  }
}
