package io.cordon.sandbox.storm;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.StringJoiner;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What was counted, as a table.
 *
 * @param accepted when each message got its 2xx
 * @param attempts how often anything was posted to Cordon's way in
 * @param peaks the most memory of each process, in KiB
 */
record Figures(
    Setting setting,
    List<Notification> notifications,
    Map<String, Instant> accepted,
    int attempts,
    List<People.Clicked> clicks,
    Records records,
    Traffic traffic,
    List<OptionalLong> peaks,
    Times times) {
  /** How long something took depends on the machine: it is told and not judged. */
  private static final String KEPT =
      "Nothing is lost or twice, and Slack was not called too often. Times are not judged.";

  private static final int MOST_POSTS = 60;
  private static final int MOST_UPDATES = 40;

  /**
   * When it was.
   *
   * @param end when the last message was accepted
   * @param mirrored when the record in S3 was complete, or given up
   */
  record Times(Instant begin, Instant end, Instant mirrored) {
    Duration lasted() {
      return Duration.between(begin, end);
    }
  }

  /** Whether nothing was lost or twice, and Slack was asked no more often than promised. */
  boolean keepPromises() {
    return accepted.size() == setting.findings()
        && lost() == 0
        && records.repeated() == 0
        && traffic.mostPosts() <= MOST_POSTS
        && traffic.mostUpdates() <= MOST_UPDATES;
  }

  private long lost() {
    return records.missing(accepted.keySet());
  }

  /** The table, a line each. */
  String text() {
    var lines = new StringJoiner("\n", "\n", "\n");
    lines.add(
        "%d findings on %d resources, %d of them critical, in %d s; processes killed: %d"
            .formatted(
                setting.findings(),
                setting.groups(),
                setting.critical(),
                setting.time().toSeconds(),
                setting.kills()));
    way(lines);
    record(lines);
    slack(lines);
    people(lines);
    for (var peak : peaks) {
      line(lines, "resident memory, most", peak.isEmpty() ? "–" : peak.getAsLong() / 1024 + " MiB");
    }
    return lines.add(keepPromises() ? KEPT : "A PROMISE IS BROKEN.").toString();
  }

  private void way(StringJoiner lines) {
    var seconds = times.lasted().toMillis() / 1000.0;
    line(
        lines,
        "findings accepted",
        "%d of %d in %.1f s, %.0f/s"
            .formatted(
                accepted.size(),
                setting.findings(),
                seconds,
                accepted.size() / Math.max(seconds, 0.001)));
    line(lines, "redeliveries", attempts - accepted.size());
  }

  private void record(StringJoiner lines) {
    line(lines, "accepted, but in no case", lost() + " (promised: 0)");
    line(lines, "in the record twice", records.repeated() + " (promised: 0)");
    line(lines, "cases", records.cases() + ", resources in two: " + records.split(notifications));
    line(lines, "ledger lines", records.lines() + ", broken chains: " + records.broken().size());
    line(lines, "record complete after the last 2xx", seconds(times.end(), times.mirrored()));
  }

  private void slack(StringJoiner lines) {
    line(
        lines,
        "posts in the channel, any minute",
        "%d (promised: %d), %d in all"
            .formatted(traffic.mostPosts(), MOST_POSTS, traffic.allPosts()));
    line(
        lines,
        "updates, any minute",
        "%d (promised: %d), %d in all"
            .formatted(traffic.mostUpdates(), MOST_UPDATES, traffic.allUpdates()));
    line(lines, "answered with 429", traffic.refused());
    line(
        lines,
        "last post or update after the last 2xx",
        traffic.last().map(at -> seconds(times.end(), at)).orElse("–"));
    line(lines, "critical cards, from 2xx to the channel", Spread.of(criticalCards()));
    line(lines, "critical cards that never came", setting.critical() - criticalCards().size());
  }

  private List<Duration> criticalCards() {
    return notifications.stream()
        .filter(Notification::critical)
        .flatMap(n -> card(n).stream())
        .toList();
  }

  private Optional<Duration> card(Notification n) {
    return Optional.ofNullable(accepted.get(n.id()))
        .flatMap(at -> traffic.card(n.resource()).map(posted -> Duration.between(at, posted)));
  }

  private void people(StringJoiner lines) {
    var answered =
        clicks.stream()
            .filter(People.Clicked.Answered.class::isInstance)
            .map(c -> ((People.Clicked.Answered) c).after())
            .toList();
    line(lines, "clicks answered", answered.size());
    line(lines, "click to feedback", Spread.of(answered));
    line(
        lines,
        "clicks that met a dead process",
        count(People.Clicked.NobodyThere.class::isInstance));
    line(
        lines,
        "clicks that Slack showed an error for",
        clicks.stream()
            .filter(People.Clicked.Failed.class::isInstance)
            .map(c -> ((People.Clicked.Failed) c).error())
            .collect(Collectors.groupingBy(e -> e, Collectors.counting())));
    line(lines, "clicks without any feedback", count(People.Clicked.Silence.class::isInstance));
  }

  private long count(Predicate<People.Clicked> which) {
    return clicks.stream().filter(which).count();
  }

  private static String seconds(Instant from, Instant to) {
    return "%.1f s".formatted(Duration.between(from, to).toMillis() / 1000.0);
  }

  private static void line(StringJoiner lines, String what, Object value) {
    lines.add(String.format(Locale.ROOT, "  %-40s %s", what, value));
  }

  /** How durations are spread. */
  private record Spread(List<Duration> sorted) {
    static Spread of(List<Duration> durations) {
      return new Spread(durations.stream().sorted().toList());
    }

    private String at(double share) {
      var place = Math.max(0, (int) Math.ceil(share * sorted.size()) - 1);
      return "%d ms".formatted(sorted.get(place).toMillis());
    }

    @Override
    public String toString() {
      return sorted.isEmpty() ? "–" : "p50 " + at(.5) + ", p99 " + at(.99) + ", max " + at(1);
    }
  }
}
