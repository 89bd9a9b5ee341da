package io.cordon.iam;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A policy, and what it says to a request (IAM user guide, policy evaluation logic and elements of
 * JSON policies). Knows the elements that Cordon's policies use, and refuses to read others rather
 * than to pass over them.
 *
 * @param statements in the order in which they stand
 */
public record PolicyDocument(List<Statement> statements) {
  /**
   * One statement.
   *
   * @param effect "Allow" or "Deny"
   * @param resources empty in a trust policy, which is about its own role
   */
  public record Statement(
      String effect, List<String> actions, List<String> resources, List<Condition> conditions) {
    boolean matches(AccessRequest request) {
      return actions.stream().anyMatch(a -> glob(lower(a), lower(request.action())))
          && (resources.isEmpty()
              || resources.stream().anyMatch(r -> arnLike(r, request.resource())))
          && conditions.stream().allMatch(c -> c.holds(request));
    }
  }

  /** One key of a condition. */
  public record Condition(String operator, String key, List<String> values) {
    boolean holds(AccessRequest request) {
      var seen = request.values(key);
      return switch (operator) {
        case "StringEquals" -> any(seen, String::equals);
        case "StringLike" -> any(seen, PolicyDocument::glob);
        case "ArnLike" -> any(seen, PolicyDocument::arnLike);
        case "ForAllValues:StringEquals" -> values.containsAll(seen);
        default -> throw new IllegalArgumentException(operator + " is not known here");
      };
    }

    private boolean any(List<String> seen, BiPredicate<String, String> like) {
      return seen.stream().anyMatch(s -> values.stream().anyMatch(v -> like.test(v, s)));
    }
  }

  /** Reads a policy. */
  public static PolicyDocument parse(String json) {
    try {
      return of(new ObjectMapper().readTree(json));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  /** A policy that was read already. */
  public static PolicyDocument of(JsonNode policy) {
    return new PolicyDocument(elements(policy.path("Statement")).map(s -> statement(s)).toList());
  }

  private static Statement statement(JsonNode statement) {
    statement
        .fieldNames()
        .forEachRemaining(name -> {
          if (!List.of("Sid", "Effect", "Principal", "Action", "Resource", "Condition")
              .contains(name)) {
            throw new IllegalArgumentException(name + " is not known here");
          }
        });
    var conditions = new ArrayList<Condition>();
    statement
        .path("Condition")
        .properties()
        .forEach(operator ->
            operator
                .getValue()
                .properties()
                .forEach(key ->
                    conditions.add(
                        new Condition(operator.getKey(), key.getKey(), texts(key.getValue())))));
    return new Statement(
        statement.path("Effect").asText(),
        texts(statement.path("Action")),
        texts(statement.path("Resource")),
        conditions);
  }

  private static Stream<JsonNode> elements(JsonNode node) {
    return node.isArray()
        ? StreamSupport.stream(node.spliterator(), false)
        : node.isMissingNode() ? Stream.of() : Stream.of(node);
  }

  private static List<String> texts(JsonNode node) {
    return elements(node).map(JsonNode::asText).toList();
  }

  /** Whether it allows a request: one statement does, and none denies it. */
  public boolean allows(AccessRequest request) {
    return matching("Allow", request) && !matching("Deny", request);
  }

  private boolean matching(String effect, AccessRequest request) {
    return statements.stream().anyMatch(s -> s.effect().equals(effect) && s.matches(request));
  }

  /** The parts of an ARN are compared one by one, so that a star does not reach into the next. */
  private static boolean arnLike(String pattern, String arn) {
    if (pattern.equals("*")) {
      return true;
    }
    var wanted = pattern.split(":", 6);
    var given = arn.split(":", 6);
    return wanted.length == given.length
        && IntStream.range(0, wanted.length).allMatch(i -> glob(wanted[i], given[i]));
  }

  private static boolean glob(String pattern, String text) {
    var regex =
        pattern
            .chars()
            .mapToObj(c ->
                switch (c) {
                  case '*' -> ".*";
                  case '?' -> ".";
                  default -> Pattern.quote(Character.toString(c));
                })
            .collect(Collectors.joining());
    return Pattern.compile(regex, Pattern.DOTALL).matcher(text).matches();
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
