package io.cordon.approval;

import com.fasterxml.jackson.databind.JsonNode;
import io.cordon.change.Change;
import io.cordon.change.Danger;
import io.cordon.change.Remark;
import io.cordon.ledger.CanonicalJson;
import io.cordon.ledger.Case;
import io.cordon.ledger.CaseAction;
import io.cordon.ledger.Fact;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What exactly people agree to, and whether that is still what would be done.
 *
 * <p>The digest is the SHA-256 of canonical JSON over the case and the action's id, its name, what
 * it undoes, the target with its account and region, the parameters, each change of the plan (which
 * resource, from what, to what, by which call), and the revision of the case. That revision is not
 * the number of its entries: a repeat of the finding, a note, an acknowledgement, a refused click,
 * evidence that is collected and the approvals themselves are news that change nothing about what
 * was agreed to. It is what does: whether the case is closed, and which other actions of it have
 * changed something on the same target (those of class E change nothing that runs). The order in
 * which AWS lists things does not matter, nor do the ids that changes have within a plan.
 */
public final class Agreement {
  private final Case state;
  private final CaseAction action;
  private final List<Change> changes;

  /** What would be done by an action, with these changes, in this state of its case. */
  public Agreement(Case state, CaseAction action, List<Change> changes) {
    this.state = state;
    this.action = action;
    this.changes = List.copyOf(changes);
  }

  /** What is put before the approvers. */
  public Fact.ActionPlanned planned(List<Remark> impact, List<Remark> residual) {
    return new Fact.ActionPlanned(action.id(), changes, impact, residual, others(), digest());
  }

  /** The digest, 64 characters of hex. */
  public String digest() {
    var request = action.request();
    var all = CanonicalJson.MAPPER.createObjectNode();
    all.put("v", 1);
    all.put("case", state.key().text());
    all.put("action", action.id());
    all.put("name", request.name());
    all.put("undoes", request.undoes());
    all.set("target", CanonicalJson.tree(request.target()));
    all.put("account", request.target().scope().account());
    all.put("region", request.target().scope().region());
    all.set("parameters", CanonicalJson.tree(request.parameters()));
    all.set("changes", CanonicalJson.tree(named().values().stream().sorted().toList()));
    all.put("closed", state.closed().isPresent());
    all.set("others", CanonicalJson.tree(others()));
    return CanonicalJson.sha256(CanonicalJson.text(all));
  }

  /**
   * What is no longer as it was put before the approvers, for people; "" if all is.
   *
   * @param agreed what was put before them
   */
  public String difference(Fact.ActionPlanned agreed) {
    if (digest().equals(agreed.digest())) {
      return "";
    }
    var told = new ArrayList<String>();
    if (state.closed().isPresent()) {
      told.add("the case was closed");
    }
    others().stream()
        .filter(id -> !agreed.others().contains(id))
        .forEach(id -> told.add(id + " has changed the target since"));
    tellChanges(byResource(agreed.changes()), byResource(changes), told);
    return told.isEmpty()
        ? "the request is not the one that was agreed to"
        : String.join("; ", told);
  }

  private static void tellChanges(
      Map<String, Change> then, Map<String, Change> now, List<String> told) {
    then.forEach((what, change) -> {
      var same = now.get(what);
      if (same == null) {
        told.add(what + ": there is nothing to change any more");
      } else if (!same.before().equals(change.before())) {
        told.add(what + ": was " + list(change.before()) + ", is " + list(same.before()));
      } else if (!same.after().equals(change.after())) {
        told.add(what + ": would become " + list(same.after()) + ", not " + list(change.after()));
      }
    });
    now.forEach((what, change) -> {
      if (!then.containsKey(what)) {
        told.add(
            what + " came in addition: " + list(change.before()) + " → " + list(change.after()));
      }
    });
  }

  private static Map<String, Change> byResource(List<Change> changes) {
    var all = new LinkedHashMap<String, Change>();
    changes.forEach(change -> all.put(name(change), change));
    return all;
  }

  private static String list(List<String> values) {
    return values.isEmpty() ? "nothing" : String.join(", ", values);
  }

  private static String name(Change change) {
    return change.resource() + " " + change.attribute();
  }

  /** Each change by its id, as canonical text in which others are named by what they change. */
  private Map<String, String> named() {
    var names = new LinkedHashMap<String, String>();
    changes.forEach(change -> names.put(change.id(), name(change)));
    var all = new LinkedHashMap<String, String>();
    changes.forEach(change -> all.put(change.id(), CanonicalJson.text(tree(change, names))));
    return all;
  }

  private static JsonNode tree(Change change, Map<String, String> names) {
    var tree = CanonicalJson.MAPPER.createObjectNode();
    tree.put("resource", change.resource());
    tree.put("attribute", change.attribute());
    tree.set("before", CanonicalJson.tree(change.before()));
    tree.set("after", CanonicalJson.tree(change.after()));
    tree.put("call", change.call());
    tree.put("reversible", change.reversible());
    tree.set(
        "needs",
        CanonicalJson.tree(
            change.needs().stream().map(id -> names.getOrDefault(id, id)).sorted().toList()));
    return tree;
  }

  /** The case's other actions that have changed something on the target. */
  private List<String> others() {
    return state.actions().stream()
        .filter(other -> !other.id().equals(action.id()))
        .filter(other -> other.request().danger() != Danger.E)
        .filter(other -> Objects.equals(other.request().target(), action.request().target()))
        .filter(other -> !other.applied().isEmpty())
        .map(CaseAction::id)
        .toList();
  }
}
