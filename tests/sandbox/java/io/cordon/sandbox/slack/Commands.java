package io.cordon.sandbox.slack;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs slash commands as they are typed into the composer. */
final class Commands {
  private static final Pattern NAMED = Pattern.compile("(?<![\\w&])([@#])([a-z0-9._-]+)");
  private static final Pattern ADDRESS = Pattern.compile("https?://\\S+");

  private final WorkspaceSetup setup;
  private final Store store;
  private final Payloads payloads;
  private final Grants grants;
  private final Dispatch dispatch;
  private final ResponseUrls responses;
  private final Interactions interactions;

  Commands(
      WorkspaceSetup setup,
      Store store,
      Payloads payloads,
      Grants grants,
      Dispatch dispatch,
      ResponseUrls responses,
      Interactions interactions) {
    this.setup = setup;
    this.store = store;
    this.payloads = payloads;
    this.grants = grants;
    this.dispatch = dispatch;
    this.responses = responses;
    this.interactions = interactions;
  }

  /** Types a command; what the app answers at once is shown to that person. */
  Ack run(String userId, String channelId, String typed) {
    var parts = typed.strip().split("\\s+", 2);
    var name = parts[0];
    var text = parts.length < 2 ? "" : parts[1];
    var command = setup.commands().stream().filter(c -> c.name().equals(name)).findFirst();
    if (command.isEmpty()) {
      var unknown = Reply.Failed.of("not_a_valid_command");
      interactions.notice(userId, name, unknown);
      return new Ack(unknown, "");
    }
    return run(userId, channelId, command.get(), text);
  }

  private Ack run(String userId, String channelId, SlashCommand command, String text) {
    var telling =
        store.change(state -> {
          var user = Interactions.user(state, userId);
          var channel =
              Optional.ofNullable(state.channels.get(channelId))
                  .filter(c -> c.members().contains(userId))
                  .orElseThrow(() -> Interactions.gone("channel " + channelId));
          var trigger = grants.trigger(state, userId);
          var responseUrl = grants.responseUrl(state, userId, channelId, null);
          var sent = command.escapes() ? escaped(state, text) : text;
          return new Interactions.Telling(
              payloads.command(state, user, channel, command.name(), sent, trigger, responseUrl),
              trigger);
        });
    var reply = dispatch.send(new Parcel(Parcel.Kind.COMMAND, telling.payload()));
    interactions.notice(userId, command.name(), reply);
    return new Ack(shown(userId, channelId, command, reply), telling.triggerId());
  }

  private Reply shown(String userId, String channelId, SlashCommand command, Reply reply) {
    if (!(reply instanceof Reply.Taken(var body))) {
      return reply;
    }
    try {
      store.update(state -> responses.showCommandAnswer(state, userId, channelId, body));
      return reply;
    } catch (Refusal | IllegalArgumentException _) {
      var failed = Reply.Failed.of("invalid_command_response");
      interactions.notice(userId, command.name(), failed);
      return failed;
    }
  }

  /** What {@code should_escape} does: entities, and ids for the names of people and channels. */
  private static String escaped(State state, String text) {
    var entities = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    var linked =
        ADDRESS.matcher(entities).replaceAll(m -> Matcher.quoteReplacement("<" + m.group() + ">"));
    return NAMED
        .matcher(linked)
        .replaceAll(m -> mention(state, m.group(1), m.group(2)).orElse(m.group()));
  }

  private static Optional<String> mention(State state, String sign, String name) {
    if (sign.equals("#")) {
      return idOf(state.channels, Channel::name, name).map(id -> "<#" + id + "|" + name + ">");
    }
    return idOf(state.users, User::name, name)
        .map(id -> "<@" + id + "|" + name + ">")
        .or(() ->
            idOf(state.groups, UserGroup::handle, name)
                .map(id -> "<!subteam^" + id + "|@" + name + ">"));
  }

  private static <T> Optional<String> idOf(
      Map<String, T> all, Function<T, String> nameOf, String name) {
    return all.entrySet().stream()
        .filter(entry -> nameOf.apply(entry.getValue()).equals(name))
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
