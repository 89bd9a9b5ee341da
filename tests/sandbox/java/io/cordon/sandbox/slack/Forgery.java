package io.cordon.sandbox.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cordon.sandbox.slack.blocks.Control;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What somebody can send who is not Slack, or not on the screen: for the tests of attackers. */
public final class Forgery {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final WorkspaceSetup setup;
  private final Clock clock;
  private final Store store;
  private final Interactions interactions;
  private final Dispatch dispatch;

  Forgery(
      WorkspaceSetup setup,
      Clock clock,
      Store store,
      Interactions interactions,
      Dispatch dispatch) {
    this.setup = setup;
    this.clock = clock;
    this.store = store;
    this.interactions = interactions;
    this.dispatch = dispatch;
  }

  /**
   * The payload of a click that nobody made, to be altered and sent with {@link #post}.
   *
   * @param actionId of a control that is on the message
   */
  public ObjectNode clickPayload(String userId, Message message, String actionId) {
    var control =
        Control.in(message.blocks()).stream()
            .filter(c -> c.actionId().equals(actionId))
            .findFirst()
            .orElseThrow(() -> Interactions.gone(actionId));
    var place = new Place.OnMessage(message.channel(), message.ts());
    return store.change(
        state -> interactions.telling(state, userId, place, control, List.of()).payload());
  }

  /** A request as Slack would send it now, signed with the workspace's secret. */
  public SentRequest signed(URI url, Parcel parcel) {
    return signed(url, parcel, clock.instant(), setup.signingSecret());
  }

  /** A request that claims another time, or is signed with another secret. */
  public SentRequest signed(URI url, Parcel parcel, Instant at, String secret) {
    var body = parcel.body();
    var timestamp = Long.toString(at.getEpochSecond());
    return new SentRequest(
        url,
        Map.of(
            "Content-Type", parcel.contentType(),
            "X-Slack-Request-Timestamp", timestamp,
            "X-Slack-Signature", Signature.of(secret, timestamp, body)),
        body);
  }

  /** A request without a signature. */
  public SentRequest unsigned(URI url, Parcel parcel) {
    return signed(url, parcel)
        .withoutHeader("X-Slack-Signature")
        .withoutHeader("X-Slack-Request-Timestamp");
  }

  /**
   * Sends a request as it stands: a forged one, or one that Slack sent before.
   *
   * @throws IOException if the app cannot be reached
   */
  public HttpResponse<String> post(SentRequest request) throws IOException, InterruptedException {
    return dispatch.client().send(request.toHttp(PATIENCE), HttpResponse.BodyHandlers.ofString());
  }
}
