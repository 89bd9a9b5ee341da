package io.cordon.sandbox.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/** The arguments of one call of the Web API, from a form or a JSON body alike. */
final class Args {
  private final ObjectNode given;

  Args(ObjectNode given) {
    this.given = given;
  }

  /** Refuses arguments that the method does not know. */
  void allowOnly(Set<String> known) {
    for (var name : given.properties()) {
      if (!known.contains(name.getKey())) {
        throw new Refusal(
            "invalid_arguments", List.of("[ERROR] unknown argument: " + name.getKey()));
      }
    }
  }

  boolean has(String name) {
    return given.has(name) && !given.get(name).isNull();
  }

  /** A string; empty if it was not given. */
  String text(String name) {
    return given.path(name).asText("");
  }

  /** A string that must be there. */
  String need(String name) {
    var value = text(name);
    if (value.isEmpty()) {
      throw new Refusal("invalid_arguments", List.of("[ERROR] missing required field: " + name));
    }
    return value;
  }

  boolean flag(String name) {
    var value = text(name);
    return value.equals("true") || value.equals("1");
  }

  /** A whole number within bounds; {@code fallback} if it was not given. */
  int number(String name, int fallback, int max) {
    if (!has(name)) {
      return fallback;
    }
    try {
      return Math.min(Integer.parseInt(text(name)), max);
    } catch (NumberFormatException e) {
      throw new Refusal("invalid_arguments", List.of("[ERROR] must be a number: " + name));
    }
  }

  /** A message's ts; {@code fallback} if it was not given. */
  BigDecimal moment(String name, String fallback) {
    try {
      return new BigDecimal(has(name) ? text(name) : fallback);
    } catch (NumberFormatException e) {
      throw new Refusal("invalid_ts_" + name);
    }
  }

  /** JSON that was sent as such or within a string; missing if it was not given. */
  JsonNode json(String name, String errorCode) {
    if (!has(name)) {
      return MissingNode.getInstance();
    }
    var value = given.get(name);
    if (!value.isTextual()) {
      return value;
    }
    try {
      return Json.MAPPER.readTree(value.textValue());
    } catch (JsonProcessingException e) {
      throw new Refusal(errorCode);
    }
  }

  /** Blocks; an empty array if none were given. */
  ArrayNode blocks() {
    var blocks = json("blocks", "invalid_blocks_format");
    if (blocks.isMissingNode()) {
      return Json.array();
    }
    if (blocks instanceof ArrayNode array) {
      return array;
    }
    throw new Refusal("invalid_blocks_format");
  }
}
