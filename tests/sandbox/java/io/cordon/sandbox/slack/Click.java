package io.cordon.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import io.cordon.sandbox.slack.blocks.Control;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A click on a button. One without a confirm dialog is sent at once; with one, nothing happens
 * before {@link #confirm}.
 */
public final class Click {
  private final Supplier<Ack> send;
  private final JsonNode dialog;
  private @Nullable Ack ack;

  Click(Control control, Supplier<Ack> send) {
    this.send = send;
    this.dialog = control.element().path("confirm");
    if (dialog.isMissingNode()) {
      ack = send.get();
    }
  }

  /** What the dialog asks: title, text and the two buttons, a line each; empty without one. */
  public Optional<String> dialog() {
    if (dialog.isMissingNode()) {
      return Optional.empty();
    }
    return Optional.of(
        String.join(
            "\n", word("title"), word("text"), "[" + word("confirm") + "] [" + word("deny") + "]"));
  }

  private String word(String name) {
    return dialog.path(name).path("text").asText();
  }

  /**
   * Says yes.
   *
   * @throws IllegalStateException if no dialog is open
   */
  public Ack confirm() {
    if (ack != null) {
      throw new IllegalStateException("no dialog is open");
    }
    var taken = send.get();
    ack = taken;
    return taken;
  }

  /** Says no: nothing was sent. */
  public void cancel() {
    if (ack != null) {
      throw new IllegalStateException("no dialog is open");
    }
  }

  /**
   * How the app took it.
   *
   * @throws IllegalStateException if a dialog still waits for an answer
   */
  public Ack ack() {
    if (ack == null) {
      throw new IllegalStateException("the dialog is still open: " + dialog().orElse(""));
    }
    return ack;
  }
}
