package io.cordon.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/**
 * Some calls that IAM must allow on some resources: one statement of a policy. Resources and the
 * values of conditions may have blanks in braces, as in {@code instance/{instance}}, which are
 * filled for one target, or with {@link #ANY} for all of them.
 *
 * <p>Which resources and keys a call knows is told by the Service Authorization Reference,
 * "Actions, resources, and condition keys for Amazon EC2".
 *
 * @param calls as IAM spells them: "ec2:CreateSnapshots"
 * @param resources ARNs
 * @param conditions all of which must hold
 */
public record Permission(List<String> calls, List<String> resources, List<Condition> conditions) {
  /** Fills a blank with everything. */
  public static final List<String> ANY = List.of("*");

  private static final Pattern BLANK = Pattern.compile("\\{(\\w+)}");

  /** What IAM would take for more than one thing, or for a variable. */
  private static final Pattern WIDE = Pattern.compile("[*?${}]");

  /**
   * What a key of a request must be.
   *
   * @param operator as IAM spells it: "StringLike"
   * @param values of which one is enough
   */
  public record Condition(String operator, String key, List<String> values) {
    /** Keeps its own copy. */
    public Condition {
      values = List.copyOf(values);
    }
  }

  /** Keeps its own copies. */
  public Permission {
    calls = List.copyOf(calls);
    resources = List.copyOf(resources);
    conditions = List.copyOf(conditions);
  }

  /** Calls, on resources that {@link #on} tells. */
  public static Permission to(String... calls) {
    return new Permission(List.of(calls), List.of(), List.of());
  }

  /** The same calls on these resources. */
  public Permission on(String... arns) {
    return new Permission(calls, List.of(arns), conditions);
  }

  /** The same under one more condition. */
  public Permission when(String operator, String key, String... values) {
    var all = new ArrayList<>(conditions);
    all.add(new Condition(operator, key, List.of(values)));
    return new Permission(calls, resources, all);
  }

  /**
   * The same with its blanks filled; a blank with several values becomes several resources.
   *
   * @throws IllegalArgumentException if a blank has no value, or one that would widen it: ids come
   *     from outside
   */
  public Permission filled(Map<String, List<String>> values) {
    return new Permission(
        calls,
        resources.stream().flatMap(arn -> filled(arn, values)).toList(),
        conditions.stream()
            .map(c ->
                new Condition(
                    c.operator(),
                    c.key(),
                    c.values().stream().flatMap(v -> filled(v, values)).toList()))
            .toList());
  }

  private static Stream<String> filled(String text, Map<String, List<String>> values) {
    var blank = BLANK.matcher(text);
    if (!blank.find()) {
      return Stream.of(text);
    }
    var given = values.getOrDefault(blank.group(1), List.of());
    if (given.isEmpty() || (!given.equals(ANY) && given.stream().anyMatch(Permission::isWide))) {
      throw new IllegalArgumentException(text + " cannot be filled with " + given);
    }
    return given.stream()
        .map(v -> text.substring(0, blank.start()) + v + text.substring(blank.end()))
        .flatMap(next -> filled(next, values));
  }

  private static boolean isWide(String value) {
    return WIDE.matcher(value).find();
  }

  /** As a statement, which its blanks must be filled for. */
  IamStatement statement() {
    var statement =
        IamStatement.builder().effect(IamEffect.ALLOW).actionIds(calls).resourceIds(resources);
    conditions.forEach(c ->
        statement.addConditions(IamConditionOperator.create(c.operator()), c.key(), c.values()));
    return statement.build();
  }
}
