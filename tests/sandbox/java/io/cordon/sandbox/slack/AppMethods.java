package io.cordon.sandbox.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Supplier;

/** The methods about the app itself: who it is, and where its WebSocket is. */
final class AppMethods {
  private final WorkspaceSetup setup;
  private final Supplier<String> baseUrl;
  private final Supplier<String> ticket;

  AppMethods(WorkspaceSetup setup, Supplier<String> baseUrl, Supplier<String> ticket) {
    this.setup = setup;
    this.baseUrl = baseUrl;
    this.ticket = ticket;
  }

  List<Method> methods() {
    return List.of(
        Method.of("auth.test", Rate.SPECIAL, List.of(), this::test),
        Method.of("apps.connections.open", Rate.TIER_1, List.of(), _ -> open()));
  }

  private ObjectNode test(Args args) {
    if (args.text("token").equals(setup.appToken())) {
      return Json.object().put("app_id", setup.appId()).put("app_name", setup.bot().realName());
    }
    return Json.object()
        .put("url", baseUrl.get() + "/")
        .put("team", setup.domain())
        .put("user", setup.bot().name())
        .put("team_id", setup.teamId())
        .put("user_id", setup.bot().id())
        .put("bot_id", setup.botId())
        .put("is_enterprise_install", false);
  }

  private ObjectNode open() {
    var url = baseUrl.get().replaceFirst("^http", "ws") + "/socket/" + ticket.get();
    return Json.object().put("url", url);
  }
}
