package io.cordon.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cordon.sandbox.slack.blocks.BlockKit;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** All judges of what an app says: the workspace's own rules, and every {@link Referee}. */
final class Bench {
  /** What Slack answers to something that can never be right, in whatever state things are. */
  private static final Set<String> NEVER_RIGHT =
      Set.of(
          "invalid_arguments",
          "invalid_blocks",
          "invalid_blocks_format",
          "invalid_metadata_format",
          "invalid_metadata_schema",
          "markdown_text_conflict",
          "metadata_too_large",
          "msg_blocks_too_long",
          "msg_too_long",
          "no_text",
          "unknown_method",
          "view_too_large");

  private final List<Referee> referees =
      ServiceLoader.load(Referee.class).stream().map(ServiceLoader.Provider::get).toList();

  /** Lets the referees see a call's arguments; it is for the method to refuse them. */
  void judgeArguments(String method, ObjectNode arguments) {
    for (var referee : referees) {
      var problems = referee.problemsInArguments(method, arguments);
      if (!problems.isEmpty()) {
        referee.refused(method, "invalid_arguments", problems);
      }
    }
  }

  List<String> problemsInMessage(JsonNode blocks) {
    return all(BlockKit.problemsInMessage(blocks), referee -> referee.problemsInMessage(blocks));
  }

  List<String> problemsInView(JsonNode view) {
    return all(BlockKit.problemsInView(view), referee -> referee.problemsInView(view));
  }

  private List<String> all(List<String> own, Function<Referee, List<String>> theirs) {
    return Stream.concat(own.stream(), referees.stream().map(theirs).flatMap(List::stream))
        .toList();
  }

  /**
   * Tells the referees of a refusal, if it is their business.
   *
   * @param what the method, or how else it came
   */
  void tell(String what, Refusal refusal) {
    if (NEVER_RIGHT.contains(refusal.code())) {
      referees.forEach(referee -> referee.refused(what, refusal.code(), refusal.messages()));
    }
  }
}
