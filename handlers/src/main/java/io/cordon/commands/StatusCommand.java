package io.cordon.commands;

import io.cordon.findings.Severity;
import io.cordon.ledger.OpenCase;
import io.cordon.ledger.OpenCases;
import io.cordon.table.Table;
import io.cordon.work.Mailbag;
import java.time.Instant;
import java.util.EnumMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /ir status}: how Cordon is, and how much there is to do. */
public final class StatusCommand implements Verb {
  private static final Logger log = LoggerFactory.getLogger(StatusCommand.class);

  private final OpenCases cases;
  private final Mailbag letters;
  private final Vitals vitals;

  /** The status of the process that tells it, and of what all processes share. */
  public StatusCommand(OpenCases cases, Mailbag letters, Vitals vitals) {
    this.cases = cases;
    this.letters = letters;
    this.vitals = vitals;
  }

  @Override
  public String name() {
    return "status";
  }

  @Override
  public Group group() {
    return Group.SEE;
  }

  @Override
  public String form() {
    return "";
  }

  @Override
  public Command read(Line line) {
    Arguments.of(line, 0);
    return new Command.Status();
  }

  /** Tells it, and as much of it as can be told while the table does not answer. */
  public Answer.Status answer() {
    try {
      return new Answer.Status(vitals.now(), backlog());
    } catch (Table.Unavailable e) {
      log.warn("the table does not tell how much there is to do", e);
      return new Answer.Status(vitals.now(), null);
    }
  }

  private Answer.Backlog backlog() {
    var open = new EnumMap<Severity, Integer>(Severity.class);
    cases.all().stream().map(OpenCase::severity).forEach(s -> open.merge(s, 1, Integer::sum));
    var waiting = letters.all();
    return new Answer.Backlog(
        open,
        waiting.size(),
        waiting.stream().map(Mailbag.Letter::since).min(Instant::compareTo).orElse(null),
        vitals.isStorm());
  }
}
