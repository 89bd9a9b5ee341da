package io.cordon.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cordon.sandbox.slack.blocks.Limits;
import io.cordon.sandbox.slack.blocks.Values;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The methods {@code views.*}. */
final class ViewMethods {
  private final Store store;
  private final Ids ids;
  private final Clock clock;
  private final Blocks blocks;
  private final Wording wording;

  ViewMethods(Store store, Ids ids, Clock clock, Blocks blocks, Wording wording) {
    this.store = store;
    this.ids = ids;
    this.clock = clock;
    this.blocks = blocks;
    this.wording = wording;
  }

  List<Method> methods() {
    var opening = List.of("trigger_id", "interactivity_pointer", "view");
    return List.of(
        Method.of("views.open", Rate.TIER_4, opening, this::open),
        Method.of("views.push", Rate.TIER_4, opening, this::push),
        Method.of(
            "views.update",
            Rate.TIER_4,
            List.of("view_id", "external_id", "hash", "view"),
            this::update),
        Method.of("views.publish", Rate.TIER_4, List.of("user_id", "hash", "view"), this::publish));
  }

  private ObjectNode open(Args args) {
    var content = viewOf(args, "modal");
    return store.change(state -> {
      checkExternalId(state, content);
      var userId = exchange(state, args);
      var stack = state.modals(userId);
      stack.clear();
      var id = ids.next("V");
      var view = new View(id, userId, content, ids.hash(), id, null);
      stack.push(view);
      return shown(view);
    });
  }

  private ObjectNode push(Args args) {
    var content = viewOf(args, "modal");
    return store.change(state -> {
      checkExternalId(state, content);
      return shown(push(state, exchange(state, args), content));
    });
  }

  /** Lays a view on top of a user's modal. */
  View push(State state, String userId, ObjectNode content) {
    var stack = state.modals(userId);
    if (stack.isEmpty()) {
      throw new Refusal("not_found");
    }
    if (stack.size() >= Limits.VIEW_STACK) {
      throw new Refusal("push_limit_reached");
    }
    var below = stack.getFirst();
    var view = new View(ids.next("V"), userId, content, ids.hash(), below.rootId(), below.id());
    stack.push(view);
    return view;
  }

  private ObjectNode update(Args args) {
    var content = viewOf(args, "modal");
    return store.change(state -> {
      var found =
          args.has("view_id")
              ? state.view(args.text("view_id"))
              : state.viewByExternalId(args.need("external_id"));
      var old = found.orElseThrow(() -> new Refusal("not_found"));
      checkHash(args, old);
      return shown(replace(state, old, content));
    });
  }

  /** Puts other content in place of a view's. */
  View replace(State state, View old, ObjectNode content) {
    var changed = old.withContent(content, ids.hash());
    state.replaceView(changed);
    return changed;
  }

  private ObjectNode publish(Args args) {
    var content = viewOf(args, "home");
    return store.change(state -> {
      var userId = args.need("user_id");
      if (!state.users.containsKey(userId)) {
        throw new Refusal("user_not_found");
      }
      var old = Optional.ofNullable(state.homes.get(userId));
      old.ifPresent(view -> checkHash(args, view));
      var id = old.map(View::id).orElseGet(() -> ids.next("V"));
      var view = new View(id, userId, content, ids.hash(), id, null);
      state.homes.put(userId, view);
      return shown(view);
    });
  }

  /** A view of this type as it will be kept, checked before anything else is. */
  private ObjectNode viewOf(Args args, String type) {
    return accept(args.json("view", "invalid_arguments"), type);
  }

  /** Takes a view of this type, however it came. */
  ObjectNode accept(JsonNode view, String type) {
    var accepted = blocks.acceptView(view);
    if (!accepted.path("type").asText().equals(type)) {
      throw new Refusal("invalid_arguments", List.of("[ERROR] view type must be " + type));
    }
    return accepted;
  }

  private static void checkExternalId(State state, ObjectNode content) {
    var externalId = content.path("external_id").asText();
    if (!externalId.isEmpty() && state.viewByExternalId(externalId).isPresent()) {
      throw new Refusal("duplicate_external_id");
    }
  }

  private static void checkHash(Args args, View view) {
    if (args.has("hash") && !args.text("hash").equals(view.hash())) {
      throw new Refusal("hash_conflict");
    }
  }

  /** Takes a trigger in exchange for the user behind it: once, and within three seconds. */
  private String exchange(State state, Args args) {
    var id = args.has("trigger_id") ? args.text("trigger_id") : args.need("interactivity_pointer");
    var trigger = state.triggers.get(id);
    if (trigger == null) {
      throw new Refusal("invalid_trigger_id");
    }
    if (trigger.exchanged()) {
      throw new Refusal("exchanged_trigger_id");
    }
    if (clock.instant().isAfter(trigger.expires())) {
      throw new Refusal("expired_trigger_id");
    }
    state.triggers.put(id, new State.Trigger(trigger.userId(), trigger.expires(), true));
    return trigger.userId();
  }

  private ObjectNode shown(View view) {
    var json = Json.object();
    json.set("view", wording.view(view, Values.initial(view.blocks())));
    return json;
  }
}
