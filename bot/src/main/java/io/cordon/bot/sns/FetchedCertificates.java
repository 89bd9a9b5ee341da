package io.cordon.bot.sns;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/** Certificates from SNS itself, over HTTPS: that this is SNS is what makes them worth anything. */
public final class FetchedCertificates implements CertificateSource {
  /** Real ones have about 2 KB. */
  static final int MOST = 64 * 1024;

  private final SdkHttpClient http;

  /** Certificates fetched with this client, which must not follow redirects. */
  public FetchedCertificates(SdkHttpClient http) {
    this.http = http;
  }

  @Override
  public Optional<byte[]> pem(String host, String file) throws IOException {
    var request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.GET)
            .uri(URI.create("https://" + host + "/" + file))
            .build();
    var response =
        http.prepareRequest(HttpExecuteRequest.builder().request(request).build()).call();
    try (var body = response.responseBody().orElse(null)) {
      return answer(
          response.httpResponse().statusCode(), body == null ? new byte[0] : body.readNBytes(MOST));
    }
  }

  /**
   * What an answer means.
   *
   * @throws IOException if it may be another one later
   */
  static Optional<byte[]> answer(int status, byte[] body) throws IOException {
    return switch (status) {
      case 200 -> Optional.of(body);
      case 400, 403, 404, 410 -> Optional.empty();
      default -> throw new IOException("status " + status);
    };
  }
}
