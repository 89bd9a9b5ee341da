package io.cordon.sandbox.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One method of the Web API.
 *
 * @param rate what Slack allows
 * @param arguments the arguments that it knows
 * @param call does it; returns the answer without {@code ok}
 */
record Method(String name, Rate rate, Set<String> arguments, Call call) {

  /** Does a method's work. */
  @FunctionalInterface
  interface Call {
    ObjectNode on(Args args);
  }

  static Method of(String name, Rate rate, List<String> arguments, Call call) {
    var all = new LinkedHashSet<>(arguments);
    all.add("token");
    return new Method(name, rate, all, call);
  }
}
