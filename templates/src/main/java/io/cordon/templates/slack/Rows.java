package io.cordon.templates.slack;

import io.cordon.action.ResponseAction;
import io.cordon.approval.Approval;
import io.cordon.change.Change;
import io.cordon.change.Danger;
import io.cordon.change.Target;
import io.cordon.ledger.Case;
import io.cordon.ledger.CaseAction;
import io.cordon.ledger.CaseAction.Stage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How the actions on a case's target stand, and which buttons there are for them. */
final class Rows {
  /** More of the past than this is for the thread. */
  private static final int LINES = 3;

  private final Case state;
  private final Target target;
  private final List<ResponseAction> fitting;

  /**
   * Rows of a case.
   *
   * @param fitting the actions that can act on the target
   */
  Rows(Case state, Target target, List<ResponseAction> fitting) {
    this.state = state;
    this.target = target;
    this.fitting = fitting;
  }

  /**
   * Evidence first, since containment may cost some. Rows in which there is nothing are left out.
   */
  List<Card.Row> all() {
    return List.of(row("evid", true), row("cont", false)).stream()
        .filter(row -> !row.lines().isEmpty() || !row.buttons().isEmpty())
        .toList();
  }

  private Card.Row row(String block, boolean evidence) {
    var lines = new ArrayList<Card.Line>();
    var buttons = new ArrayList<Card.Button>();
    for (var action : fitting) {
      if ((action.danger() == Danger.E) == evidence) {
        var past = past(action.name());
        lines.addAll(lines(past));
        if (state.closed().isEmpty() && state.snooze().isEmpty()) {
          buttons.addAll(buttons(action, past));
        }
      }
    }
    return new Card.Row(block, lines, buttons);
  }

  /** The actions of a name on the target, oldest first, undos left out. */
  private List<CaseAction> past(String name) {
    return state.actions().stream()
        .filter(a -> a.request().name().equals(name))
        .filter(a -> a.request().target().equals(target))
        .filter(a -> a.request().undoes() == null)
        .toList();
  }

  private List<Card.Line> lines(List<CaseAction> past) {
    var shown = past.stream().filter(a -> a.equals(past.getLast()) || isHalf(past, a)).toList();
    return shown.subList(Math.max(0, shown.size() - LINES), shown.size()).stream()
        .flatMap(a -> lines(a).stream())
        .toList();
  }

  /** Whether an older action left something that no newer one has completed. */
  private static boolean isHalf(List<CaseAction> past, CaseAction action) {
    return action.canBeUndone() && !holds(past.getLast());
  }

  private List<Card.Line> lines(CaseAction action) {
    var undo = state.undoOf(action.id());
    var lines = new ArrayList<Card.Line>();
    if (action.stage() != Stage.UNDONE) {
      lines.add(new Card.Line(word(action), action));
    }
    undo.ifPresent(u -> lines.add(new Card.Line("undo-" + word(u), u)));
    return lines;
  }

  private List<Card.Button> buttons(ResponseAction action, List<CaseAction> past) {
    if (past.stream().anyMatch(a -> a.stage().isOpen() || isBeingUndone(a))) {
      return past.stream()
          .flatMap(a -> Stream.concat(Stream.of(a), state.undoOf(a.id()).stream()))
          .flatMap(a -> waiting(a).stream())
          .toList();
    }
    var buttons = new ArrayList<Card.Button>();
    if (past.isEmpty() || mayComeAgain(past.getLast())) {
      buttons.add(button(action, past));
    }
    var undoable = past.reversed().stream().filter(CaseAction::canBeUndone).limit(LINES).toList();
    undoable.forEach(a -> buttons.add(undo(a, undoable.size() > 1)));
    return buttons;
  }

  private Card.Button button(ResponseAction action, List<CaseAction> past) {
    var isRest = !past.isEmpty() && past.getLast().stage() == Stage.PARTIAL;
    var isDangerous = action.danger() != Danger.E;
    return new Card.Button(
        new ButtonValue(state.key(), action.name(), null, state.seq()),
        action.name(),
        isRest ? "rest" : "button",
        target.id(),
        isDangerous ? "danger" : null,
        isDangerous,
        false);
  }

