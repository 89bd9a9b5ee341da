package io.cordon.commands;

import io.cordon.commands.Answer.Kind;
import io.cordon.ledger.Case;
import io.cordon.ledger.Entry;
import io.cordon.ledger.Ledger;
import java.util.List;
import java.util.regex.Pattern;

/** {@code /ir timeline CASE [before=N]}: what happened in a case, entry by entry. */
public final class TimelineCommand implements Verb {
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

  /** More than fit into one answer. */
  private static final int MOST = 40;

  private final Ledger ledger;

  /** Tells of cases of this ledger. */
  public TimelineCommand(Ledger ledger) {
    this.ledger = ledger;
  }

  @Override
  public String name() {
    return "timeline";
  }

  @Override
  public Group group() {
    return Group.PROVE;
  }

  @Override
  public String form() {
    return "CASE [before=N]";
  }

  @Override
  public Command read(Line line) {
    var given = Arguments.of(line, 1, "before");
    var key = given.caseKey();
    var before = given.option("before");
    before
        .filter(n -> !NUMBER.matcher(n).matches() || Long.parseLong(n) < 2)
        .ifPresent(n -> {
          throw given.misread(Kind.NOT_AN_ENTRY, n);
        });
    return new Command.Timeline(key, before.map(Long::valueOf).orElse(null));
  }

  /** Tells the newest entries before the one that is asked for. */
  Answer answer(Command.Timeline timeline) {
    return ledger
        .find(timeline.key())
        .<Answer>map(state -> answer(state, timeline))
        .orElseGet(() -> Answer.Mistake.unknownCase(this, timeline.key()));
  }

  private Answer answer(Case state, Command.Timeline timeline) {
    var before = timeline.before();
    var end = before == null ? state.seq() + 1 : Math.min(before, state.seq() + 1);
    List<Entry> entries =
        ledger.entries(state.key(), Math.max(1, end - MOST)).stream()
            .filter(entry -> entry.seq() < end && entry.seq() >= end - MOST)
            .toList();
    return new Answer.Entries(state, entries);
  }
}
