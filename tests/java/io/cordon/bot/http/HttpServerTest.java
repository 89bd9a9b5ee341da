package io.cordon.bot.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpServerTest {
  private final AtomicBoolean works = new AtomicBoolean(true);
  private final CountDownLatch inside = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final HttpClient http = HttpClient.newHttpClient();
  private final HttpServer server =
      new HttpServer(
          List.of(
              routes ->
                  routes.get(
                      "/slow",
                      context -> {
                        inside.countDown();
                        goOn.await();
                        context.result("done");
                      }),
              routes ->
                  routes.get(
                      "/broken",
                      _ -> {
                        throw new IllegalStateException("broken on purpose");
                      })),
          List.of(
              new HttpServer.Part("ledger", works::get), new HttpServer.Part("other", () -> true)),
          new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
  private final int port = server.start(0);

  @AfterEach
  void stop() {
    goOn.countDown();
    server.close();
  }

  private CompletableFuture<HttpResponse<String>> get(String path) {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
    return http.sendAsync(request, HttpResponse.BodyHandlers.ofString());
  }

  private int status(String path) {
    return get(path).join().statusCode();
  }

  @Test
  void isReadyWhileEachPartItNeedsWorksAndNamesTheOneThatDoesNot() {
    assertThat(status("/health/ready")).isEqualTo(200);

    works.set(false);

    var answer = get("/health/ready").join();
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).isEqualTo("ledger\n");
    assertThat(status("/health/live")).isEqualTo(200);
  }

  @Test
  void sendsWhoeverComesElsewhereWhileItStopsAndFinishesWhatItIsAt() throws Exception {
    var slow = get("/slow");
    inside.await();
    var turningAway = Thread.ofVirtual().start(server::turnAway);

    await().until(() -> status("/slow") == 503);

    assertThat(get("/health/ready").join().body()).isEqualTo("stopping\n");
    assertThat(status("/health/live")).isEqualTo(200);
    assertThat(status("/metrics")).isEqualTo(200);
    assertThat(turningAway.isAlive()).isTrue();
    goOn.countDown();
    assertThat(slow.join().body()).isEqualTo("done");
    turningAway.join();
  }

  @Test
  void waitsForNobodyWhoseRequestBroke() throws Exception {
    assertThat(status("/broken")).isEqualTo(500);
    assertThat(status("/nowhere")).isEqualTo(404);

    // Would wait in vain, and be interrupted by nobody.
    var turningAway = Thread.ofVirtual().start(server::turnAway);

    await().until(() -> !turningAway.isAlive());
    assertThat(status("/slow")).isEqualTo(503);
  }
}
