package io.cordon.bot.http;

import io.javalin.Javalin;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.ServiceUnavailableResponse;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HTTP: the doors that others are given, health, and metrics. While it stops it goes on to listen,
 * so that whoever comes is told with 503 to go to another one, and not left without an answer.
 */
public final class HttpServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HttpServer.class);

  /** Slack and SNS wait much shorter for an answer. */
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(5);

  private static final String ENTERED = "entered";

  private final Javalin javalin;
  private final Turnstile turnstile = new Turnstile();

  /** A part without which Cordon is not ready. */
  public record Part(String name, BooleanSupplier works) {}

  /**
   * A server, not yet started.
   *
   * @param doors adds the routes of each door
   */
  public HttpServer(
      List<Consumer<RoutesConfig>> doors, List<Part> parts, PrometheusMeterRegistry meters) {
    javalin =
        Javalin.create(config -> {
          config.startup.showJavalinBanner = false;
          config.concurrency.useVirtualThreads = true;
          config.routes.before(this::enter);
          config.routes.after(this::leave);
          doors.forEach(door -> door.accept(config.routes));
          config.routes.get("/health/live", http -> http.result("live\n"));
          config.routes.get(
              "/health/ready",
              http -> {
                var failing = failing(parts);
                http.status(failing.isEmpty() ? 200 : 503)
                    .result(failing.isEmpty() ? "ready\n" : String.join(" ", failing) + "\n");
              });
          config.routes.get(
              "/metrics",
              http -> http.contentType("text/plain; version=0.0.4").result(meters.scrape()));
        });
  }

  private void enter(Context http) {
    if (isAboutUs(http)) {
      return;
    }
    if (!turnstile.enter()) {
      throw new ServiceUnavailableResponse("This Cordon is stopping; nothing was done.");
    }
    http.attribute(ENTERED, true);
  }

  private void leave(Context http) {
    if (http.attribute(ENTERED) != null) {
      turnstile.leave();
    }
  }

  private static boolean isAboutUs(Context http) {
    return http.path().startsWith("/health/") || http.path().equals("/metrics");
  }

  private List<String> failing(List<Part> parts) {
    return turnstile.isShut()
        ? List.of("stopping")
        : parts.stream().filter(p -> !works(p)).map(Part::name).toList();
  }

  private static boolean works(Part part) {
    try {
      return part.works().getAsBoolean();
    } catch (RuntimeException e) {
      log.warn("{} does not work", part.name(), e);
      return false;
    }
  }

  /** Starts to listen; answers the port. */
  public int start(int port) {
    return javalin.start(port).port();
  }

  /** Takes no more requests, and lets those that are being answered end. Still listens. */
  public void turnAway() {
    try {
      turnstile.shut(LAST_ANSWERS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    javalin.stop();
  }
}
