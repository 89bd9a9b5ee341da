package io.cordon.bot.sns;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.bot.http.CappedBody;
import io.cordon.sandbox.sns.Sender;
import io.javalin.Javalin;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnsRouteTest {
  @TempDir static Path folder;
  private static Sender sns;

  private final List<byte[]> kept = new ArrayList<>();
  private Javalin javalin;
  private HttpClient http;

  @BeforeAll
  static void makeKey() throws Exception {
    sns = Sender.named("sns.amazonaws.com", folder);
    sns.putCertificateAt(folder.resolve("SimpleNotificationService-made-up.pem"));
  }

  @BeforeEach
  void start() {
    var door =
        new SnsDoor(
            "http",
            new Verifier(
                List.of(Sender.TOPIC),
                new FolderCertificates(folder),
                Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC)),
            (_, bytes) -> kept.add(bytes),
            (_, _) -> {},
            new SimpleMeterRegistry());
    javalin =
        Javalin.create(
                config -> {
                  config.startup.showJavalinBanner = false;
                  config.http.maxRequestSize = CappedBody.MOST;
                  config.routes.post(SnsRoute.PATH, new SnsRoute(door));
                })
            .start(0);
    http = HttpClient.newHttpClient();
  }

  @AfterEach
  void stop() {
    http.close();
    javalin.stop();
  }

  @Test
  void takesWhatSnsPosts() throws Exception {
    var body = sns.signed(Sender.notification());

    var answer = post(BodyPublishers.ofByteArray(body));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(kept).containsExactly(body);
  }

  @Test
  void answersARefusalInOneLine() throws Exception {
    var answer = post(BodyPublishers.ofString("{}"), "x-amz-sns-rawdelivery", "true");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("content-type")).hasValue("text/plain");
    assertThat(answer.body())
        .isEqualTo("raw delivery has no signature; switch it off for this subscription\n");
  }

  @Test
  void takesABodyOfExactlyTheLimit() throws Exception {
    var body = Arrays.copyOf(sns.signed(Sender.notification()), CappedBody.MOST);
    Arrays.fill(body, sns.signed(Sender.notification()).length, body.length, (byte) ' ');

    assertThat(post(BodyPublishers.ofByteArray(body)).statusCode()).isEqualTo(200);
    assertThat(post(chunked(body)).statusCode()).isEqualTo(200);
    assertThat(kept).containsExactly(body, body);
  }

  @Test
  void refusesOneByteMoreWhetherItsLengthIsToldOrNot() throws Exception {
    var body = new byte[CappedBody.MOST + 1];

    assertThat(post(BodyPublishers.ofByteArray(body)).statusCode()).isEqualTo(413);
    assertThat(post(chunked(body)).statusCode()).isEqualTo(413);
    assertThat(kept).isEmpty();
  }

  @Test
  void refusesATooLongBodyBeforeAnyOfItHasCome() throws Exception {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), javalin.port())) {
      var head = "POST /sns HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9999999999\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(UTF_8));
      socket.getOutputStream().flush();

      assertThat(firstLine(socket)).startsWith("HTTP/1.1 413");
    }
  }

  private static String firstLine(Socket socket) throws IOException {
    return new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)).readLine();
  }

  private static BodyPublisher chunked(byte[] body) {
    return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
  }

  private HttpResponse<String> post(BodyPublisher body, String... headers) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + javalin.port() + "/sns"))
            .header("Content-Type", "text/plain; charset=UTF-8")
            .POST(body);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }
}
