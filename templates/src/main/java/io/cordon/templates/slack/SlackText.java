package io.cordon.templates.slack;

import io.cordon.action.Actions;
import io.cordon.action.Plan;
import io.cordon.aws.Aws;
import io.cordon.change.Change;
import io.cordon.change.Failure;
import io.cordon.change.Remark;
import io.cordon.change.Target;
import io.cordon.commands.Answer;
import io.cordon.findings.Severity;
import io.cordon.home.Home;
import io.cordon.ledger.Case;
import io.cordon.ledger.CaseKey;
import io.cordon.ledger.Entry;
import io.cordon.ledger.Fact;
import io.cordon.people.Refusal;
import io.cordon.triage.Sweeps;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All that Cordon says in Slack. Every answer is whole Block Kit JSON within Slack's limits, in
 * which text from outside is dead.
 */
public final class SlackText {
  private static final int PAGES = 3;
  private static final int CHANGES = 2_500;

  /** Of text in a preformatted element, well below what a section takes. */
  private static final int RAW_PAGE = 2_900;

  /** A view has room for more, but nobody reads more in a dialog. */
  private static final int RAW_PAGES = 20;

  private final Templates templates = new Templates();
  private final Limits limits = new Limits(templates);
  private final Places places;
  private final Cards cards;
  private final ThreadLines lines;
  private final ShortcutText shortcuts;
  private final ApprovalText approvals;
  private final Answers answers;
  private final HomeText homes;

  /**
   * What the texts need to know beside the case.
   *
   * @param aws which accounts and regions there are, and what people call them
   * @param actions which actions fit a target
   * @param target what a case is about, as far as an action can act on it
   * @param onCall the user group (S…) or user (U…, W…) to call on grave news, or null
   * @param approvers the user groups and users who may approve
   */
  public record Setting(
      Aws aws,
      Actions actions,
      Function<Case, Optional<Target>> target,
      @Nullable String onCall,
      List<String> approvers) {
    /** One in which nobody approves anything. */
    public Setting(
        Aws aws,
        Actions actions,
        Function<Case, Optional<Target>> target,
        @Nullable String onCall) {
      this(aws, actions, target, onCall, List.of());
    }
  }

  /** Texts for this setting. */
  public SlackText(Setting setting) {
    this.places = new Places(setting.aws());
    this.cards = new Cards(setting, templates);
    this.lines = new ThreadLines(templates, places, setting.onCall());
    this.shortcuts = new ShortcutText(templates, limits, places);
    this.approvals = new ApprovalText(setting, templates, limits, places);
    this.answers = new Answers(templates, places, cards, lines);
    this.homes = new HomeText(templates, limits, places, answers);
  }

  /** A case's card as it is after an edit. */
  public Message card(Case state) {
    return card(state, false);
  }

  /**
   * A case's card.
   *
   * @param isFirst whether this is the post itself, which alone may call those on call
   */
  public Message card(Case state, boolean isFirst) {
    var card = cards.of(state, isFirst);
    return limits.message(templates.tree(card.file(), card));
  }

  /**
   * The lines of a case's thread for some of its entries, in as few messages as they fit in; none
   * if no entry gives a line.
   *
   * @param state the case with all of these entries taken in
   */
  public List<Message> thread(List<Entry> entries, Case state) {
    return Pages.messages(Pages.of(lines.of(entries, state), Limits.SECTION), PAGES).stream()
        .map(this::text)
        .toList();
  }

  /** The message that speaks for a storm of findings. */
  public Message storm(StormCard storm) {
    return limits.message(templates.tree("storm", shown(storm)));
  }

  /** The dialog for an action. */
  public View actionDialog(Dialog dialog) {
    return actionDialog(dialog, "");
  }

  /**
   * The dialog for an action.
   *
   * @param reason what stands in the field for it from the start, or ""
   */
  public View actionDialog(Dialog dialog, String reason) {
    return limits.view(templates.tree("dialog", shown(dialog, reason)));
  }

  /** What is said about requests that others must agree to. */
  public ApprovalText approvals() {
    return approvals;
  }

  /** What is said in the dialogs of shortcuts. */
  public ShortcutText shortcuts() {
    return shortcuts;
  }

  /** Why a click was turned down, and what to do instead. */
  public Message refusal(Refusal refusal) {
    return text(List.of(refused(refusal)));
  }

