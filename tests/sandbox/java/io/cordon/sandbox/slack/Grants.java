package io.cordon.sandbox.slack;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Hands out what an app gets with a gesture: a trigger for three seconds, and a response_url. */
final class Grants {
  private static final Duration TRIGGER_LIFE = Duration.ofSeconds(3);
  private static final Duration RESPONSE_LIFE = Duration.ofMinutes(30);
  private static final int RESPONSE_USES = 5;

  private final Ids ids;
  private final Clock clock;
  private final Supplier<String> baseUrl;

  Grants(Ids ids, Clock clock, Supplier<String> baseUrl) {
    this.ids = ids;
    this.clock = clock;
    this.baseUrl = baseUrl;
  }

  /** A trigger_id for this user. */
  String trigger(State state, String userId) {
    var id = ids.trigger();
    state.triggers.put(id, new State.Trigger(userId, clock.instant().plus(TRIGGER_LIFE), false));
    return id;
  }

  /** A response_url for a gesture in this channel, on this message if it was on one. */
  String responseUrl(State state, String userId, String channel, @Nullable String messageTs) {
    var secret = ids.secret(16);
    state.responseUrls.put(
        secret,
        new State.ResponseUrl(
            userId, channel, messageTs, RESPONSE_USES, clock.instant().plus(RESPONSE_LIFE)));
    return baseUrl.get() + "/response/" + secret;
  }
}
