package io.cordon.action;

import io.cordon.aws.Permissions;
import io.cordon.aws.SessionPolicy;
import io.cordon.change.Change;
import io.cordon.change.Danger;
import io.cordon.change.Failure;
import io.cordon.change.Target;
import io.cordon.ledger.CanonicalJson;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

/**
 * An action in a world of switches: it turns every one of them on. The world answers as AWS does:
 * late, not at all, with an error, or with another value than was set.
 */
final class Switches implements ResponseAction {
  static final String NAME = "switch";

  private final Map<String, String> world = new ConcurrentSkipListMap<>();
  private final Map<String, List<String>> needs = new HashMap<>();
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final Map<String, Deque<RuntimeException>> before = new HashMap<>();
  private final Map<String, Deque<RuntimeException>> after = new HashMap<>();
  private final Map<String, Deque<RuntimeException>> reading = new HashMap<>();
  private final Map<String, Deque<Observation>> seen = new HashMap<>();
  private final Queue<RuntimeException> planning = new ArrayDeque<>();
  private final Queue<Failure> missing = new ArrayDeque<>();
  private final Queue<RuntimeException> confirming = new ArrayDeque<>();
  private final Map<String, SessionPolicy> policies = new HashMap<>();
  private @Nullable Failure impossible;
  private Runnable point = () -> {};

  /** Adds switches that are off. */
  Switches off(String... names) {
    for (var name : names) {
      world.put(name, "off");
    }
    return this;
  }

  /** Says that a switch can only be set after another one. */
  Switches needs(String name, String other) {
    needs.put(name, List.of(other));
    return this;
  }

  /** Somebody else sets a switch. */
  void set(String name, String value) {
    world.put(name, value);
  }

  /** How a switch is set. */
  String value(String name) {
    return world.getOrDefault(name, "gone");
  }

  /** Every call that changed something, in order: "a=on". */
  List<String> calls() {
    return List.copyOf(calls);
  }

  void atEveryPoint(Runnable run) {
    point = run;
  }

  void planFails(RuntimeException e) {
    planning.add(e);
  }

  void isImpossible(Failure why) {
    impossible = why;
  }

  /** Setting a switch takes a session with this policy. */
  void takes(String name, SessionPolicy policy) {
    policies.put(name, policy);
  }

  void failsBefore(String name, RuntimeException... errors) {
    before.computeIfAbsent(name, _ -> new ArrayDeque<>()).addAll(List.of(errors));
  }

  void failsAfter(String name, RuntimeException... errors) {
    after.computeIfAbsent(name, _ -> new ArrayDeque<>()).addAll(List.of(errors));
  }

  void readingFails(String name, RuntimeException... errors) {
    reading.computeIfAbsent(name, _ -> new ArrayDeque<>()).addAll(List.of(errors));
  }

  /** What is seen when a switch is looked at, before its true state is. */
  void isSeenAs(String name, Observation... first) {
    seen.computeIfAbsent(name, _ -> new ArrayDeque<>()).addAll(List.of(first));
  }

  void isIncomplete(Failure... failures) {
    missing.addAll(List.of(failures));
  }

  void confirmFails(RuntimeException... errors) {
    confirming.addAll(List.of(errors));
  }

  static AwsServiceException error(int status, String code) {
    return Ec2Exception.builder()
        .statusCode(status)
        .requestId("req-" + code)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(code + "!").build())
        .build();
  }

  static RuntimeException denied() {
    return error(403, "UnauthorizedOperation");
  }

  static RuntimeException throttled() {
    return error(400, "RequestLimitExceeded");
  }

  static RuntimeException noAnswer() {
    return SdkClientException.create("Read timed out");
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Danger danger() {
    return Danger.C;
  }

  @Override
  public Permissions permissions() {
    return Permissions.toRead();
  }

  @Override
  public SessionPolicy policy(Order order, Change change) {
    return policies.getOrDefault(change.resource(), new SessionPolicy("{}"));
  }

  @Override
  public boolean accepts(Target target) {
    return true;
  }

  @Override
  public Plan plan(Order order) {
    point.run();
    throwNext(planning);
    if (impossible != null) {
      return new Plan.Impossible(impossible);
    }
    var changes = new ArrayList<Change>();
    world.forEach((name, value) -> {
      if (!value.equals("on")) {
        changes.add(
            new Change(
                "c-" + name,
                name,
                "switch",
                List.of(value),
                List.of("on"),
                "x:Set",
                true,
                needs.getOrDefault(name, List.of()).stream().map(n -> "c-" + n).toList()));
      }
    });
    return changes.isEmpty()
        ? new Plan.Needless("all on")
        : new Plan.Ready(changes, List.of(), List.of(), CanonicalJson.tree(world));
  }

  @Override
  public Applied apply(Order order, Change change) {
    point.run();
    var name = change.resource();
    throwNext(before.get(name));
    var wanted = change.after().getFirst();
    // As atomic as AWS is for two callers that set the same value.
    if (wanted.equals(world.put(name, wanted))) {
      return new Applied(change.after(), "");
    }
    calls.add(name + "=" + wanted);
    var request = "req-" + calls.size();
    throwNext(after.get(name));
    point.run();
    return new Applied(change.after(), request);
  }

  @Override
  public Observation observe(Order order, Change change, List<String> expected) {
    point.run();
    var name = change.resource();
    throwNext(reading.get(name));
    var first = seen.getOrDefault(name, new ArrayDeque<>()).poll();
    return first != null ? first : new Observation.Is(List.of(value(name)));
  }

  @Override
  public Optional<Failure> confirm(Order order) {
    point.run();
    throwNext(confirming);
    return Optional.ofNullable(missing.poll());
  }

  private static void throwNext(@Nullable Queue<RuntimeException> errors) {
    var next = errors == null ? null : errors.poll();
    if (next != null) {
      throw next;
    }
  }
}
