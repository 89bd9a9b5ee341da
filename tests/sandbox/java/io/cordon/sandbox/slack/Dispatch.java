package io.cordon.sandbox.slack;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Sends parcels on the way that the app is connected, and remembers what became of each. */
final class Dispatch implements AutoCloseable {
  private final WorkspaceSetup setup;
  private final Clock clock;
  private final SocketCourier sockets;
  private final Runnable changed;
  private final CountDownLatch closing;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(3))
          .build();
  private final List<Delivery> deliveries = new ArrayList<>();
  private final List<SentRequest> sent = new ArrayList<>();
  private final Map<String, Connection> connectionsOf = new HashMap<>();
  private Connection connection;
  private int turn;

  Dispatch(
      WorkspaceSetup setup,
      Clock clock,
      SocketCourier sockets,
      Runnable changed,
      CountDownLatch closing) {
    this.setup = setup;
    this.clock = clock;
    this.sockets = sockets;
    this.changed = changed;
    this.closing = closing;
    this.connection = setup.connection();
  }

  synchronized void connect(Connection other) {
    connection = other;
  }

  /** What this person does reaches the app in another way. */
  synchronized void connect(String userId, Connection other) {
    connectionsOf.put(userId, other);
  }

  /** Sends it once and waits for the reply. */
  Reply send(Parcel parcel) {
    return send(parcel, null);
  }

  private Reply send(Parcel parcel, Courier.@Nullable Retry retry) {
    var reply = courier(parcel).bring(parcel, retry);
    synchronized (this) {
      var attempt = retry == null ? 0 : retry.number();
      deliveries.add(new Delivery(clock.instant(), parcel, attempt, reply));
    }
    changed.run();
    return reply;
  }

  private synchronized Courier courier(Parcel parcel) {
    return switch (connectionsOf.getOrDefault(parcel.userId(), connection)) {
      case Connection.Socket() -> sockets;
      case Connection.Http(var url) -> courierTo(url);
      case Connection.Balanced(var urls) ->
          urls.isEmpty()
              ? (_, _) -> Reply.Failed.of("dispatch_failed")
              : courierTo(urls.get(Math.floorMod(turn++, urls.size())));
    };
  }

  private Courier courierTo(URI url) {
    return new HttpCourier(
        client, url, setup.signingSecret(), clock, setup.patience(), this::remember);
  }

  private synchronized void remember(SentRequest request) {
    sent.add(request);
  }

  /** Sends an event in the background, again and again until the app takes it or time is up. */
  void sendEvent(Parcel event) {
    Thread.ofVirtual().name("slack-event").start(() -> sendWithRetries(event));
  }

  private void sendWithRetries(Parcel event) {
    var reply = send(event);
    int number = 0;
    for (var pause : setup.eventRetries()) {
      if (!(reply instanceof Reply.Failed failed) || failed.unwanted() || isClosing(pause)) {
        return;
      }
      number++;
      reply = send(event, new Courier.Retry(number, reason(failed)));
    }
  }

  private boolean isClosing(Duration within) {
    try {
      return closing.await(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private static String reason(Reply.Failed failed) {
    if (failed.code().equals("operation_timeout")) {
      return "http_timeout";
    }
    return failed.status() == 0 ? "connection_failed" : "http_error";
  }

  /** Every attempt so far, in order. */
  synchronized List<Delivery> deliveries() {
    return List.copyOf(deliveries);
  }

  /** Every HTTP request so far, in order, byte for byte. */
  synchronized List<SentRequest> sent() {
    return List.copyOf(sent);
  }

  /** The client with which anybody may post to the app. */
  HttpClient client() {
    return client;
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
