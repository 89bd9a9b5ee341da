package io.cordon.sandbox.slack;

import io.cordon.sandbox.slack.blocks.PlainText;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Stream;

/** What is on people's screens, as plain text. */
final class Screen {
  private final State state;
  private final PlainText text;

  Screen(State state) {
    this.state = state;
    this.text = new PlainText(state);
  }

  /** A message as it is read: its blocks, or its text where it has none. */
  String of(Message message) {
    var body =
        message.blocks().isEmpty()
            ? text.text(Json.object().put("type", "mrkdwn").put("text", message.text()))
            : text.of(message.blocks());
    var lines = new StringJoiner("\n").add(body);
    for (var id : message.fileIds()) {
      Optional.ofNullable(state.files.get(id)).ifPresent(f -> lines.add("[file " + f.name() + "]"));
    }
    message.reactions().forEach((name, people) -> lines.add(":" + name + ": " + people.size()));
    return lines.toString();
  }

  /** A modal or home tab as it is read. */
  String of(View view) {
    var lines = new StringJoiner("\n");
    if (!view.title().isEmpty()) {
      lines.add("== " + view.title() + " ==");
    }
    lines.add(text.of(view.blocks()));
    if (view.content().has("submit")) {
      lines.add("(" + view.content().at("/submit/text").asText() + ")");
    }
    return lines.toString();
  }

  /** A whole channel: messages with their threads indented, and who sees what alone. */
  String transcript(String channel) {
    var lines = new StringJoiner("\n\n");
    Stream.concat(
            state.messagesIn(channel).values().stream().filter(m -> !m.isReply()),
            ephemerals(channel).filter(m -> !m.isReply()))
        .sorted((a, b) -> a.ts().compareTo(b.ts()))
        .forEach(message -> addWithThread(lines, message));
    return lines.toString();
  }

  private void addWithThread(StringJoiner lines, Message message) {
    lines.add(headed(message));
    Stream.concat(
            state.replies(message.channel(), message.ts()).stream(),
            ephemerals(message.channel()).filter(m -> message.ts().equals(m.threadTs())))
        .sorted((a, b) -> a.ts().compareTo(b.ts()))
        .forEach(reply -> lines.add(headed(reply).indent(4).stripTrailing()));
  }

  private Stream<Message> ephemerals(String channel) {
    return List.copyOf(state.ephemerals).stream().filter(m -> m.channel().equals(channel));
  }

  private String headed(Message message) {
    var only =
        message.onlyFor() == null ? "" : " (only for @" + state.user(message.onlyFor()) + ")";
    var edited = message.editedAt() == null ? "" : " (edited)";
    return "@" + state.user(message.user()) + only + edited + "\n" + of(message);
  }
}
