package io.cordon.bot.outbox;

import io.cordon.bot.slack.SlackApi;
import io.cordon.table.Conflict;
import io.cordon.table.Item;
import io.cordon.table.Key;
import io.cordon.table.Table;
import io.cordon.table.Write;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Posts that are made once. What is about to be posted is written down before it is: whoever
 * carries on after a crash, or after an answer that never came, looks in Slack for it before
 * posting it again.
 */
public final class Posts {
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(2);
  private static final Duration KEPT = Duration.ofDays(7);

  private final Table table;
  private final SlackApi slack;
  private final Clock clock;

  /** Posts through this API, written down in this table. */
  public Posts(Table table, SlackApi slack, Clock clock) {
    this.table = table;
    this.slack = slack;
    this.clock = clock;
  }

  /**
   * One post.
   *
   * @param partition what it belongs to, as in "case IR-2026-042"
   * @param part which of its posts; the same part is never posted twice
   * @param thread the ts of the message that it belongs under, or null
   */
  record Post(String partition, String part, String channel, @Nullable String thread) {
    private Key intent() {
      return new Key(partition, "post#" + part);
    }

    private Map<String, Object> mark() {
      return Map.of("of", partition, "part", part);
    }
  }

  /** Where a post stands; empty as long as that is not known. */
  Optional<SlackApi.Posted> made(Post post) {
    return table.get(post.intent()).flatMap(intent -> made(post, intent));
  }

  private static Optional<SlackApi.Posted> made(Post post, Item intent) {
    return Optional.ofNullable(intent.values().get("ts"))
        .map(ts -> new SlackApi.Posted(post.channel(), ts));
  }

  /** Whether a post was to be made once, so that it may stand in Slack. */
  boolean isTried(Post post) {
    return table.get(post.intent()).isPresent();
  }

  /** Where a post stands that may have been made; asks Slack if the answer to it never came. */
  Optional<SlackApi.Posted> found(Post post) {
    return made(post).or(() -> table.get(post.intent()).flatMap(intent -> find(post, intent)));
  }

  private Optional<SlackApi.Posted> find(Post post, Item intent) {
    return slack.find(post.channel(), post.thread(), post.mark(), since(intent));
  }

  /** Makes a post, unless it was made, or may have been and is found in Slack. */
  SlackApi.Posted make(Post post, SlackApi.Content content) {
    var there = table.get(post.intent());
    var known = there.flatMap(intent -> made(post, intent));
    if (known.isPresent()) {
      return known.get();
    }
    var intent = there.orElseGet(() -> intend(post));
    var posted =
        there
            .flatMap(tried -> find(post, tried))
            .orElseGet(() -> slack.post(post.channel(), post.thread(), content, post.mark()));
    save(intent.with("ts", posted.ts()));
    return posted;
  }

  private Item intend(Post post) {
    var now = clock.instant();
    var intent = Item.of(post.intent(), Map.of("at", now.toString())).expiring(now.plus(KEPT));
    save(intent);
    return intent.written();
  }

  /** Slack's timestamps are seconds since the epoch by its own clock. */
  private static String since(Item intent) {
    var at = Instant.parse(intent.value("at")).minus(CLOCK_SKEW);
    return at.getEpochSecond() + ".000000";
  }

  /** Only the sender on duty writes here; a conflict means that it is on duty no more. */
  void save(Item item, Write... beside) {
    var writes = new ArrayList<>(List.of(beside));
    writes.add(item.version() == 0 ? new Write.Create(item) : new Write.Replace(item));
    try {
      table.write(writes);
    } catch (Conflict conflict) {
      throw new IllegalStateException("somebody else publishes " + item.key(), conflict);
    }
  }
}
