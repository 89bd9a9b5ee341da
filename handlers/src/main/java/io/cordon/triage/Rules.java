package io.cordon.triage;

import io.cordon.findings.Severity;
import io.cordon.ledger.Case;
import io.cordon.ledger.Fact;
import io.cordon.people.Refusal;
import io.cordon.people.Refusal.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Which decision a case is in a state for. Who may decide is not decided here. */
final class Rules {
  private Rules() {}

  /** Why a case is in no state for it; empty if it is in one. */
  static Optional<Refusal> refusal(Case state, Deed deed, Instant now) {
    return switch (deed) {
      case Deed.Note _ -> Optional.empty();
      case Deed.Quote quote -> open(state).or(() -> quoted(state, quote.message()));
      case Deed.Reopen _ -> state.closed().isPresent() ? none() : no(Reason.NOT_CLOSED, "");
      case Deed.Leave _ ->
          open(state).or(() -> state.membership().isPresent() ? none() : no(Reason.NOT_PART, ""));
      case Deed.Wake _ ->
          open(state).or(() -> state.snooze().isPresent() ? none() : no(Reason.NOT_SNOOZED, ""));
      case Deed.Acknowledge _ -> awake(state).or(() -> nobodys(state));
      case Deed.Assign _ -> awake(state);
      case Deed.Snooze snooze -> awake(state).or(() -> shortEnough(state, snooze, now));
      case Deed.Close _ -> awake(state).or(() -> nothingUnderWay(state));
    };
  }

  /** What most of it needs: the case is open, speaks for itself, and is not silenced. */
  private static Optional<Refusal> awake(Case state) {
    return open(state)
        .or(() -> state.membership().map(m -> new Refusal(Reason.PART_OF, m.into().text())))
        .or(() ->
            state
                .snooze()
                .map(s ->
                    new Refusal(
                        Reason.CASE_SNOOZED,
                        s.until().truncatedTo(ChronoUnit.SECONDS).toString(),
                        s.by())));
  }

  private static Optional<Refusal> open(Case state) {
    return state.closed().isPresent() ? no(Reason.CASE_CLOSED, state.key().text()) : none();
  }

  private static Optional<Refusal> quoted(Case state, Fact.CaseQuoted message) {
    return state
        .quoted(message.channel(), message.ts())
        .map(by -> new Refusal(Reason.ALREADY_QUOTED, "", by));
  }

  private static Optional<Refusal> nobodys(Case state) {
    return state.acknowledged().map(by -> new Refusal(Reason.ALREADY_ACKNOWLEDGED, "", by));
  }

  private static Optional<Refusal> shortEnough(Case state, Deed.Snooze snooze, Instant now) {
    var most = longestSnooze(state.severity());
    return Duration.between(now, snooze.until()).compareTo(most) > 0
        ? no(Reason.SNOOZE_TOO_LONG, Long.toString(most.toHours()))
        : none();
  }

  /** For how long a case of a severity may be silenced. */
  static Duration longestSnooze(Severity severity) {
    return severity == Severity.CRITICAL ? Duration.ofHours(4) : Duration.ofDays(7);
  }

  private static Optional<Refusal> nothingUnderWay(Case state) {
    var open = state.openActions();
    return open.isEmpty() ? none() : no(Reason.ACTION_OPEN, String.join(" ", open));
  }

  private static Optional<Refusal> no(Reason reason, String detail) {
    return Optional.of(new Refusal(reason, detail));
  }

  private static Optional<Refusal> none() {
    return Optional.empty();
  }
}
