package io.cordon.sandbox.slack.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cordon.sandbox.slack.Referee;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges by Slack's own types, in every workspace that a test opens, and remembers what was refused
 * for {@link NothingIsRefused}.
 */
public final class StrictReferee implements Referee {
  private static final List<String> REFUSED = new ArrayList<>();

  private final SlackSchema schema = SlackSchema.own();

  @Override
  public List<String> problemsInArguments(String method, ObjectNode arguments) {
    return schema.problemsInArguments(method, arguments);
  }

  @Override
  public List<String> problemsInMessage(JsonNode blocks) {
    return schema.problemsInMessage(blocks);
  }

  @Override
  public List<String> problemsInView(JsonNode view) {
    return schema.problemsInView(view);
  }

  @Override
  public void refused(String what, String code, List<String> problems) {
    synchronized (REFUSED) {
      REFUSED.add(what + ": " + code + " " + problems);
    }
  }

  /** What was refused, told once. */
  static List<String> forget() {
    synchronized (REFUSED) {
      var told = List.copyOf(REFUSED);
      REFUSED.clear();
      return told;
    }
  }
}