  private Shown refused(Refusal refusal) {
    return templates.say(
        "refusals",
        List.of(refusal.reason().word()),
        Map.of("refusal", refusal, "words", List.of(refusal.detail().split(" ", -1))));
  }

  /** A dialog about a case as a whole. */
  public View triageDialog(TriageDialog dialog) {
    return limits.view(
        templates.tree(
            dialog.file(),
            Map.of(
                "metadata", dialog.origin().text(),
                "key", dialog.key().text(),
                "times", dialog.times(),
                "critical", dialog.severity() == Severity.CRITICAL,
                "resolutions", TriageDialog.resolutions())));
  }

  /** The dialog about many cases of a storm; {@code gather} tells which of the two. */
  public View stormDialog(StormDialog dialog) {
    var which =
        dialog.kinds().stream()
            .map(kind -> new Which(kind.id(), kind, places.of(kind.account(), "")))
            .toList();
    return limits.view(
        templates.tree(
            "storm-dialog",
            Map.of(
                "metadata", dialog.origin().text(),
                "gather", dialog.origin().value().what().equals(ButtonValue.GATHER),
                "what", dialog.origin().value().what(),
                "which", which,
                "belowHigh", dialog.belowHigh(),
                "all", dialog.all(),
                "times", dialog.times())));
  }

  private record Which(String id, StormDialog.Kind kind, Place place) {}

  /**
   * A dialog in which a message from outside can be read.
   *
   * @param file where it is kept
   */
  public View raw(CaseKey key, String file, String message) {
    var pages = Pages.ofText(message, RAW_PAGE);
    return limits.view(
        templates.tree(
            "raw",
            Map.of(
                "key",
                key.text(),
                "file",
                file,
                "more",
                pages.size() > RAW_PAGES,
                "pages",
                pages.stream().limit(RAW_PAGES).toList())));
  }

  /** A message is not kept yet where it shall be read from. */
  public Message notStored(CaseKey key) {
    return say("answers", List.of("not-stored"), Map.of("key", key.text()));
  }

  /** What somebody decided about a case is so. */
  public Message triaged(CaseKey key, Fact fact) {
    return say("answers", List.of(fact.kind()), Map.of("key", key.text(), "fact", fact));
  }

  /**
   * What somebody wants done with many cases was taken in.
   *
   * @param what {@link ButtonValue#SNOOZE_GROUP} or {@link ButtonValue#GATHER}
   * @param cases how many it is about
   */
  public Message sweeping(String what, int cases) {
    return say("answers", List.of(what), Map.of("cases", cases));
  }

  /** What came of that. */
  public Message swept(Sweeps.Swept swept) {
    return switch (swept) {
      case Sweeps.Swept.Snoozed s -> say("answers", List.of("swept", "snoozed"), s);
      case Sweeps.Swept.Gathered g -> say("answers", List.of("swept", "gathered"), g);
    };
  }

  /**
   * The case gets the message that a storm had held back.
   *
   * @param comes whether it is to come; else it is there
   */
  public Message shown(CaseKey key, boolean comes) {
    return say("answers", List.of(comes ? "shown" : "stands"), Map.of("key", key.text()));
  }

  /**
   * An action was taken in.
   *
   * @param action its id
   * @param name its name, or {@link ButtonValue#UNDO}
   */
  public Message requested(CaseKey key, String action, String name) {
    return say(
        "answers", List.of("requested"), Map.of("key", key.text(), "action", action, "name", name));
  }

  /**
   * An action was taken in, and waits for others.
   *
   * @param action its id
   * @param name its name, or {@link ButtonValue#UNDO}
   * @param approvals how many must agree; none if it runs at once
   */
  public Message requested(CaseKey key, String action, String name, int approvals) {
    return approvals == 0
        ? requested(key, action, name)
        : say(
            "answers",
            List.of("requested", "approvals"),
            Map.of("key", key.text(), "action", action, "name", name, "approvals", approvals));
  }

  /** The answer to a typed command. */
  public Message answer(Answer answer) {
    return answer instanceof Answer.Refused refused
        ? refusal(refused.refusal())
        : limits.message(answers.of(answer));
  }

  /**
   * Somebody's home tab.
   *
   * @param until until when it is kept up to date, or null if it is not any more
   */
  public View home(Home home, @Nullable Instant until) {
    return homes.page(home, until, this::refused);
  }

