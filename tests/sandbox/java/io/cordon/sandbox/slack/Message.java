package io.cordon.sandbox.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One message as Slack keeps it. Its JSON is never changed: an update makes another message.
 *
 * @param ts seconds, a dot and six digits: the message's id within its channel
 * @param threadTs the ts of the message that this one answers
 * @param user who wrote it; the app's user for the app
 * @param byApp whether the app wrote it
 * @param metadata what the app attached, unseen on the screen
 * @param editedAt the ts of the last edit
 * @param onlyFor the one person who sees it, for an ephemeral message
 * @param broadcast whether a reply is shown in the channel as well
 * @param reactions names of emoji and who reacted
 * @param fileIds the files that hang on it
 */
public record Message(
    String channel,
    String ts,
    @Nullable String threadTs,
    String user,
    boolean byApp,
    String text,
    ArrayNode blocks,
    @Nullable ObjectNode metadata,
    @Nullable String editedAt,
    @Nullable String onlyFor,
    boolean broadcast,
    Map<String, List<String>> reactions,
    List<String> fileIds) {

  /** Keeps its own copies. */
  public Message {
    blocks = blocks.deepCopy();
    metadata = metadata == null ? null : metadata.deepCopy();
    reactions = Map.copyOf(reactions);
    fileIds = List.copyOf(fileIds);
  }

  /** Whether it stands in a thread below another message. */
  public boolean isReply() {
    return threadTs != null && !threadTs.equals(ts);
  }

  /** Whether only one person sees it. */
  public boolean isEphemeral() {
    return onlyFor != null;
  }

  Message withContent(
      String newText, ArrayNode newBlocks, @Nullable ObjectNode newMetadata, String edited) {
    return new Message(
        channel,
        ts,
        threadTs,
        user,
        byApp,
        newText,
        newBlocks,
        newMetadata,
        edited,
        onlyFor,
        broadcast,
        reactions,
        fileIds);
  }

  Message broadcastIf(boolean shown) {
    return new Message(
        channel, ts, threadTs, user, byApp, text, blocks, metadata, editedAt, onlyFor, shown,
        reactions, fileIds);
  }

  Message withReaction(String name, String by) {
    var more = new LinkedHashMap<>(reactions);
    var people = new ArrayList<>(more.getOrDefault(name, List.of()));
    people.add(by);
    more.put(name, List.copyOf(people));
    return new Message(
        channel, ts, threadTs, user, byApp, text, blocks, metadata, editedAt, onlyFor, broadcast,
        more, fileIds);
  }
}