  /** What can be done about an action that does not go on by itself. */
  private Optional<Card.Button> waiting(CaseAction action) {
    if (action.stage() == Stage.PENDING) {
      return Optional.of(about(action, ButtonValue.REVIEW, "view", null));
    }
    return Approval.waitsForTheRecord(action)
        ? Optional.of(about(action, ButtonValue.BREAK_GLASS, "button", "danger"))
        : Optional.empty();
  }

  private Card.Button about(CaseAction action, String what, String part, @Nullable String style) {
    return new Card.Button(
        new ButtonValue(state.key(), what, action.id(), state.seq()),
        what,
        part,
        target.id(),
        style,
        false,
        false);
  }

  private Card.Button undo(CaseAction action, boolean isOneOfSeveral) {
    return new Card.Button(
        new ButtonValue(state.key(), ButtonValue.UNDO, action.id(), state.seq()),
        action.request().name(),
        "undo",
        target.id(),
        null,
        true,
        isOneOfSeveral);
  }

  private boolean isBeingUndone(CaseAction action) {
    return state.undoOf(action.id()).filter(u -> u.stage().isOpen()).isPresent();
  }

  /** Whether another request would be taken: not while what was done can only be undone. */
  private boolean mayComeAgain(CaseAction last) {
    return last.changes().stream().noneMatch(Change::reversible) || !state.holds(last);
  }

  private static boolean holds(CaseAction action) {
    return action.stage() == Stage.DONE || action.stage() == Stage.NEEDLESS;
  }

  /** The names of the actions that nobody asked for yet, evidence first. */
  List<String> untried() {
    return fitting.stream()
        .sorted(Comparator.comparing(ResponseAction::danger))
        .map(ResponseAction::name)
        .filter(name -> past(name).isEmpty())
        .toList();
  }

  /** What became of containment; empty while it was not tried or does not hold. */
  Optional<Containment> containment() {
    return fitting.stream()
        .filter(a -> a.danger() != Danger.E)
        .map(a -> past(a.name()))
        .filter(past -> !past.isEmpty())
        .flatMap(past -> outcome(past).stream())
        .findFirst();
  }

  /**
   * An outcome of containment.
   *
   * @param word "contained", "partial" or "failed"
   * @param action the action that tells it
   */
  record Containment(String word, CaseAction action) {}

  private Optional<Containment> outcome(List<CaseAction> past) {
    var last = past.getLast();
    var undo = newestUndo(past);
    if (undo.isPresent()) {
      return switch (undo.get().stage()) {
        case PARTIAL -> containment("partial", undo.get());
        case FAILED -> containment("failed", undo.get());
        case DONE, UNDONE -> leftOver(past, undo.get());
        case REQUESTED, PENDING, APPROVED, STARTED, NEEDLESS, DROPPED -> Optional.empty();
      };
    }
    return switch (last.stage()) {
      case DONE, NEEDLESS -> containment("contained", last);
      case PARTIAL -> containment("partial", last);
      case FAILED -> containment("failed", last);
      case UNDONE, DROPPED -> leftOver(past, last);
      case REQUESTED, PENDING, APPROVED, STARTED -> Optional.empty();
    };
  }

  private static Optional<Containment> containment(String word, CaseAction action) {
    return Optional.of(new Containment(word, action));
  }

  /** Containment is partial while something that was done is not undone. */
  private static Optional<Containment> leftOver(List<CaseAction> past, CaseAction teller) {
    return past.stream().anyMatch(CaseAction::canBeUndone)
        ? containment("partial", teller)
        : Optional.empty();
  }

  /** The last undo of any of these that was asked for after the last of them. */
  private Optional<CaseAction> newestUndo(List<CaseAction> past) {
    var all = state.actions();
    var ids = past.stream().map(CaseAction::id).toList();
    return all.subList(all.indexOf(past.getLast()) + 1, all.size()).stream()
        .filter(a -> a.request().undoes() != null && ids.contains(a.request().undoes()))
        .filter(a -> a.stage() != Stage.DROPPED)
        .reduce((_, newer) -> newer);
  }

  private static String word(CaseAction action) {
    return action.isWaiting() ? "waiting" : action.stage().name().toLowerCase(Locale.ROOT);
  }
}
