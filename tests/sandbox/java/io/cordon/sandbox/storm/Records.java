package io.cordon.sandbox.storm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cordon.sandbox.HashChain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The cases as they are recorded in S3: each ledger's lines, read by the documented names and keys
 * and without Cordon's own code.
 */
public final class Records {
  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final S3Client s3;
  private final String bucket;
  private final Set<String> read = new HashSet<>();
  private final Map<String, List<String>> lines = new TreeMap<>();
  private final Map<String, List<String>> casesOf = new HashMap<>();

  /** What is recorded in this bucket; nothing of it is read yet. */
  public Records(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  /**
   * Reads what is there, again and again, until all of these messages are, or nothing more has come
   * for so long.
   */
  public void awaitAll(Set<String> messages, Duration patience) {
    try {
      for (var quiet = Duration.ZERO;
          !casesOf.keySet().containsAll(messages) && quiet.compareTo(patience) < 0; ) {
        TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
        quiet = readNew() ? Duration.ZERO : quiet.plus(LOOK);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Reads the segments that are new, in order of their keys; whether there were any. */
  private boolean readNew() {
    var keys =
        s3.listObjectsV2Paginator(r -> r.bucket(bucket).prefix("cases/")).contents().stream()
            .map(S3Object::key)
            .filter(key -> key.contains("/ledger/") && !read.contains(key))
            .sorted()
            .toList();
    keys.forEach(this::read);
    return !keys.isEmpty();
  }

  private void read(String key) {
    var name = key.substring("cases/".length(), key.indexOf("/ledger/"));
    s3.getObjectAsBytes(r -> r.bucket(bucket).key(key))
        .asUtf8String()
        .lines()
        .forEach(line -> add(name, line));
    read.add(key);
  }

  /** Takes one more line of a case. */
  void add(String name, String line) {
    lines.computeIfAbsent(name, _ -> new ArrayList<>()).add(line);
    var entry = json(line);
    if (entry.path("kind").asText().equals("finding.received")) {
      var message = entry.path("data").path("message").asText();
      casesOf.computeIfAbsent(message, _ -> new ArrayList<>()).add(name);
    }
  }

  private static JsonNode json(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many of these messages are in no case. */
  public long missing(Set<String> messages) {
    return messages.stream().filter(id -> !casesOf.containsKey(id)).count();
  }

  /** How many messages are in the record more than once. */
  public long repeated() {
    return casesOf.values().stream().filter(cases -> cases.size() > 1).count();
  }

  /** How many resources have findings in more than one case. */
  public long split(List<Notification> notifications) {
    var cases = new HashMap<String, Set<String>>();
    for (var n : notifications) {
      cases
          .computeIfAbsent(n.resource(), _ -> new HashSet<>())
          .addAll(casesOf.getOrDefault(n.id(), List.of()));
    }
    return cases.values().stream().filter(of -> of.size() > 1).count();
  }

  /** The cases whose lines do not follow one another by hash. */
  public Set<String> broken() {
    return lines.entrySet().stream()
        .filter(of -> !HashChain.isWhole(of.getValue()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** How many cases there are. */
  public int cases() {
    return lines.size();
  }

  /** How many lines there are in all. */
  public int lines() {
    return lines.values().stream().mapToInt(List::size).sum();
  }
}
