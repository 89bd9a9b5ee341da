package io.cordon.templates.slack;

import io.cordon.action.Plan;
import io.cordon.change.Target;
import org.jspecify.annotations.Nullable;

/**
 * The dialog in which somebody confirms an action and gives a reason.
 *
 * @param value the pressed button's; comes back as the view's private metadata
 * @param name the name of the action that is asked for or, for an undo, of the one to turn back
 * @param plan what it would change, or null while AWS is still being asked
 */
public record Dialog(ButtonValue value, String name, Target target, @Nullable Plan plan) {
  /** The view's callback id. */
  public static final String CALLBACK = "request";

  /** The block and action id of the field for the reason. */
  public static final String REASON = "reason";
}
