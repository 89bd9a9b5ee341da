package io.cordon.templates.slack;

import io.cordon.change.Change;
import io.cordon.change.Danger;
import io.cordon.change.Remark;
import io.cordon.ledger.By;
import io.cordon.ledger.Case;
import io.cordon.ledger.CaseAction;
import io.cordon.ledger.CaseAction.Stage;
import io.cordon.ledger.CaseKey;
import io.cordon.ledger.Consent;
import io.cordon.ledger.Due;
import io.cordon.ledger.Fact;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is said about requests that others must agree to: cards, reminders, dialogs, answers. */
public final class ApprovalText {
  private static final String FILE = "approval";
  private static final int CHANGES = 2_500;
  private static final int GROUP = 4;
  private static final int GROUPS = 3;

  private final SlackText.Setting setting;
  private final Templates templates;
  private final Limits limits;
  private final Places places;

  ApprovalText(SlackText.Setting setting, Templates templates, Limits limits, Places places) {
    this.setting = setting;
    this.templates = templates;
    this.limits = limits;
    this.places = places;
  }

  /** The beginning of a digest as people compare it: "a1b2-c3d4-e5f6". */
  static String digest(String hex) {
    var parts = new ArrayList<String>();
    for (int at = 0; at < GROUP * GROUPS && at + GROUP <= hex.length(); at += GROUP) {
      parts.add(hex.substring(at, at + GROUP));
    }
    return String.join("-", parts);
  }

  /**
   * What a template shows.
   *
   * @param kind of dialog, or ""
   * @param asks whether the dialog asks for something: a decision, a reason, or the case's name
   * @param word how it stands: "pending", "denied", "done", …
   * @param undo whether it is about an undo
   * @param direct whether one person alone sees it
   * @param left how long it can still be decided, at least nothing
   */
  record Shape(
      String metadata,
      String kind,
      boolean asks,
      boolean decides,
      boolean denies,
      boolean forces,
      String word,
      boolean pending,
      boolean undo,
      boolean direct,
      boolean evidence,
      boolean destroys,
      String key,
      String name,
      CaseAction action,
      Place place,
      @Nullable Shown link,
      String digest,
      int missing,
      int needed,
      List<By> approvals,
      @Nullable By last,
      @Nullable By endedBy,
      @Nullable String why,
      @Nullable Instant expires,
      Duration left,
      String reason,
      List<Shown> changes,
      List<Remark> impact,
      List<Remark> residual,
      List<String> approvers,
      @Nullable String onCall,
      List<Card.Button> buttons) {}

  /**
   * A copy of a request, and of what came of it.
   *
   * @param to where it goes, as in {@link Due.Copy}
   */
  public Message card(Case state, CaseAction action, String to) {
    var shape = shape(state, action, !to.equals(Due.Copy.THREAD));
    return limits.message(templates.tree("approval", shape));
  }

  /** That a request still waits; the last reminder calls all who could decide it. */
  public Message reminder(Case state, CaseAction action, Due.Copy.Part part) {
    var which = part == Due.Copy.Part.LAST_REMINDER ? "last-reminder" : "reminder";
    return say(which, shape(state, action, false));
  }

  /** What everybody is told when somebody broke the glass. */
  public Message alarm(Case state, CaseAction action, String reason) {
    return text(
        templates.say(
            FILE,
            List.of("alarm"),
            Map.of("shape", shape(state, action, false), "reason", reason)));
  }

  /** A dialog about a request. */
  public View dialog(ApprovalDialog dialog) {
    var shape = shape(dialog.state(), dialog.action(), false, dialog);
    return limits.view(templates.tree("approval-dialog", shape));
  }

  /** What whoever decided is told. */
  public Message answer(CaseKey key, Fact.OfAction fact) {
    return text(
        templates.say(
            FILE, List.of("answer", fact.kind()), Map.of("key", key.text(), "fact", fact)));
  }

  /**
   * What is wrong with a field of a dialog: plain text for under it.
   *
   * @param mistake "reason", "reason-force", "key" or "choice"
   */
  public String fieldError(String mistake) {
    return templates.sayPlain(FILE, List.of("field", mistake), Map.of()).text();
  }

