package io.cordon.sandbox.slack;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the channel that a call means, and refuses where the app may not go. */
final class Places {
  private final WorkspaceSetup setup;
  private final Ids ids;

  Places(WorkspaceSetup setup, Ids ids) {
    this.setup = setup;
    this.ids = ids;
  }

  /** A channel by its id only, as most methods want it. */
  Channel byId(State state, String id) {
    var channel = state.channels.get(id);
    if (channel == null) {
      throw new Refusal("channel_not_found");
    }
    return channel;
  }

  /** A channel in which the app is a member. */
  Channel joined(State state, String id) {
    var channel = byId(state, id);
    if (!channel.members().contains(setup.bot().id())) {
      throw new Refusal("not_in_channel");
    }
    return channel;
  }

  /**
   * Where a post goes: an id, a name with or without #, or a user id, which opens the direct
   * conversation.
   */
  Channel forPost(State state, String wanted) {
    if (state.users.containsKey(wanted)) {
      return direct(state, wanted);
    }
    var name = wanted.replaceFirst("^#", "");
    var id =
        state.channels.values().stream()
            .filter(c -> c.name().equals(name) && !c.isDirect())
            .map(Channel::id)
            .findFirst()
            .orElse(wanted);
    var channel = joined(state, id);
    if (channel.archived()) {
      throw new Refusal("is_archived");
    }
    return channel;
  }

  /** The direct conversation with somebody, opened if there was none. */
  Channel direct(State state, String userId) {
    var user = state.users.get(userId);
    if (user == null) {
      throw new Refusal("user_not_found");
    }
    if (user.is(User.Flag.DELETED)) {
      throw new Refusal("user_disabled");
    }
    if (user.is(User.Flag.BOT)) {
      throw new Refusal("cannot_dm_bot");
    }
    return state.directWith(userId).orElseGet(() -> open(state, userId));
  }

  private Channel open(State state, String userId) {
    var members = Set.of(userId, setup.bot().id());
    var channel = new Channel(ids.next("D"), "directmessage", members, false, userId);
    state.channels.put(channel.id(), channel);
    return channel;
  }

  /**
   * The thread that a post asks for. Slack says nothing when there is no such message, and posts
   * into the channel instead (slack-go #1571).
   *
   * @return the ts of the thread's first message, or null for none
   */
  @Nullable String thread(State state, Channel channel, Args args) {
    return state
        .message(channel.id(), args.text("thread_ts"))
        .map(found -> found.threadTs() == null ? found.ts() : found.threadTs())
        .orElse(null);
  }
}
