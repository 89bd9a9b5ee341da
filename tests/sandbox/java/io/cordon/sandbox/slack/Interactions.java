package io.cordon.sandbox.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cordon.sandbox.slack.blocks.Control;
import io.cordon.sandbox.slack.blocks.Values;
import java.time.Clock;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Carries a person's gestures on messages and views to the app, and shows what comes of them. */
final class Interactions {
  private final Store store;
  private final Clock clock;
  private final Payloads payloads;
  private final Grants grants;
  private final Dispatch dispatch;

  Interactions(Store store, Clock clock, Payloads payloads, Grants grants, Dispatch dispatch) {
    this.store = store;
    this.clock = clock;
    this.payloads = payloads;
    this.grants = grants;
    this.dispatch = dispatch;
  }

  /** What the app would be told, and the trigger in it. */
  record Telling(ObjectNode payload, String triggerId) {}

  /**
   * Presses a control, or chooses these words in it, and tells the app.
   *
   * @throws NoSuchElementException if the place is gone from the screen
   */
  Ack act(String userId, Place place, Control control, List<String> words) {
    var telling = store.change(state -> telling(state, userId, place, control, words));
    return send(userId, control.label(), telling);
  }

  /** What the app would be told of that gesture, without telling it. */
  Telling telling(State state, String userId, Place place, Control control, List<String> words) {
    var user = user(state, userId);
    var trigger = grants.trigger(state, userId);
    return switch (place) {
      case Place.OnMessage(var channel, var ts) -> {
        var message = state.anyMessage(channel, ts).orElseThrow(() -> gone("message " + ts));
        var values = draft(state, userId, ts, Values.initial(message.blocks()), control, words);
        var action = payloads.action(control, valueOf(values, control));
        var responseUrl = grants.responseUrl(state, userId, channel, ts);
        yield new Telling(
            payloads.blockActions(state, user, message, action, values, trigger, responseUrl),
            trigger);
      }
      case Place.InView(var viewId) -> {
        var view = state.view(viewId).orElseThrow(() -> gone("view " + viewId));
        var values = draft(state, userId, viewId, Values.initial(view.blocks()), control, words);
        var action = payloads.action(control, valueOf(values, control));
        yield new Telling(payloads.blockActions(user, view, action, values, trigger), trigger);
      }
    };
  }

  private static ObjectNode draft(
      State state,
      String userId,
      String container,
      ObjectNode initial,
      Control control,
      List<String> words) {
    var values = state.draft(userId, container, initial);
    if (control.holdsValue()) {
      Values.put(values, control, Values.chosen(control, words));
      state.keepDraft(userId, container, values);
    }
    return values;
  }

  private static ObjectNode valueOf(ObjectNode values, Control control) {
    return values.path(control.blockId()).path(control.actionId()) instanceof ObjectNode value
        ? value
        : Json.object();
  }

  /** Uses a shortcut of the app, from the menu of a message or from anywhere. */
  Ack shortcut(String userId, String callbackId, Optional<Place.OnMessage> on) {
    var telling =
        store.change(state -> {
          var user = user(state, userId);
          var trigger = grants.trigger(state, userId);
          var payload =
              on.map(place -> onMessage(state, user, place, callbackId, trigger))
                  .orElseGet(() -> payloads.globalShortcut(user, callbackId, trigger));
          return new Telling(payload, trigger);
        });
    return send(userId, callbackId, telling);
  }

  private ObjectNode onMessage(
      State state, User user, Place.OnMessage place, String callbackId, String trigger) {
    var message =
        state.message(place.channel(), place.ts()).orElseThrow(() -> gone("message " + place.ts()));
    var responseUrl = grants.responseUrl(state, user.id(), place.channel(), place.ts());
    return payloads.messageShortcut(state, user, message, callbackId, trigger, responseUrl);
  }

  private Ack send(String userId, String where, Telling telling) {
    var reply = dispatch.send(new Parcel(Parcel.Kind.INTERACTIVE, telling.payload()));
    notice(userId, where, reply);
    return new Ack(reply, telling.triggerId());
  }

  /** Shows Slack's own error if the app did not take it. */
  void notice(String userId, String where, Reply reply) {
    if (reply instanceof Reply.Failed failed) {
      store.update(
          state -> state.notices.add(new Notice(clock.instant(), userId, where, failed.code())));
    }
  }

  /** Asks the app for the options of an external select. */
  List<String> suggest(String userId, String viewId, Control control, String query) {
    var payload =
        store.read(state -> {
          var view = state.view(viewId).orElseThrow(() -> gone("view " + viewId));
          var values = state.draft(userId, viewId, Values.initial(view.blocks()));
          return payloads.suggestion(user(state, userId), view, values, control, query);
        });
    var reply = dispatch.send(new Parcel(Parcel.Kind.INTERACTIVE, payload));
    notice(userId, control.label(), reply);
    return reply instanceof Reply.Taken(var body) && !body.isBlank()
        ? optionTexts(Json.readObject(body))
        : List.of();
  }

  private static List<String> optionTexts(ObjectNode answer) {
    return answer.path("options").valueStream().map(o -> o.at("/text/text").asText()).toList();
  }

  /** A user by id. */
  static User user(State state, String userId) {
    return Optional.ofNullable(state.users.get(userId)).orElseThrow(() -> gone("user " + userId));
  }

  static NoSuchElementException gone(String what) {
    return new NoSuchElementException("not on the screen: " + what);
  }
}
