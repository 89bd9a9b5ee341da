package io.cordon.bot.sns;

import java.util.function.Function;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * Confirms with a signed call of the API, and visits no address that a message brought along. Needs
 * the permission sns:ConfirmSubscription.
 */
public final class SnsSubscriptions implements Subscriptions {
  private final Function<Region, SnsClient> clients;

  /** Subscriptions through these clients. */
  public SnsSubscriptions(Function<Region, SnsClient> clients) {
    this.clients = clients;
  }

  @Override
  public void confirm(String topicArn, String token) {
    var region = Region.of(topicArn.split(":", 6)[3]);
    // With it, nobody can end the subscription by the link that every message carries.
    clients
        .apply(region)
        .confirmSubscription(
            r -> r.topicArn(topicArn).token(token).authenticateOnUnsubscribe("true"));
  }
}
