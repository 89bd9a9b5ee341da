package io.cordon.bot.http;

import io.javalin.Javalin;
import io.javalin.config.RoutesConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** HTTP: the doors that others are given, health, and metrics. */
public final class HttpServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HttpServer.class);

  private final Javalin javalin;

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
          doors.forEach(door -> door.accept(config.routes));
          config.routes.get("/health/live", http -> http.result("live\n"));
          config.routes.get(
              "/health/ready",
              http -> {
                var failing = parts.stream().filter(p -> !works(p)).map(Part::name).toList();
                http.status(failing.isEmpty() ? 200 : 503)
                    .result(failing.isEmpty() ? "ready\n" : String.join(" ", failing) + "\n");
              });
          config.routes.get(
              "/metrics",
              http -> http.contentType("text/plain; version=0.0.4").result(meters.scrape()));
        });
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

  @Override
  public void close() {
    javalin.stop();
  }
}
