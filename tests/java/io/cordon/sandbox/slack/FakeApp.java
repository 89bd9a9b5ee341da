package io.cordon.sandbox.slack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** An app that takes whatever comes and answers what it was told to, in that order. */
final class FakeApp implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
  final BlockingQueue<Taken> taken = new LinkedBlockingQueue<>();

  private sealed interface Answer {
    record Say(int status, String body) implements Answer {}

    record Hang() implements Answer {}
  }

  /** A request as the app saw it; a form is decoded. */
  record Taken(String timestamp, String signature, String retry, String raw) {
    String decoded() {
      return URLDecoder.decode(raw, StandardCharsets.UTF_8);
    }
  }

  FakeApp() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  FakeApp says(int status, String body) {
    answers.add(new Answer.Say(status, body.replace('\'', '"')));
    return this;
  }

  FakeApp hangs() {
    answers.add(new Answer.Hang());
    return this;
  }

  Connection.Http address() {
    return new Connection.Http(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/slack/events"));
  }

  private void answer(HttpExchange exchange) throws IOException {
    var headers = exchange.getRequestHeaders();
    taken.add(
        new Taken(
            first(headers.getFirst("X-Slack-Request-Timestamp")),
            first(headers.getFirst("X-Slack-Signature")),
            first(headers.getFirst("X-Slack-Retry-Num"))
                + first(headers.getFirst("X-Slack-Retry-Reason")),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    var next = answers.poll();
    switch (next == null ? new Answer.Say(200, "") : next) {
      case Answer.Say(var status, var body) -> {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
          exchange.getResponseBody().write(bytes);
        }
        exchange.close();
      }
      case Answer.Hang() -> hang(exchange);
    }
  }

  private void hang(HttpExchange exchange) {
    try {
      closing.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    exchange.close();
  }

  private static String first(String value) {
    return value == null ? "" : value;
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
