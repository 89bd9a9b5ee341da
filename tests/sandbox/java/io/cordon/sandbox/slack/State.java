package io.cordon.sandbox.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cordon.sandbox.slack.blocks.Names;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All that the workspace remembers. Only {@link Store} touches it, under its lock. */
final class State implements Names {
  final Map<String, User> users = new LinkedHashMap<>();
  final Map<String, UserGroup> groups = new LinkedHashMap<>();
  final Map<String, Channel> channels = new LinkedHashMap<>();
  final Map<String, View> homes = new HashMap<>();
  final Map<String, Trigger> triggers = new HashMap<>();
  final Map<String, ResponseUrl> responseUrls = new HashMap<>();
  final Map<String, StoredFile> files = new LinkedHashMap<>();
  final List<Message> ephemerals = new ArrayList<>();
  final List<Notice> notices = new ArrayList<>();
  final List<String> pins = new ArrayList<>();
  final List<ObjectNode> bookmarks = new ArrayList<>();
  private final Map<String, NavigableMap<String, Message>> messages = new HashMap<>();
  private final Map<String, Deque<View>> modals = new HashMap<>();
  private final Map<String, ObjectNode> drafts = new HashMap<>();

  /** A trigger_id: whose it is, until when, and whether it was exchanged. */
  record Trigger(String userId, Instant expires, boolean exchanged) {}

  /**
   * A response_url.
   *
   * @param channel where answers go
   * @param messageTs the message that it may replace, or null for a command's
   */
  record ResponseUrl(
      String userId, String channel, @Nullable String messageTs, int usesLeft, Instant expires) {}

  NavigableMap<String, Message> messagesIn(String channel) {
    return messages.computeIfAbsent(channel, _ -> new TreeMap<>());
  }

  void put(Message message) {
    messagesIn(message.channel()).put(message.ts(), message);
  }

  Optional<Message> message(String channel, String ts) {
    return Optional.ofNullable(messagesIn(channel).get(ts));
  }

  /** A message that everyone sees, or an ephemeral one. */
  Optional<Message> anyMessage(String channel, String ts) {
    return message(channel, ts)
        .or(() -> ephemerals.stream().filter(m -> isAt(m, channel, ts)).findFirst());
  }

  private static boolean isAt(Message message, String channel, String ts) {
    return message.channel().equals(channel) && message.ts().equals(ts);
  }

  void replaceEphemeral(Message changed) {
    ephemerals.replaceAll(m -> isAt(m, changed.channel(), changed.ts()) ? changed : m);
  }

  /** A message's answers, oldest first. */
  List<Message> replies(String channel, String ts) {
    return messagesIn(channel).values().stream()
        .filter(m -> m.isReply() && ts.equals(m.threadTs()))
        .toList();
  }

  Deque<View> modals(String userId) {
    return modals.computeIfAbsent(userId, _ -> new ArrayDeque<>());
  }

  Optional<View> view(String id) {
    return allViews().filter(v -> v.id().equals(id)).findFirst();
  }

  Optional<View> viewByExternalId(String externalId) {
    return allViews()
        .filter(v -> v.content().path("external_id").asText().equals(externalId))
        .findFirst();
  }

  private Stream<View> allViews() {
    return Stream.concat(modals.values().stream().flatMap(Deque::stream), homes.values().stream());
  }

  void replaceView(View changed) {
    if (changed.isHome()) {
      homes.put(changed.userId(), changed);
      return;
    }
    var stack = modals(changed.userId());
    var kept = stack.stream().map(v -> v.id().equals(changed.id()) ? changed : v).toList();
    stack.clear();
    stack.addAll(kept);
  }

  /** What a user typed and chose so far in a message or view, on top of what stood in it. */
  ObjectNode draft(String userId, String container, ObjectNode initial) {
    var kept = drafts.get(userId + "/" + container);
    return kept == null ? initial : initial.setAll(kept.deepCopy());
  }

  void keepDraft(String userId, String container, ObjectNode values) {
    drafts.put(userId + "/" + container, values.deepCopy());
  }

  /** The direct conversation of the app with somebody. */
  Optional<Channel> directWith(String userId) {
    return channels.values().stream().filter(c -> userId.equals(c.directWith())).findFirst();
  }

  @Override
  public String user(String id) {
    var bare = id.replaceFirst("\\|.*", "");
    return Optional.ofNullable(users.get(bare)).map(User::name).orElse(bare);
  }

  @Override
  public String group(String id) {
    return Optional.ofNullable(groups.get(id)).map(UserGroup::handle).orElse(id);
  }

  @Override
  public String channel(String id) {
    return Optional.ofNullable(channels.get(id)).map(Channel::name).orElse(id);
  }
}
