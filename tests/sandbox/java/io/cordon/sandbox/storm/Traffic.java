package io.cordon.sandbox.storm;

import io.cordon.sandbox.slack.Calls.Call;
import io.cordon.sandbox.slack.SecurityTeam;
import io.cordon.sandbox.slack.SlackWorkspace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What the bot asks of Slack: what Slack took, and what it refused for coming too often. */
final class Traffic {
  private static final String POST = "chat.postMessage";
  private static final String UPDATE = "chat.update";
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final SlackWorkspace slack;

  Traffic(SlackWorkspace slack) {
    this.slack = slack;
  }

  /** Waits until nothing was posted or updated for {@code quiet}; not longer than so long. */
  void awaitQuiet(Duration quiet, Duration most, Clock clock) {
    var end = clock.instant().plus(most);
    try {
      while (clock.instant().isBefore(end)
          && last().filter(at -> at.plus(quiet).isAfter(clock.instant())).isPresent()) {
        TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** When Slack last took a post or an update. */
  Optional<Instant> last() {
    return Stream.concat(posts(), taken(UPDATE)).map(Call::at).max(Instant::compareTo);
  }

  /** The most posts into the channel, threads and all, within any minute. */
  int mostPosts() {
    return most(posts().map(Call::at).sorted().toList());
  }

  /** The most updates within any minute. */
  int mostUpdates() {
    return most(taken(UPDATE).map(Call::at).sorted().toList());
  }

  /** How many posts into the channel there were. */
  long allPosts() {
    return posts().count();
  }

  /** How many updates there were. */
  long allUpdates() {
    return taken(UPDATE).count();
  }

  /** How many calls of each method were answered with 429. */
  Map<String, Integer> refused() {
    var refused = new HashMap<String, Integer>();
    slack.calls().refused().forEach(call -> refused.merge(call.method(), 1, Integer::sum));
    return refused;
  }

  /** When the first card about a resource, with a button on it, was posted. */
  Optional<Instant> card(String resource) {
    return posts()
        .filter(call -> call.arguments().path("thread_ts").isMissingNode())
        .filter(call -> {
          var blocks = call.arguments().path("blocks").toString();
          return blocks.contains(resource) && blocks.contains(People.ACKNOWLEDGE);
        })
        .map(Call::at)
        .findFirst();
  }

  private Stream<Call> posts() {
    return taken(POST)
        .filter(call -> call.arguments().path("channel").asText().equals(SecurityTeam.CHANNEL));
  }

  private Stream<Call> taken(String method) {
    return slack.calls().taken().stream().filter(call -> call.method().equals(method));
  }

  /**
   * The most moments within any minute.
   *
   * @param moments in order
   */
  static int most(List<Instant> moments) {
    int most = 0;
    int first = 0;
    for (int last = 0; last < moments.size(); last++) {
      while (!moments.get(first).plus(MINUTE).isAfter(moments.get(last))) {
        first++;
      }
      most = Math.max(most, last - first + 1);
    }
    return most;
  }
}
