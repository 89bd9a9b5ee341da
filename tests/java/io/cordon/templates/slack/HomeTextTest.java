package io.cordon.templates.slack;

import io.cordon.change.Danger;
import io.cordon.commands.Answer;
import io.cordon.commands.Vitals;
import io.cordon.findings.Severity;
import io.cordon.home.Home;
import io.cordon.ledger.CaseKey;
import io.cordon.ledger.OpenCase;
import io.cordon.people.Refusal;
import io.cordon.people.Roles.Duty;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HomeTextTest {
  private static final Instant UNTIL = Story.START.plus(Duration.ofHours(1));

  private final SlackText texts = Story.texts();

  /** Somebody's work, with this text wherever text from outside can be. */
  static Home queue(String x, int many) {
    var pending = Story.ofAnInstance().pending("A-1", Danger.C, 2).state();
    var asked = new Home.Asked(pending, pending.action("A-1").orElseThrow());
    var second = Story.ofAnInstance().pending("A-2", Danger.C, 1).state();
    var other = new Home.Asked(second, second.action("A-2").orElseThrow());
    var rows =
        IntStream.rangeClosed(1, many)
            .mapToObj(n ->
                new OpenCase(
                    CaseKey.of(2026, n),
                    Severity.CRITICAL,
                    x,
                    x,
                    "111122223333",
                    x,
                    Story.START,
                    "U0ANNA",
                    1))
            .toList();
    return new Home.Queue(
        Set.of(Duty.RESPONDER, Duty.APPROVER, Duty.ON_CALL),
        new Home.Some<>(List.of(asked, other), 3),
        new Home.Some<>(
            rows.stream()
                .map(row -> new Home.Mine(row, "https://team.slack.com/archives/C1/p1"))
                .toList(),
            many),
        List.of(asked),
        new Answer.Status(
            new Vitals.Now(x, Story.START, List.of(x), Story.START),
            new Answer.Backlog(Map.of(Severity.HIGH, 3, Severity.CRITICAL, 1), 7, UNTIL, true)));
  }

  @Test
  void showsWhatWaitsAndWhatIsTheirs() {
    Golden.check("home", texts.home(queue("web-1", 2), UNTIL));
  }

  @Test
  void showsThatNothingWaits() {
    var nothing =
        new Home.Queue(
            Set.of(Duty.APPROVER),
            new Home.Some<>(List.of(), 0),
            new Home.Some<>(List.of(), 0),
            List.of(),
            new Answer.Status(new Vitals.Now("1.0", Story.START, List.of(), null), null));

    Golden.check("home-nothing", texts.home(nothing, null));
  }

  @Test
  void showsNothingOfAnyCaseToWhoHasNoRole() {
    var closed = new Home.Closed(new Refusal(Refusal.Reason.NOT_RESPONDER, "S0RESPOND"));

    Golden.check("home-closed", texts.home(closed, UNTIL));
  }
}
