package io.cordon.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.ServiceLoader;

/**
 * A second judge of what an app says, beside the workspace's own rules. Found by {@link
 * ServiceLoader}: where the class path has none, as when people run the sandbox, the rules judge
 * alone.
 */
public interface Referee {
  /**
   * What is wrong with the arguments of a call; empty if nothing is.
   *
   * @param arguments a form's values as strings, or JSON
   */
  List<String> problemsInArguments(String method, ObjectNode arguments);

  /** What is wrong with a message's blocks. */
  List<String> problemsInMessage(JsonNode blocks);

  /** What is wrong with a modal or home tab. */
  List<String> problemsInView(JsonNode view);

  /**
   * Hears that something was refused for what it is, not for how things stood: an app that is right
   * never sends that. An app may take such a refusal well, so that nothing else shows it.
   *
   * @param what the method, or how else it came
   */
  void refused(String what, String code, List<String> problems);
}
