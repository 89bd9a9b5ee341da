package io.cordon.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cordon.sandbox.slack.blocks.Control;
import io.cordon.sandbox.slack.blocks.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Submits and closes modals, and does what the app answers to it. */
final class Modals {
  private final Store store;
  private final Payloads payloads;
  private final Grants grants;
  private final Dispatch dispatch;
  private final ViewMethods views;
  private final Interactions interactions;

  Modals(
      Store store,
      Payloads payloads,
      Grants grants,
      Dispatch dispatch,
      ViewMethods views,
      Interactions interactions) {
    this.store = store;
    this.payloads = payloads;
    this.grants = grants;
    this.dispatch = dispatch;
    this.views = views;
    this.interactions = interactions;
  }

  /**
   * Fills inputs in and presses submit.
   *
   * @param words what was typed or chosen, by block_id; what is not named stays as it is
   */
  Submission submit(String userId, String viewId, Map<String, List<String>> words) {
    var view = store.read(s -> s.view(viewId)).orElseThrow(() -> Interactions.gone(viewId));
    var values = fill(userId, view, words);
    var errors = missing(view, values);
    if (!errors.isEmpty()) {
      return new Submission.Invalid(errors);
    }
    var payload =
        store.change(state ->
            payloads.viewSubmission(
                Interactions.user(state, userId), view, values, grants.trigger(state, userId)));
    var reply = dispatch.send(new Parcel(Parcel.Kind.INTERACTIVE, payload));
    return switch (reply) {
      case Reply.Taken(var body) -> taken(view, body);
      case Reply.Failed failed -> {
        interactions.notice(userId, view.title(), failed);
        yield new Submission.Failed(failed.code());
      }
    };
  }

  private ObjectNode fill(String userId, View view, Map<String, List<String>> words) {
    return store.change(state -> {
      var values = state.draft(userId, view.id(), Values.initial(view.blocks()));
      for (var control : Control.in(view.blocks())) {
        var given = words.get(control.blockId());
        if (given != null && control.holdsValue()) {
          Values.put(values, control, Values.chosen(control, given));
        }
      }
      state.keepDraft(userId, view.id(), values);
      return values;
    });
  }

  /** What Slack itself refuses before it asks the app. */
  private static Map<String, String> missing(View view, ObjectNode values) {
    var errors = new LinkedHashMap<String, String>();
    for (var control : Control.in(view.blocks())) {
      if (!control.block().path("type").asText().equals("input")) {
        continue;
      }
      var value = values.path(control.blockId()).path(control.actionId());
      if (Values.isEmpty(value)) {
        if (!control.block().path("optional").asBoolean()) {
          errors.put(control.blockId(), "Please complete this required field.");
        }
      } else {
        checkLength(control, value.path("value").asText(), errors);
      }
    }
    return errors;
  }

  private static void checkLength(Control control, String text, Map<String, String> errors) {
    if (!control.isTyped()) {
      return;
    }
    var least = control.element().path("min_length").asInt(0);
    var most = control.element().path("max_length").asInt(Integer.MAX_VALUE);
    if (text.length() < least) {
      errors.put(control.blockId(), "Must be at least " + least + " characters.");
    } else if (text.length() > most) {
      errors.put(control.blockId(), "Must be at most " + most + " characters.");
    }
  }

  private Submission taken(View view, String body) {
    if (body.isBlank()) {
      return remove(view);
    }
    try {
      var answer = Json.readObject(body);
      return switch (answer.path("response_action").asText()) {
        case "" -> answer.isEmpty() ? remove(view) : new Submission.Failed("invalid_response");
        case "errors" -> errors(view, answer.path("errors"));
        case "update" -> update(view, answer.path("view"));
        case "push" -> push(view, answer.path("view"));
        case "clear" -> clear(view);
        default -> new Submission.Failed("invalid_response");
      };
    } catch (IllegalArgumentException _) {
      return new Submission.Failed("invalid_response");
    } catch (Refusal refusal) {
      return new Submission.Failed(refusal.toString());
    }
  }

  private Submission errors(View view, JsonNode errors) {
    var shown = new LinkedHashMap<String, String>();
    var inputs = Control.in(view.blocks()).stream().map(Control::blockId).toList();
    for (var error : errors.properties()) {
      if (!inputs.contains(error.getKey())) {
        return new Submission.Failed("invalid_response");
      }
      shown.put(error.getKey(), error.getValue().asText());
    }
    return shown.isEmpty()
        ? new Submission.Failed("invalid_response")
        : new Submission.Invalid(shown);
  }

  private Submission update(View view, JsonNode content) {
    var accepted = views.accept(content, "modal");
    return new Submission.Replaced(store.change(state -> views.replace(state, view, accepted)));
  }

  private Submission push(View view, JsonNode content) {
    var accepted = views.accept(content, "modal");
    return new Submission.Replaced(
        store.change(state -> views.push(state, view.userId(), accepted)));
  }

  private Submission clear(View view) {
    store.update(state -> state.modals(view.userId()).clear());
    return new Submission.Closed();
  }

  private Submission remove(View view) {
    store.update(state -> state.modals(view.userId()).removeIf(v -> v.id().equals(view.id())));
    return new Submission.Closed();
  }

  /** Closes the uppermost view, or the whole modal; tells the app if it wants to know. */
  void close(String userId, String viewId) {
    var view = store.read(s -> s.view(viewId)).orElseThrow(() -> Interactions.gone(viewId));
    var clear = view.says("clear_on_close");
    var payload =
        store.change(state -> {
          var values = state.draft(userId, viewId, Values.initial(view.blocks()));
          return payloads.viewClosed(Interactions.user(state, userId), view, values, clear);
        });
    var _ = clear ? clear(view) : remove(view);
    if (view.says("notify_on_close")) {
      var _ = dispatch.send(new Parcel(Parcel.Kind.INTERACTIVE, payload));
    }
  }
}
