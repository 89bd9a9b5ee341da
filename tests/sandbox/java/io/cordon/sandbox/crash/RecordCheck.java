package io.cordon.sandbox.crash;

import io.cordon.ledger.CaseKey;
import io.cordon.ledger.Entry;
import io.cordon.sandbox.aws.AnsweredCall;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Whether the ledger tells all of it once, in both its homes, and told it before it was done. */
final class RecordCheck {
  private static final Pattern SEGMENT = Pattern.compile("/ledger/([0-9]+)-([0-9]+)\\.jsonl$");

  private final World world;
  private final CaseKey key;
  private final List<Entry> entries;

  RecordCheck(World world, CaseKey key, List<Entry> entries) {
    this.world = world;
    this.key = key;
    this.entries = entries;
  }

  /** What is not as promised. */
  List<String> wrong(Scenario scenario) {
    var wrong = new ArrayList<String>();
    checkKinds(scenario, wrong);
    checkChain(wrong);
    if (!entries.stream().map(Entry::line).toList().equals(mirrored())) {
      wrong.add("S3 and the table hold different lines");
    }
    if (scenario.entries().containsKey("action.started")) {
      checkAction(wrong);
    }
    return wrong;
  }

  private void checkKinds(Scenario scenario, List<String> wrong) {
    var expected = new HashMap<>(scenario.entries());
    expected.put("finding.received", 1);
    expected.put("card.posted", 1);
    var told = new HashMap<String, Integer>();
    entries.forEach(entry -> told.merge(entry.fact().kind(), 1, Integer::sum));
    // Refused repetitions are recorded, and a chain may be signed twice.
    told.remove("action.refused");
    var signed = told.remove("checkpoint");
    if (!told.equals(expected)) {
      wrong.add("the ledger holds " + told + " instead of " + expected);
    }
    if (expected.containsKey("action.done") && signed == null) {
      wrong.add("the chain is not signed");
    }
  }

  /** By other means than Cordon's own. */
  private void checkChain(List<String> wrong) {
    var before = "0".repeat(64);
    for (int i = 0; i < entries.size(); i++) {
      var line = entries.get(i).line();
      if (!line.contains("\"prev\":\"" + before + "\"") || !line.contains("\"seq\":" + (i + 1))) {
        wrong.add("the chain is broken at entry " + (i + 1));
        return;
      }
      before = sha256(line);
    }
  }

  private static String sha256(String line) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(line.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<String> mirrored() {
    return objects().entrySet().stream()
        .filter(object -> object.getKey().contains("/ledger/"))
        .sorted(Map.Entry.comparingByKey())
        .flatMap(object -> object.getValue().lines())
        .toList();
  }

  private Map<String, String> objects() {
    var s3 = world.aws().clients().s3();
    var bucket = world.account().evidence().bucket();
    var objects = new HashMap<String, String>();
    s3.listObjectsV2Paginator(r -> r.bucket(bucket).prefix("cases/" + key + "/"))
        .contents()
        .forEach(o ->
            objects.put(
                o.key(), s3.getObjectAsBytes(r -> r.bucket(bucket).key(o.key())).asUtf8String()));
    return objects;
  }

  /** No record, no action: the intent is in S3 before the first call that changes something. */
  private void checkAction(List<String> wrong) {
    var started =
        entries.stream().filter(e -> e.fact().kind().equals("action.started")).findFirst();
    var calls = world.aws().calls();
    var recorded =
        calls.stream()
            .filter(call -> started.filter(e -> puts(call, e.seq())).isPresent())
            .mapToLong(AnsweredCall::number)
            .min();
    var changed = AccountCheck.changes(world).stream().mapToLong(AnsweredCall::number).min();
    if (recorded.isEmpty() || changed.isEmpty() || recorded.getAsLong() > changed.getAsLong()) {
      wrong.add("AWS was changed before the intent was in S3");
    }
    var names = objects().keySet();
    for (var state : List.of("before", "after")) {
      if (names.stream().filter(name -> name.endsWith("/" + state + ".json")).count() != 1) {
        wrong.add("not one " + state + ".json");
      }
    }
  }

  private static boolean puts(AnsweredCall call, long seq) {
    var segment = SEGMENT.matcher("/" + call.call().parameter("Key"));
    return call.call().name().equals("s3:PutObject")
        && call.changedSomething()
        && segment.find()
        && Long.parseLong(segment.group(1)) <= seq
        && seq <= Long.parseLong(segment.group(2));
  }
}
