package io.cordon.sandbox.storm;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Delivers as SNS does, with several posts under way, and more patiently: it gives a message up
 * only when {@link #ENOUGH} has passed.
 */
public final class Topic implements AutoCloseable {
  private static final int UNDER_WAY = 64;

  /** SNS waits 15 s for an answer (developer guide, "HTTP/HTTPS delivery"). */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /** For how long a message is tried. */
  static final Duration ENOUGH = Duration.ofMinutes(20);

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Supplier<URI> endpoint;
  private final Clock clock;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();
  private final Semaphore free = new Semaphore(UNDER_WAY);
  private final Map<String, Instant> accepted = new ConcurrentHashMap<>();
  private final AtomicInteger attempts = new AtomicInteger();

  /**
   * A topic with one subscription.
   *
   * @param endpoint where the next attempt goes
   */
  public Topic(Supplier<URI> endpoint, Clock clock) {
    this.endpoint = endpoint;
    this.clock = clock;
  }

  /** Delivers each when it is due, and returns when all have been accepted or given up. */
  public void deliver(List<Notification> notifications) {
    var begin = System.nanoTime();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var notification : notifications) {
        LockSupport.parkNanos(begin + notification.due().toNanos() - System.nanoTime());
        threads.execute(() -> deliver(notification));
      }
    }
  }

  private void deliver(Notification notification) {
    try {
      var end = clock.instant().plus(ENOUGH);
      while (!isAccepted(notification)) {
        if (clock.instant().isAfter(end)) {
          return;
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
      }
      accepted.put(notification.id(), clock.instant());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isAccepted(Notification notification) throws InterruptedException {
    free.acquire();
    attempts.incrementAndGet();
    var request =
        HttpRequest.newBuilder(endpoint.get())
            .timeout(PATIENCE)
            .header("Content-Type", "text/plain; charset=UTF-8")
            .header("x-amz-sns-message-type", "Notification")
            .header("x-amz-sns-message-id", notification.id())
            .POST(HttpRequest.BodyPublishers.ofString(notification.body()))
            .build();
    try {
      var status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      return status >= 200 && status < 300;
    } catch (IOException _) {
      return false;
    } finally {
      free.release();
    }
  }

  /** When each message got its 2xx, by its id. */
  public Map<String, Instant> accepted() {
    return Map.copyOf(accepted);
  }

  /** How often anything was posted. */
  public int attempts() {
    return attempts.get();
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
