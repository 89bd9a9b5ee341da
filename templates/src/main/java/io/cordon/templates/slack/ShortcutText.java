package io.cordon.templates.slack;

import io.cordon.change.Scope;
import io.cordon.findings.Severity;
import io.cordon.ledger.OpenCase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the dialogs ask that people open from the menu of a message, or from anywhere. */
public final class ShortcutText {
  private static final String FILE = "shortcuts";

  private final Templates templates;
  private final Limits limits;
  private final Places places;

  ShortcutText(Templates templates, Limits limits, Places places) {
    this.templates = templates;
    this.limits = limits;
    this.places = places;
  }

  private record Choice(String key, Severity severity, String title) {
    /** A title of nothing that shows would leave people to guess. */
    static Choice of(OpenCase one) {
      return new Choice(
          one.key().text(), one.severity(), one.title().isBlank() ? one.resource() : one.title());
    }
  }

  private record Quote(
      String message,
      String author,
      Instant at,
      String text,
      List<Choice> cases,
      @Nullable Choice here,
      int more) {}

  /** The dialog about a message. */
  public View quote(QuoteDialog dialog) {
    var offered = dialog.offered();
    var chosen = dialog.chosen();
    return limits.view(
        templates.tree(
            "quote",
            new Quote(
                dialog.message(),
                dialog.author(),
                dialog.at(),
                dialog.text(),
                offered.stream().map(Choice::of).toList(),
                chosen == null ? null : Choice.of(chosen),
                dialog.open().size() - offered.size())));
  }

  private record Rating(String word) {}

  private record Where(String value, Place place) {}

  private record NewCase(List<Rating> severities, List<Where> places, boolean more) {}

  /** The dialog for a new case. */
  public View newCase(NewCaseDialog dialog) {
    return limits.view(
        templates.tree(
            "new-case",
            new NewCase(
                NewCaseDialog.severities().stream().map(s -> new Rating(s.name())).toList(),
                dialog.offered().stream().map(this::where).toList(),
                dialog.isCut())));
  }

  private Where where(Scope scope) {
    return new Where(NewCaseDialog.place(scope), places.of(scope));
  }

  /** Slack, or Cordon, no longer knows what the shortcut was used on. */
  public Message tooLate() {
    var words = templates.say(FILE, List.of("too-late"), Map.of());
    return limits.message(
        templates.tree("text", Map.of("fallback", words, "pages", List.of(words))));
  }
}
