package io.cordon.commands;

import io.cordon.commands.Answer.Kind;
import io.cordon.ledger.CaseKey;
import io.cordon.people.Person;
import io.cordon.triage.Deed;
import io.cordon.triage.Triage;
import java.util.List;
import java.util.regex.Pattern;

/** {@code /ir note CASE TEXT}: writes something down, as it was typed. */
public final class NoteCommand implements Verb {
  /** What it is called. */
  static final String NAME = "note";

  /** In characters, as people count them. */
  private static final int LONGEST = 2_000;

  private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");

  private final Triage triage;

  /** Writes into cases. */
  public NoteCommand(Triage triage) {
    this.triage = triage;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Group group() {
    return Group.RECORD;
  }

  @Override
  public String form() {
    return "CASE TEXT";
  }

  @Override
  public Command read(Line line) {
    var word = Line.first(line.rest());
    if (word.isEmpty()) {
      throw misread(line, Kind.NO_CASE, "");
    }
    var key = CaseKey.parse(word).orElseThrow(() -> misread(line, Kind.NOT_A_CASE, word));
    var text = unquoted(Line.afterFirst(line.rest()));
    if (text.isEmpty()) {
      throw misread(line, Kind.NO_TEXT, "");
    }
    var length = text.codePointCount(0, text.length());
    if (length > LONGEST) {
      throw misread(line, Kind.TEXT_LENGTH, Integer.toString(length));
    }
    return new Command.Note(key, text);
  }

  private static String unquoted(String text) {
    var quoted = QUOTED.matcher(text.strip());
    return (quoted.matches() ? quoted.group(1) : text).strip();
  }

  /** Writes it down. */
  Answer enter(String id, Command.Note note, Person person) {
    return switch (triage.decide(
        note.key(), person, new Deed.Note(note.text()), Casebook.claim(id))) {
      case Triage.Outcome.Done done -> new Answer.Noted(done.key());
      case Triage.Outcome.Refused refused -> new Answer.Refused(refused.refusal());
    };
  }

  private static Misread misread(Line line, Kind kind, String given) {
    return new Misread(new Answer.Mistake(line.command(), kind, given, List.of()));
  }
}
