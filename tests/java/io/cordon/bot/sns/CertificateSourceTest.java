package io.cordon.bot.sns;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

class CertificateSourceTest {
  private static final String HOST = "sns.eu-west-1.amazonaws.com";

  @RegisterExtension
  static final WireMockExtension emulator =
      WireMockExtension.newInstance().options(options().dynamicPort()).build();

  @TempDir Path folder;

  @Test
  void findsAFileOfTheFolder() throws Exception {
    Files.writeString(folder.resolve("a.pem"), "pem");
    var source = new FolderCertificates(folder);

    assertThat(source.pem(HOST, "a.pem")).hasValue("pem".getBytes(StandardCharsets.UTF_8));
    assertThat(source.pem(HOST, "b.pem")).isEmpty();
  }

  @Test
  void asksTheEmulatorUnderTheNameOfSns() throws Exception {
    emulator.stubFor(
        get("/a.pem")
            .withHeader("Host", equalTo(HOST))
            .withHeader("Authorization", containing("/eu-west-1/sns/"))
            .willReturn(ok("pem")));

    try (var source = new EndpointCertificates(URI.create(emulator.baseUrl()))) {
      assertThat(source.pem(HOST, "a.pem")).hasValue("pem".getBytes(StandardCharsets.UTF_8));
      assertThat(source.pem("sns.us-east-1.amazonaws.com", "a.pem")).isEmpty();
    }
  }

  @Test
  void followsNoRedirectOfTheEmulator() throws Exception {
    emulator.stubFor(get("/a.pem").willReturn(temporaryRedirect("/b.pem")));
    emulator.stubFor(get("/b.pem").willReturn(ok("pem")));

    try (var source = new EndpointCertificates(URI.create(emulator.baseUrl()))) {
      assertThatThrownBy(() -> source.pem(HOST, "a.pem")).isInstanceOf(IOException.class);
    }
  }

  @Test
  void cannotTellWhenTheEmulatorFails() throws Exception {
    emulator.stubFor(get("/a.pem").willReturn(aResponse().withStatus(500)));

    try (var source = new EndpointCertificates(URI.create(emulator.baseUrl()))) {
      assertThatThrownBy(() -> source.pem(HOST, "a.pem")).isInstanceOf(IOException.class);
    }
    try (var nobody = new EndpointCertificates(URI.create("http://127.0.0.1:1"))) {
      assertThatThrownBy(() -> nobody.pem(HOST, "a.pem")).isInstanceOf(IOException.class);
    }
  }

  @Test
  void fetchesFromSnsOverHttps() throws Exception {
    var http = new Answering(200, "pem");

    assertThat(new FetchedCertificates(http).pem(HOST, "a.pem"))
        .hasValue("pem".getBytes(StandardCharsets.UTF_8));
    assertThat(http.asked).containsExactly(URI.create("https://" + HOST + "/a.pem"));
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 404, 410})
  void findsNothingWhereSnsHasNothing(int status) throws Exception {
    assertThat(new FetchedCertificates(new Answering(status, "no")).pem(HOST, "a.pem")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 429, 500, 503})
  void cannotTellWhenSnsHasTrouble(int status) {
    var source = new FetchedCertificates(new Answering(status, "later"));

    assertThatThrownBy(() -> source.pem(HOST, "a.pem")).hasMessage("status " + status);
  }

  @Test
  void readsNoMoreThanACertificateCanHave() throws Exception {
    var source = new FetchedCertificates(new Answering(200, "x".repeat(10_000_000)));

    assertThat(source.pem(HOST, "a.pem").orElseThrow()).hasSize(FetchedCertificates.MOST);
  }

  /** Answers every request alike, and remembers what was asked. */
  private static final class Answering implements SdkHttpClient {
    private final int status;
    private final String body;
    private final List<URI> asked = new ArrayList<>();

    private Answering(int status, String body) {
      this.status = status;
      this.body = body;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      return new ExecutableHttpRequest() {
        @Override
        public HttpExecuteResponse call() {
          asked.add(request.httpRequest().getUri());
          return HttpExecuteResponse.builder()
              .response(SdkHttpResponse.builder().statusCode(status).build())
              .responseBody(
                  AbortableInputStream.create(
                      new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))))
              .build();
        }

        @Override
        public void abort() {}
      };
    }

    @Override
    public void close() {}
  }
}
