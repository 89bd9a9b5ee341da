package io.cordon.templates.slack;

import io.cordon.action.Plan;
import io.cordon.change.Target;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The dialog in which somebody confirms an action and gives a reason.
 *
 * @param origin what was pressed; comes back as the view's private metadata
 * @param name the name of the action that is asked for or, for an undo, of the one to turn back
 * @param plan what it would change, or null while AWS is still being asked
 * @param approvals how many others must agree before it runs
 * @param changes whether it changes what runs, so that its impact must be looked at
 * @param along the names of the actions that are offered along with it
 */
public record Dialog(
    Origin origin,
    String name,
    Target target,
    @Nullable Plan plan,
    int approvals,
    boolean changes,
    List<String> along) {
  /** Keeps its own copy. */
  public Dialog {
    along = List.copyOf(along);
  }

  /** One that runs at once and changes nothing that runs. */
  public Dialog(Origin origin, String name, Target target, @Nullable Plan plan) {
    this(origin, name, target, plan, 0, false, List.of());
  }

  /** The view's callback id. */
  public static final String CALLBACK = "request";

  /** The block and action id of the field for the reason. */
  public static final String REASON = "reason";

  /** The block and action id of the field for the team's own ticket. */
  public static final String TICKET = "ticket";

  /** The block and action id of the boxes for what is offered along with it. */
  public static final String ALONG = "along";

  /**
   * The click that a dialog was opened by. It names things and decides nothing.
   *
   * @param value the pressed button's
   * @param responseUrl Slack's address for what comes of the click, or ""; a secret
   */
  public record Origin(ButtonValue value, String responseUrl) {
    /** A view's private metadata holds so many characters (docs.slack.dev/reference/views). */
    private static final int MOST = 3000;

    private static final String BETWEEN = ":";

    /** The view's private metadata; without an address that is too long for it. */
    public String text() {
      var address =
          Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString(responseUrl.getBytes(StandardCharsets.UTF_8));
      var all = value.text() + BETWEEN + address;
      return address.isEmpty() || all.length() > MOST ? value.text() : all;
    }

    /** Reads what came back from Slack; empty if it is none of ours. */
    public static Optional<Origin> parse(String text) {
      var parts = text.split(BETWEEN, 2);
      return ButtonValue.parse(parts[0])
          .flatMap(
              value -> address(parts.length < 2 ? "" : parts[1]).map(a -> new Origin(value, a)));
    }

    private static Optional<String> address(String text) {
      try {
        return Optional.of(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
      } catch (IllegalArgumentException _) {
        return Optional.empty();
      }
    }

    @Override
    public String toString() {
      return "Origin[" + value.text() + "]";
    }
  }
}
