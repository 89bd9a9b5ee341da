package io.cordon.sandbox.crash;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What somebody does while Cordon dies, and what must have come of it in the end. */
public enum Scenario {
  /** A finding comes in. */
  FINDING_IN("finding in", "1 case, 1 card"),

  /** Somebody takes the case. */
  ACKNOWLEDGE("acknowledge", "owned once"),

  /** Somebody has the disks snapshotted. */
  SNAPSHOT("snapshot", "1 snapshot set"),

  /** Somebody has the instance isolated. */
  ISOLATE("isolate", "contained, each change once"),

  /** Somebody has the instance isolated, and somebody else must agree. */
  APPROVE("isolate with approval", "approved once, contained, each change once");

  private final String title;
  private final String good;

  Scenario(String title, String good) {
    this.title = title;
    this.good = good;
  }

  /** Its name, for people. */
  public String title() {
    return title;
  }

  /** What is said of a run that ended as it must. */
  String good() {
    return good;
  }

  /** How many must agree to what, as in the configuration. */
  String approvals() {
    return switch (this) {
      case FINDING_IN, ACKNOWLEDGE, SNAPSHOT, ISOLATE -> "{E: 0, C: 0, D: 2, expiry: 15m}";
      case APPROVE -> "{E: 0, C: 1, D: 2, expiry: 15m}";
    };
  }

  /** Which entries, by kind, must be in the ledger, and how often, beside those of the finding. */
  Map<String, Integer> entries() {
    return switch (this) {
      case FINDING_IN -> Map.of();
      case ACKNOWLEDGE -> Map.of("case.acknowledged", 1);
      case SNAPSHOT -> action(1);
      case ISOLATE -> action(3);
      case APPROVE -> {
        var all = new HashMap<>(action(3));
        all.put("action.planned", 1);
        all.put("action.approved", 1);
        yield all;
      }
    };
  }

  private static Map<String, Integer> action(int changes) {
    return Map.of(
        "action.requested", 1,
        "action.started", 1,
        "change.applied", changes,
        "change.verified", changes,
        "action.done", 1);
  }

  /** Which calls of EC2 must have changed something, and how often. */
  Map<String, Integer> changes() {
    return switch (this) {
      case FINDING_IN, ACKNOWLEDGE -> Map.of();
      case SNAPSHOT -> Map.of("CreateSnapshots", 1);
      case ISOLATE, APPROVE ->
          Map.of(
              "CreateSecurityGroup", 1,
              "RevokeSecurityGroupEgress", 1,
              "ModifyNetworkInterfaceAttribute", 2);
    };
  }

  /** What the card must say. */
  List<String> card() {
    return switch (this) {
      case FINDING_IN -> List.of("nobody has it yet");
      case ACKNOWLEDGE -> List.of("Acknowledged", "owned by");
      case SNAPSHOT -> List.of("napshot");
      case ISOLATE, APPROVE -> List.of("🟢 Contained");
    };
  }

  /** Whether the case must be there before. */
  boolean needsCase() {
    return this != FINDING_IN;
  }

  /** What somebody does in it. */
  Deed deed(World world) {
    return switch (this) {
      case FINDING_IN -> new Deed.Delivery(world);
      case ACKNOWLEDGE -> new Deed.Acknowledgement(world);
      case SNAPSHOT -> new Deed.Request(world, "Snapshot disks…");
      case ISOLATE -> new Deed.Request(world, "Isolate instance…");
      case APPROVE -> new Deed.Consent(world);
    };
  }
}
