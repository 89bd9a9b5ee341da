package io.cordon.sandbox.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The methods {@code users.*} and {@code usergroups.*}. */
final class PeopleMethods {
  private final Store store;
  private final Wording wording;

  PeopleMethods(Store store, Wording wording) {
    this.store = store;
    this.wording = wording;
  }

  List<Method> methods() {
    return List.of(
        Method.of("users.info", Rate.TIER_4, List.of("user", "include_locale"), this::info),
        Method.of(
            "users.list",
            Rate.TIER_2,
            List.of("cursor", "limit", "include_locale", "presence", "team_id"),
            this::list),
        Method.of(
            "usergroups.list",
            Rate.TIER_2,
            List.of("include_disabled", "include_count", "include_users", "team_id"),
            this::groups),
        Method.of(
            "usergroups.users.list",
            Rate.TIER_2,
            List.of("usergroup", "include_disabled", "team_id"),
            this::members));
  }

  private ObjectNode info(Args args) {
    return store.read(state -> {
      var user = state.users.get(args.need("user"));
      if (user == null) {
        throw new Refusal("user_not_found");
      }
      var json = Json.object();
      json.set("user", wording.user(user));
      return json;
    });
  }

  private ObjectNode list(Args args) {
    return store.read(state -> {
      var json = Json.object();
      var members = json.putArray("members");
      var slice = Slice.of(args, List.copyOf(state.users.values()));
      slice.items().forEach(user -> members.add(wording.user(user)));
      slice.addCursor(json);
      return json;
    });
  }

  private ObjectNode groups(Args args) {
    return store.read(state -> {
      var json = Json.object();
      var groups = json.putArray("usergroups");
      state.groups.values().forEach(g -> groups.add(wording.group(g, args.flag("include_users"))));
      return json;
    });
  }

  private ObjectNode members(Args args) {
    return store.read(state -> {
      var group = state.groups.get(args.need("usergroup"));
      if (group == null) {
        throw new Refusal("no_such_subteam");
      }
      var json = Json.object();
      json.set("users", Json.strings(group.members()));
      return json;
    });
  }
}
