package io.cordon.bot.sns;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Certificates from an emulator of AWS, which is asked under SNS's host name. Whoever runs the
 * emulator can sign what he likes, so this is for emulators only.
 *
 * <p>Apache's client, since neither the JDK's nor the SDK's let us choose the Host header.
 */
public final class EndpointCertificates implements CertificateSource, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EndpointCertificates.class);
  private static final int PATIENCE = 5_000;

  private final URI endpoint;
  private final CloseableHttpClient http;

  /** Certificates from this address. Says loudly that they are not SNS's. */
  public EndpointCertificates(URI endpoint) {
    this.endpoint = endpoint;
    this.http =
        HttpClients.custom()
            .disableRedirectHandling()
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setConnectTimeout(PATIENCE)
                    .setConnectionRequestTimeout(PATIENCE)
                    .setSocketTimeout(PATIENCE)
                    .build())
            .build();
    log.warn(
        "findings.certificates is endpoint: signatures are checked with certificates from {},"
            + " not from SNS. This is for emulators only.",
        endpoint);
  }

  @Override
  public Optional<byte[]> pem(String host, String file) throws IOException {
    var request = new HttpGet(endpoint.resolve("/" + file));
    request.setHeader("Host", host);
    // An emulator with one address for all services tells them apart by a signature's scope. This
    // one signs nothing, and is not sent to SNS.
    request.setHeader(
        "Authorization",
        "AWS4-HMAC-SHA256 Credential=none/20260101/%s/sns/aws4_request, Signature=none"
            .formatted(host.split("\\.", 3)[1]));
    try (var response = http.execute(request);
        var body = response.getEntity().getContent()) {
      return FetchedCertificates.answer(
          response.getStatusLine().getStatusCode(), body.readNBytes(FetchedCertificates.MOST));
    }
  }

  @Override
  public void close() throws IOException {
    http.close();
  }
}
