package io.cordon.templates.slack;

import io.cordon.commands.Answer;
import io.cordon.commands.Vitals;
import io.cordon.home.Home;
import io.cordon.ledger.CaseAction;
import io.cordon.people.Refusal;
import io.cordon.people.Roles.Duty;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The home tab in words. */
public final class HomeText {
  /** The action id of the button that opens a case by hand. */
  public static final String NEW_CASE = "cordon-home:new-case";

  private static final String FILE = "home";

  private final Templates templates;
  private final Limits limits;
  private final Places places;
  private final Answers answers;

  HomeText(Templates templates, Limits limits, Places places, Answers answers) {
    this.templates = templates;
    this.limits = limits;
    this.places = places;
    this.answers = answers;
  }

  private record Shape(
      @Nullable Shown closed,
      List<String> duties,
      boolean responds,
      boolean approves,
      List<Request> asked,
      int askedShown,
      int moreAsked,
      List<Shown> mine,
      int moreMine,
      List<Request> recent,
      Vitals.@Nullable Now vitals,
      Answer.@Nullable Backlog backlog,
      List<Answers.Count> open,
      @Nullable Instant until) {}

  /** An action; named as the sentences about approvals know it. */
  private record Request(
      String name,
      boolean undo,
      String key,
      CaseAction action,
      String target,
      Place place,
      int missing,
      int needed,
      @Nullable Instant expires,
      String word,
      ButtonValue value) {}

  private record Line(Shown line, @Nullable Shown link) {}

  /**
   * The page.
   *
   * @param refused the words of a refusal
   * @param until until when it is kept up to date, or null if it is not any more
   */
  View page(Home home, @Nullable Instant until, Function<Refusal, Shown> refused) {
    var shape =
        switch (home) {
          case Home.Closed closed -> closed(refused.apply(closed.refusal()), until);
          case Home.Queue queue -> open(queue, until);
        };
    return limits.view(templates.tree(FILE, shape));
  }

  private static Shape closed(Shown why, @Nullable Instant until) {
    return new Shape(
        why, List.of(), false, false, List.of(), 0, 0, List.of(), 0, List.of(), null, null,
        List.of(), until);
  }

  private Shape open(Home.Queue queue, @Nullable Instant until) {
    var asked = queue.asked().shown().stream().map(this::request).toList();
    return new Shape(
        null,
        queue.duties().stream().sorted().map(Answers::word).toList(),
        queue.duties().contains(Duty.RESPONDER),
        queue.duties().contains(Duty.APPROVER),
        asked,
        asked.size(),
        queue.asked().more(),
        queue.mine().shown().stream().map(this::line).toList(),
        queue.mine().more(),
        queue.recent().stream().map(this::request).toList(),
        queue.status().vitals(),
        queue.status().backlog(),
        Answers.counts(queue.status().backlog()),
        until);
  }

  private Request request(Home.Asked asked) {
    var action = asked.action();
    var request = action.request();
    var value =
        new ButtonValue(asked.state().key(), ButtonValue.REVIEW, action.id(), asked.state().seq());
    return new Request(
        request.name(),
        request.undoes() != null,
        asked.state().key().text(),
        action,
        request.target().id(),
        places.of(request.target().scope()),
        action.consent().missing(),
        action.consent().needed(),
        request.expires(),
        ApprovalText.word(action),
        value);
  }

  private Shown line(Home.Mine mine) {
    var line = new Line(answers.line(mine.row()), answers.link(mine.link()));
    return templates.say(FILE, List.of("case"), line);
  }
}
