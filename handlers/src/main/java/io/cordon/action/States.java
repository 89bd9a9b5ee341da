package io.cordon.action;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cordon.change.Change;
import io.cordon.change.Failure;
import io.cordon.change.Remark;
import io.cordon.ledger.CanonicalJson;
import io.cordon.ledger.CaseAction;
import io.cordon.ledger.Evidence;
import io.cordon.ledger.StoredObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The state before and after each action, as files in the evidence bucket. */
public final class States {
  private final Evidence evidence;

  /** States in this bucket. */
  public States(Evidence evidence) {
    this.evidence = evidence;
  }

  /**
   * What an action set out to do, from its file.
   *
   * @param object the file itself; null if it could not be written
   */
  record Before(List<Change> changes, List<Remark> residual, @Nullable StoredObject object) {}

  /**
   * The state before an action, if it was saved. What was saved first counts: after a crash the
   * action may already have changed something.
   */
  Optional<Before> before(Order order) {
    return evidence.read(name(order, "before")).map(bytes -> read(order, bytes));
  }

  /** Saves the state before an action. */
  Before saveBefore(Order order, CaseAction action, Plan.Ready plan) {
    var file = describe(order, action);
    file.set("changes", CanonicalJson.tree(plan.changes()));
    file.set("impact", CanonicalJson.tree(plan.impact()));
    file.set("residual", CanonicalJson.tree(plan.residual()));
    file.set("observed", plan.observed());
    return read(order, bytes(file));
  }

  /**
   * What an action came to, from its file.
   *
   * @param done how many changes were read back
   * @param missing what was not reached, if something was not
   * @param object the file itself
   */
  record After(int done, Optional<Failure> missing, StoredObject object) {}

  /**
   * Saves the state after an action. What was saved first counts, so that the ledger never tells of
   * another end than the file.
   *
   * @param missing what was not reached, if something was not
   */
  After saveAfter(Order order, CaseAction action, Optional<Failure> missing) {
    var file = describe(order, action);
    file.set("changes", CanonicalJson.tree(action.changes()));
    file.set("applied", CanonicalJson.tree(action.applied()));
    file.set("verified", CanonicalJson.tree(action.verified()));
    missing.ifPresent(m -> file.set("missing", CanonicalJson.tree(m).deepCopy()));
    var name = name(order, "after");
    var bytes = evidence.read(name).orElseGet(() -> bytes(file));
    var object = evidence.store(name, bytes, "application/json");
    var tree = parse(name, bytes);
    var missed = CanonicalJson.MAPPER.convertValue(tree.get("missing"), Failure.class);
    return new After(tree.path("verified").size(), Optional.ofNullable(missed), object);
  }

  private Before read(Order order, byte[] bytes) {
    var name = name(order, "before");
    var tree = parse(name, bytes);
    return new Before(
        list(tree.path("changes"), new TypeReference<>() {}),
        list(tree.path("residual"), new TypeReference<>() {}),
        evidence.store(name, bytes, "application/json"));
  }

  private static JsonNode parse(String name, byte[] bytes) {
    try {
      return CanonicalJson.parse(new String(bytes, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(name + " cannot be read", e);
    }
  }

  private static <T> List<T> list(JsonNode tree, TypeReference<List<T>> type) {
    return CanonicalJson.MAPPER.convertValue(tree, type);
  }

  private static ObjectNode describe(Order order, CaseAction action) {
    var file = CanonicalJson.MAPPER.createObjectNode();
    file.put("v", 1);
    file.put("case", order.key().text());
    file.put("action", order.action());
    file.put("name", action.request().name());
    file.set("target", CanonicalJson.tree(order.target()));
    file.set("requestedBy", CanonicalJson.tree(order.by()));
    file.put("reason", order.reason());
    return file;
  }

  private static byte[] bytes(ObjectNode file) {
    return CanonicalJson.text(file).getBytes(StandardCharsets.UTF_8);
  }

  private static String name(Order order, String which) {
    return "cases/" + order.key() + "/actions/" + order.action() + "/" + which + ".json";
  }
}
