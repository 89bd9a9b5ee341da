package io.cordon.templates.slack;

import io.cordon.change.Failure;
import io.cordon.change.Scope;
import io.cordon.commands.Answer;
import io.cordon.commands.Command.Which;
import io.cordon.commands.Vitals;
import io.cordon.custody.Verdict;
import io.cordon.findings.Finding;
import io.cordon.findings.Resource;
import io.cordon.findings.Severity;
import io.cordon.intake.TakenUp;
import io.cordon.ledger.OpenCase;
import io.cordon.people.Person;
import io.cordon.people.Roles.Duty;
import io.cordon.securityhub.Listed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The answers to commands in every shape, with one text wherever text from outside may stand. */
final class CommandAnswers {
  private static final String LINK = "https://acme.slack.com/archives/C0SECURITY/p1700000000000001";

  private CommandAnswers() {}

  static List<Answer> with(String x) {
    var all = new ArrayList<Answer>();
    all.addAll(lists(x));
    all.addAll(people(x));
    all.addAll(cases(x));
    all.addAll(findings(x));
    all.addAll(verdicts(x));
    return all;
  }

  private static List<Answer> lists(String x) {
    return List.of(
        new Answer.Cases(Which.OPEN, List.of(open(x, "U0ANNA", 0), open(x, null, 2))),
        new Answer.Cases(Which.MINE, List.of()),
        new Answer.Cases(Which.WAITING, List.of(open(x, x, 1))));
  }

  /** More than fits into one message. */
  static Answer tooMany(String x) {
    return new Answer.Cases(Which.WAITING, Collections.nCopies(90, open(x, x, 1)));
  }

  private static OpenCase open(String x, @Nullable String owner, int n) {
    return new OpenCase(Story.KEY, Severity.CRITICAL, x, x, x, x, Story.START, owner, n);
  }

  private static List<Answer> people(String x) {
    var down = new Vitals.Now(x, Story.START, List.of(x, x), Story.START);
    var well = new Vitals.Now("1.0", Story.START, List.of(), null);
    return List.of(
        new Answer.Status(
            down,
            new Answer.Backlog(
                Map.of(Severity.HIGH, 3, Severity.CRITICAL, 1, Severity.LOW, 2),
                7,
                Story.START,
                true)),
        new Answer.Status(well, new Answer.Backlog(Map.of(), 0, null, false)),
        new Answer.Status(well, null),
        new Answer.You(new Person(x, x, x), EnumSet.allOf(Duty.class)),
        new Answer.You(new Person("U0DAVE", "T1", x), Set.of()),
        new Answer.OnCall("S0ONCALL", List.of("U0ANNA", x)),
        new Answer.OnCall("U0ANNA", List.of("U0ANNA")),
        new Answer.OnCall("S0ONCALL", List.of()),
        new Answer.OnCall(null, List.of()));
  }

  private static List<Answer> cases(String x) {
    var story = Story.ofAnInstance();
    return List.of(
        new Answer.OtherTarget(Story.KEY, x),
        new Answer.Shown(story.state(), LINK),
        new Answer.Shown(story.state(), "https://evil.example/a|b>c"),
        new Answer.Shown(story.state(), null),
        new Answer.Entries(story.state(), story.all()),
        new Answer.Noted(Story.KEY),
        new Answer.Assigned(Story.KEY, "U0BEN"),
        new Answer.Assigned(Story.KEY, x),
        new Answer.Checking(Story.KEY));
  }

  private static List<Answer> findings(String x) {
    var here = new Scope("111122223333", "eu-west-1");
    var there = new Scope("111122223333", "us-east-1");
    var away = new Scope(x, x);
    var offers =
        Stream.iterate(0, n -> n + 1)
            .limit(15)
            .map(n -> new Answer.Offer("%032x".formatted(n), new Listed.Hit(finding(x), "{}")))
            .toList();
    return List.of(
        new Answer.Asking(List.of(here)),
        new Answer.Asking(List.of(here, there)),
        new Answer.Findings(List.of(), 0, List.of(new Listed.Found(here, List.of(), false))),
        new Answer.Findings(
            offers,
            7,
            List.of(
                new Listed.Found(here, List.of(), true),
                new Listed.Failed(here, denied(x)),
                new Listed.Failed(there, denied(x)),
                new Listed.Failed(away, denied(x)))),
        new Answer.TakenUp(new TakenUp.Opened(Story.KEY)),
        new Answer.TakenUp(new TakenUp.Joined(Story.KEY)),
        new Answer.TakenUp(new TakenUp.Known(Story.KEY)),
        new Answer.TakenUp(new TakenUp.Unreadable(x)),
        new Answer.NoOffer());
  }

  private static Failure denied(String x) {
    return new Failure("securityhub:GetFindings", "AccessDeniedException", x, x, "7f3a");
  }

  private static Finding finding(String x) {
    return new Finding(
        x,
        x,
        x,
        x,
        x,
        Severity.CRITICAL,
        null,
        x,
        x,
        List.of(new Resource(Resource.Kind.BUCKET, x, x, x)),
        null,
        null,
        Story.START,
        1,
        Finding.Status.ACTIVE,
        false,
        null,
        null,
        List.of());
  }

  private static List<Answer> verdicts(String x) {
    var all = new ArrayList<Answer>();
    all.add(new Answer.Checked(new Verdict.Whole(Story.KEY, 8, "ab".repeat(32), 2, 7, 8, 3)));
    all.add(new Answer.Checked(new Verdict.Whole(Story.KEY, 2, "ab".repeat(32), 0, 0, 0, 0)));
    for (var flaw : Verdict.Flaw.values()) {
      all.add(new Answer.Checked(new Verdict.Broken(Story.KEY, 3, flaw, x)));
    }
    all.add(new Answer.Checked(new Verdict.Broken(Story.KEY, 0, Verdict.Flaw.UNREADABLE, "")));
    all.add(new Answer.Checked(new Verdict.Unknown(Story.KEY)));
    return all;
  }
}
