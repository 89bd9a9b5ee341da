package io.cordon.bot.slack;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.cordon.commands.CardLinks;
import io.cordon.ledger.Fact;
import io.cordon.people.Directory;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What Slack said some moments ago: to be shown, and never to decide by. Slack tells the members of
 * groups about 20 times a minute.
 */
public final class Remembered implements Directory, CardLinks {
  private static final Duration SOME_MOMENTS = Duration.ofMinutes(1);
  private static final int MOST = 1_000;

  private final Directory directory;
  private final CardLinks links;
  private final Cache<String, Profile> profiles = cache();
  private final Cache<String, Set<String>> groups = cache();

  /** The address of a message never changes. */
  private final Cache<Fact.CardPosted, String> addresses =
      Caffeine.newBuilder().maximumSize(MOST).build();

  /** What these say. */
  public Remembered(Directory directory, CardLinks links) {
    this.directory = directory;
    this.links = links;
  }

  private static <T> Cache<String, T> cache() {
    return Caffeine.newBuilder().expireAfterWrite(SOME_MOMENTS).maximumSize(MOST).build();
  }

  @Override
  public Profile profile(String userId) {
    return profiles.get(userId, directory::profile);
  }

  @Override
  public Set<String> members(String groupId) {
    return groups.get(groupId, directory::members);
  }

  @Override
  public Optional<String> to(Fact.CardPosted card) {
    var known = Optional.ofNullable(addresses.getIfPresent(card));
    var found = known.or(() -> links.to(card));
    found.ifPresent(address -> addresses.put(card, address));
    return found;
  }
}
