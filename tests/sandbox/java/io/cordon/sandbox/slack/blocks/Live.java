package io.cordon.sandbox.slack.blocks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Finds what in blocks does something by itself: notifies somebody, or leads somewhere. */
public final class Live {
  private Live() {}

  /** The live references of blocks or of a view, as in {@link Mrkdwn#live}, in reading order. */
  public static List<String> in(JsonNode blocks) {
    var found = new ArrayList<String>();
    collect(blocks, found);
    return found;
  }

  private static void collect(JsonNode node, List<String> found) {
    switch (node.path("type").asText()) {
      case "mrkdwn" ->
          found.addAll(Mrkdwn.live(node.path("text").asText(), node.path("verbatim").asBoolean()));
      case "user" -> found.add("@" + node.path("user_id").asText());
      case "usergroup" -> found.add("!subteam^" + node.path("usergroup_id").asText());
      case "channel" -> found.add("#" + node.path("channel_id").asText());
      case "broadcast" -> found.add("!" + node.path("range").asText());
      case "link" -> found.add(node.path("url").asText());
      case "markdown" -> found.addAll(Mrkdwn.live(node.path("text").asText(), false));
      default -> node.forEach(child -> collect(child, found));
    }
  }
}
