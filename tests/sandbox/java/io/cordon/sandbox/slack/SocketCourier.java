package io.cordon.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsConnectContext;
import io.javalin.websocket.WsContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Socket Mode: sends parcels as envelopes over any one of the WebSockets that the app has opened,
 * and to another one if the first is not acknowledged.
 */
final class SocketCourier implements Courier {
  private static final int MOST_CONNECTIONS = 10;
  private static final int GOING_AWAY = 1001;

  private final String appId;
  private final Duration patience;
  private final Runnable changed;
  private final Ids ids;
  private final Set<String> tickets = ConcurrentHashMap.newKeySet();
  private final Map<String, WsContext> connections = new LinkedHashMap<>();
  private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();

  private record Waiting(String sessionId, CompletableFuture<Reply> reply) {}

  /** Calls {@code changed} whenever the app comes or goes. */
  SocketCourier(String appId, Duration patience, Ids ids, Runnable changed) {
    this.appId = appId;
    this.patience = patience;
    this.ids = ids;
    this.changed = changed;
  }

  /** A ticket for one connection. */
  String ticket() {
    var ticket = ids.secret(16);
    tickets.add(ticket);
    return ticket;
  }

  /** What is served at {@code /socket/<ticket>}. */
  void serve(WsConfig socket) {
    socket.onConnect(this::connected);
    socket.onMessage(message -> acknowledged(message.message()));
    socket.onClose(this::closed);
  }

  private void connected(WsConnectContext connection) {
    if (!tickets.remove(connection.pathParam("ticket"))) {
      connection.closeSession(1008, "ticket is unknown or was used");
      return;
    }
    connection.enableAutomaticPings();
    synchronized (connections) {
      if (connections.size() >= MOST_CONNECTIONS) {
        connection.send(Json.write(disconnectMessage("too_many_websockets")));
        connection.closeSession(GOING_AWAY, "too many websockets");
        return;
      }
      connections.put(connection.sessionId(), connection);
      connection.send(Json.write(hello(connections.size())));
    }
    changed.run();
  }

  private ObjectNode hello(int number) {
    var hello = Json.object().put("type", "hello").put("num_connections", number);
    hello
        .putObject("debug_info")
        .put("host", "sandbox")
        .put("build_number", 1)
        .put("approximate_connection_time", 18_060);
    hello.putObject("connection_info").put("app_id", appId);
    return hello;
  }

  private static ObjectNode disconnectMessage(String reason) {
    var message = Json.object().put("type", "disconnect").put("reason", reason);
    message.putObject("debug_info").put("host", "sandbox");
    return message;
  }

  private void closed(WsContext connection) {
    synchronized (connections) {
      connections.remove(connection.sessionId());
    }
    for (var lost : waiting.values()) {
      if (lost.sessionId().equals(connection.sessionId())) {
        lost.reply().complete(Reply.Failed.of("dispatch_failed"));
      }
    }
    changed.run();
  }

  private void acknowledged(String text) {
    var ack = Json.readObject(text);
    var waits = waiting.get(ack.path("envelope_id").asText());
    if (waits != null) {
      waits.reply().complete(new Reply.Taken(bodyOf(ack.path("payload"))));
    }
  }

  private static String bodyOf(JsonNode payload) {
    return payload.isMissingNode() || payload.isNull() || payload.isEmpty()
        ? ""
        : Json.write(payload);
  }

  /** How many WebSockets the app has open. */
  int connectionCount() {
    synchronized (connections) {
      return connections.size();
    }
  }

  /**
   * Tells every connection to go, as Slack does before it restarts a host.
   *
   * @param reason "warning", which only announces it, "refresh_requested" or "link_disabled"
   */
  void disconnect(String reason) {
    List<WsContext> all;
    synchronized (connections) {
      all = List.copyOf(connections.values());
    }
    for (var connection : all) {
      connection.send(Json.write(disconnectMessage(reason)));
      if (!reason.equals("warning")) {
        connection.closeSession(GOING_AWAY, reason);
      }
    }
  }

  @Override
  public Reply bring(Parcel parcel, @Nullable Retry retry) {
    var tried = new LinkedHashSet<String>();
    Reply last = Reply.Failed.of("dispatch_failed");
    for (var connection = next(tried); connection != null; connection = next(tried)) {
      tried.add(connection.sessionId());
      last = over(connection, parcel, retry);
      if (last instanceof Reply.Taken) {
        return last;
      }
    }
    return last;
  }

  /** Any connection that was not tried, the one that waited longest first. */
  private @Nullable WsContext next(Set<String> tried) {
    synchronized (connections) {
      for (var entry : new ArrayList<>(connections.entrySet())) {
        if (!tried.contains(entry.getKey())) {
          connections.remove(entry.getKey());
          connections.put(entry.getKey(), entry.getValue());
          return entry.getValue();
        }
      }
      return null;
    }
  }

  private Reply over(WsContext connection, Parcel parcel, @Nullable Retry retry) {
    var envelope = envelope(parcel, retry);
    var id = envelope.path("envelope_id").asText();
    var reply = new CompletableFuture<Reply>();
    waiting.put(id, new Waiting(connection.sessionId(), reply));
    try {
      connection.send(Json.write(envelope));
      return reply.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return Reply.Failed.of("operation_timeout");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Reply.Failed.of("dispatch_failed");
    } finally {
      waiting.remove(id);
    }
  }

  private static ObjectNode envelope(Parcel parcel, @Nullable Retry retry) {
    var envelope =
        Json.object()
            .put("envelope_id", UUID.randomUUID().toString())
            .put("type", parcel.kind().envelopeType())
            .put("accepts_response_payload", acceptsPayload(parcel));
    envelope.set("payload", parcel.payload());
    if (parcel.kind() == Parcel.Kind.EVENT) {
      envelope
          .put("retry_attempt", retry == null ? 0 : retry.number())
          .put("retry_reason", retry == null ? "" : retry.reason());
    }
    return envelope;
  }

  private static boolean acceptsPayload(Parcel parcel) {
    var type = parcel.payload().path("type").asText();
    return parcel.kind() == Parcel.Kind.COMMAND
        || type.equals("view_submission")
        || type.equals("block_suggestion");
  }
}