  private Shape shape(Case state, CaseAction action, boolean direct) {
    return shape(state, action, direct, null);
  }

  private Shape shape(
      Case state, CaseAction action, boolean direct, @Nullable ApprovalDialog dialog) {
    var consent = action.consent();
    var planned = Optional.ofNullable(consent.planned());
    var request = action.request();
    var scope = request.target().scope();
    var end = consent.end();
    var kind = dialog == null ? null : dialog.kind();
    return new Shape(
        dialog == null ? "" : dialog.origin().text(),
        kind == null ? "" : kind.callback(),
        kind != ApprovalDialog.Kind.VIEW,
        kind == ApprovalDialog.Kind.DECIDE,
        kind == ApprovalDialog.Kind.DENY,
        kind == ApprovalDialog.Kind.BREAK_GLASS,
        word(action),
        action.stage() == Stage.PENDING,
        request.undoes() != null,
        direct,
        request.danger() == Danger.E,
        request.danger() == Danger.D,
        state.key().text(),
        request.name(),
        action,
        places.of(scope),
        Places.instance(scope.region(), request.target().id()).orElse(null),
        planned.map(p -> digest(p.digest())).orElse(""),
        consent.missing(),
        consent.needed(),
        consent.approvals(),
        consent.last().orElse(null),
        end == null ? null : end.by(),
        end == null ? null : why(end),
        request.expires(),
        left(action, dialog),
        dialog == null ? "" : dialog.reason(),
        planned.map(p -> changes(p.changes())).orElse(List.of()),
        planned.map(Fact.ActionPlanned::impact).orElse(List.of()),
        planned.map(Fact.ActionPlanned::residual).orElse(List.of()),
        setting.approvers(),
        setting.onCall(),
        action.stage() == Stage.PENDING ? buttons(state, action, direct) : List.of());
  }

  private static Duration left(CaseAction action, @Nullable ApprovalDialog dialog) {
    var expires = action.request().expires();
    return dialog == null || expires == null
        ? Duration.ZERO
        : Duration.between(dialog.now(), expires);
  }

  private static @Nullable String why(Consent.End end) {
    return switch (end.fact()) {
      case Fact.ActionDenied f -> f.reason();
      case Fact.ActionVoided f -> f.difference();
      case Fact.OfAction _ -> null;
    };
  }

  /** How an action stands, as the sentences know it: "pending", "denied", "done", … */
  static String word(CaseAction action) {
    var end = action.consent().end();
    if (end != null) {
      var kind = end.fact().kind();
      return kind.substring(kind.indexOf('.') + 1);
    }
    return action.stage() == Stage.APPROVED && action.isForced()
        ? "forced"
        : action.stage().name().toLowerCase(Locale.ROOT);
  }

  private List<Shown> changes(List<Change> changes) {
    return Pages.of(
        changes.stream().map(c -> templates.say("changes", List.of("change"), c)).toList(),
        CHANGES);
  }

  private static List<Card.Button> buttons(Case state, CaseAction action, boolean direct) {
    var all = new ArrayList<Card.Button>();
    all.add(
        action.request().danger() == Danger.E
            ? button(state, action, ButtonValue.APPROVE, "primary", false)
            : button(state, action, ButtonValue.REVIEW, "primary", false));
    all.add(button(state, action, ButtonValue.DENY, "danger", false));
    if (!direct) {
      all.add(button(state, action, ButtonValue.WITHDRAW, null, true));
      all.add(button(state, action, ButtonValue.BREAK_GLASS, null, false));
    }
    return all;
  }

  private static Card.Button button(
      Case state, CaseAction action, String what, @Nullable String style, boolean confirms) {
    var value = new ButtonValue(state.key(), what, action.id(), state.seq());
    return new Card.Button(
        value, what, "button", action.request().target().id(), style, confirms, false);
  }

  private Message say(String sentence, Object value) {
    return text(templates.say(FILE, List.of(sentence), value));
  }

  private Message text(Shown page) {
    return limits.message(templates.tree("text", Map.of("fallback", page, "pages", List.of(page))));
  }
}