  /** The dialog that opens while AWS is asked where an instance is. */
  public View lookingDialog(String action, String instance) {
    return saying(action, templates.say("dialog", List.of("looking"), instance));
  }

  /** The dialog for an action that cannot be asked for: why not, and what to do. */
  public View refusingDialog(String action, Answer why) {
    return saying(
        action,
        why instanceof Answer.Refused refused ? refused(refused.refusal()) : answers.sentence(why));
  }

  private View saying(String action, Shown words) {
    return limits.view(templates.tree("saying", Map.of("name", action, "words", words)));
  }

  /**
   * Something broke.
   *
   * @param errorId what the log calls it
   */
  public Message error(String errorId) {
    return say("answers", List.of("error"), Map.of("error", errorId));
  }

  /** A click or a submission came too late. */
  public Message expired() {
    return say("answers", List.of("expired"), Map.of());
  }

  /** What is wrong with a field of a dialog, by the word of the mistake. */
  public String fieldError(String mistake) {
    return templates.sayPlain("fields", List.of(mistake), Map.of()).text();
  }

  /** What is wrong with the reason that was typed into a dialog: plain text for under the field. */
  public String fieldError(Answer.Kind kind) {
    return templates.sayPlain("fields", List.of(word(kind)), Map.of()).text();
  }

  private record Storm(
      List<Card.Button> buttons,
      boolean over,
      long findings,
      Duration span,
      int cases,
      int accounts,
      int own,
      int high,
      List<Card.Group> groups,
      int more) {}

  private Storm shown(StormCard storm) {
    return new Storm(
        List.of(
            button(storm.id(), ButtonValue.SNOOZE_GROUP), button(storm.id(), ButtonValue.GATHER)),
        storm.over(),
        storm.findings(),
        storm.span(),
        storm.cases(),
        storm.accounts(),
        storm.own(),
        storm.high(),
        storm.groups().stream().map(this::shown).toList(),
        storm.cases() - storm.own() - storm.groups().size());
  }

  private static Card.Button button(String storm, String what) {
    var value = new ButtonValue(new ButtonValue.OfStorm(storm), what, null, 0);
    return new Card.Button(value, what, "button", "", null, false, false);
  }

  private Card.Group shown(StormCard.Group group) {
    return new Card.Group(
        group.key().text(),
        group.severity(),
        group.title(),
        group.resource(),
        places.of(group.account(), group.region()),
        group.seen(),
        group.quiet(),
        Cards.show(group.key(), group.revision()));
  }

  private record Shape(
      String metadata,
      String name,
      boolean undo,
      String key,
      Target target,
      Place place,
      @Nullable Shown link,
      boolean checking,
      boolean asks,
      int approvals,
      String reason,
      boolean checks,
      List<Also> along,
      List<Shown> changes,
      List<Remark> impact,
      List<Remark> residual,
      Plan.@Nullable Needless needless,
      @Nullable Failure failure) {}

  private record Also(String name) {}

  private Shape shown(Dialog dialog, String reason) {
    var plan = dialog.plan();
    var ready = plan instanceof Plan.Ready r ? r : null;
    var scope = dialog.target().scope();
    return new Shape(
        dialog.origin().text(),
        dialog.name(),
        dialog.origin().value().what().equals(ButtonValue.UNDO),
        dialog.origin().value().key().text(),
        dialog.target(),
        places.of(scope),
        Places.instance(scope.region(), dialog.target().id()).orElse(null),
        plan == null,
        plan == null || ready != null,
        dialog.approvals(),
        reason,
        dialog.changes(),
        dialog.along().stream().map(Also::new).toList(),
        ready == null ? List.of() : changes(ready.changes()),
        ready == null ? List.of() : ready.impact(),
        ready == null ? List.of() : ready.residual(),
        plan instanceof Plan.Needless n ? n : null,
        plan instanceof Plan.Impossible i ? i.failure() : null);
  }

  private List<Shown> changes(List<Change> changes) {
    return Pages.of(
        changes.stream().map(c -> templates.say("changes", List.of("change"), c)).toList(),
        CHANGES);
  }

  private Message say(String file, List<String> key, Object value) {
    return text(List.of(templates.say(file, key, value)));
  }

  private Message text(List<Shown> pages) {
    return limits.message(
        templates.tree("text", Map.of("fallback", pages.getFirst(), "pages", pages)));
  }

  private static String word(Answer.Kind kind) {
    return Answers.word(kind);
  }
}
