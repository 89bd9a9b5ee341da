package io.cordon.bot.slack;

import io.cordon.aws.Aws;
import io.cordon.change.Scope;
import io.cordon.change.Target;
import io.cordon.commands.Answer;
import io.cordon.commands.Command;
import io.cordon.commands.InstanceSearch;
import io.cordon.commands.Replies.Sender;
import io.cordon.findings.Severity;
import io.cordon.intake.ByHand;
import io.cordon.ledger.Fact;
import io.cordon.people.Authority;
import io.cordon.people.Person;
import io.cordon.templates.slack.NewCaseDialog;
import io.cordon.templates.slack.SlackText;
import io.cordon.templates.slack.TriageDialog;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Asks what shall be a case, and opens it. */
public final class NewCaseShortcut {
  private static final int SHORTEST_TITLE = 5;
  private static final int LONGEST_TITLE = 150;

  /** Of the three seconds that Slack gives, so much for AWS. */
  private static final long SEARCH_MILLIS = 1_800;

  private final ByHand cases;
  private final Aws aws;
  private final InstanceSearch search;
  private final Authority authority;
  private final Dialogs dialogs;
  private final Feedback feedback;
  private final SlackText texts;
  private final ExecutorService threads;

  /**
   * The shortcut that is there everywhere in Slack.
   *
   * @param threads for what may take longer than Slack waits
   */
  public NewCaseShortcut(
      ByHand cases,
      Aws aws,
      InstanceSearch search,
      Authority authority,
      Dialogs dialogs,
      Feedback feedback,
      SlackText texts,
      ExecutorService threads) {
    this.cases = cases;
    this.aws = aws;
    this.search = search;
    this.authority = authority;
    this.dialogs = dialogs;
    this.feedback = feedback;
    this.texts = texts;
    this.threads = threads;
  }

  /** Opens the dialog; to be called at once after somebody asked for it. */
  void open(String trigger, Person person, Sender sender) {
    feedback.inBackground(sender, () -> ask(trigger, person, sender));
  }

  private void ask(String trigger, Person person, Sender sender) {
    if (dialogs.isOpened(trigger)) {
      return;
    }
    var refusal = authority.refusal(person);
    if (refusal.isPresent()) {
      // There is no case yet in whose ledger it could be.
      feedback.tell(sender, texts.refusal(refusal.get()));
      return;
    }
    var dialog = new NewCaseDialog(aws.scopes());
    switch (dialogs.open(trigger, texts.shortcuts().newCase(dialog).json())) {
      case Dialogs.Opened.Now _ -> {
        // The person has it.
      }
      case Dialogs.Opened.Before _ -> {
        // The person has it already.
      }
      case Dialogs.Opened.TooLate _ -> feedback.tell(sender, texts.shortcuts().tooLate());
    }
  }

  /**
   * Carries out what was filled in.
   *
   * @return a sentence for each field that is filled in wrongly, by its block id
   */
  Map<String, String> take(Filled filled) {
    var person = filled.person();
    var refusal = authority.refusal(person);
    if (refusal.isPresent()) {
      feedback.tell(sender(person), texts.refusal(refusal.get()));
      return Map.of();
    }
    var severity = severity(filled);
    var mistakes = new HashMap<String, String>();
    var title = filled.field(TriageDialog.TITLE);
    if (isBadTitle(title)) {
      mistakes.put(TriageDialog.TITLE, texts.fieldError("case-title"));
    }
    if (severity.isEmpty()) {
      mistakes.put(NewCaseDialog.SEVERITY, texts.fieldError("severity"));
    }
    switch (about(filled)) {
      case About.Unclear unclear ->
          mistakes.put(unclear.block(), texts.fieldError(unclear.mistake()));
      case About.Known known when mistakes.isEmpty() ->
          open(
              filled,
              new Fact.CaseOpened(title, known.target(), known.scope(), severity.orElseThrow()));
      case About.Known _ -> {
        // First the rest must be right.
      }
    }
    return mistakes;
  }

  /** There is no channel where the shortcut was used: people are answered directly. */
  private static Sender sender(Person person) {
    return new Sender(person.id(), "", "");
  }

  private static boolean isBadTitle(String title) {
    var length = title.codePointCount(0, title.length());
    return length < SHORTEST_TITLE || length > LONGEST_TITLE;
  }

  private static Optional<Severity> severity(Filled filled) {
    return NewCaseDialog.severities().stream()
        .filter(s -> s.name().equals(filled.field(NewCaseDialog.SEVERITY)))
        .findFirst();
  }

  /** What the case is about, as far as the fields tell. */
  private sealed interface About {
    /**
     * It cannot be told.
     *
     * @param mistake the word of the sentence at that block
     */
    record Unclear(String block, String mistake) implements About {}

    /** A target, or else a place, or nothing of either. */
    record Known(Target.@Nullable Instance target, @Nullable Scope scope) implements About {}
  }

  private About about(Filled filled) {
    var chosen = filled.field(NewCaseDialog.PLACE);
    var scope =
        aws.scopes().stream().filter(s -> NewCaseDialog.place(s).equals(chosen)).findFirst();
    if (scope.isEmpty() && !chosen.isEmpty()) {
      return new About.Unclear(NewCaseDialog.PLACE, "place");
    }
    var instance = filled.field(NewCaseDialog.INSTANCE);
    if (instance.isEmpty()) {
      return new About.Known(null, scope.orElse(null));
    }
    if (!Target.Instance.isId(instance)) {
      return new About.Unclear(NewCaseDialog.INSTANCE, "not-an-instance");
    }
    return scope
        .<About>map(
            s -> new About.Known(new Target.Instance(s.account(), s.region(), instance), null))
        .orElseGet(() -> look(instance, filled.person()));
  }

  private About look(String instance, Person person) {
    var place = new Command.Place(instance, null, null);
    return CompletableFuture.supplyAsync(() -> found(search.find(place, person.actor())), threads)
        .completeOnTimeout(
            new About.Unclear(NewCaseDialog.INSTANCE, "aws-silent"),
            SEARCH_MILLIS,
            TimeUnit.MILLISECONDS)
        .join();
  }

  private static About found(InstanceSearch.Found found) {
    return switch (found) {
      case InstanceSearch.Found.At at -> new About.Known(at.target(), null);
      case InstanceSearch.Found.Not not ->
          new About.Unclear(
              NewCaseDialog.INSTANCE,
              switch (not.why()) {
                case Answer.Ambiguous _ -> "in-several";
                case Answer.NotFound nowhere when nowhere.unread().isEmpty() -> "found-nowhere";
                case Answer _ -> "aws-silent";
              });
    };
  }

  private void open(Filled filled, Fact.CaseOpened told) {
    var person = filled.person();
    var note = filled.field(TriageDialog.NOTE);
    switch (cases.open(told, note, person, filled.claim())) {
      case ByHand.Outcome.Opened opened ->
          feedback.tell(sender(person), texts.triaged(opened.key(), opened.fact()));
      case ByHand.Outcome.Refused refused ->
          feedback.tell(sender(person), texts.refusal(refused.refusal()));
    }
  }
}
