package io.cordon.sandbox.slack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Posts parcels, signed, to the app's request URL. */
final class HttpCourier implements Courier {
  private static final int OK = 200;

  private final HttpClient client;
  private final URI requestUrl;
  private final String signingSecret;
  private final Clock clock;
  private final Duration patience;
  private final Consumer<SentRequest> remember;

  HttpCourier(
      HttpClient client,
      URI requestUrl,
      String signingSecret,
      Clock clock,
      Duration patience,
      Consumer<SentRequest> remember) {
    this.client = client;
    this.requestUrl = requestUrl;
    this.signingSecret = signingSecret;
    this.clock = clock;
    this.patience = patience;
    this.remember = remember;
  }

  @Override
  public Reply bring(Parcel parcel, @Nullable Retry retry) {
    var body = parcel.body();
    var timestamp = Long.toString(clock.instant().getEpochSecond());
    var headers = new LinkedHashMap<String, String>();
    headers.put("Content-Type", parcel.contentType());
    headers.put("X-Slack-Request-Timestamp", timestamp);
    headers.put("X-Slack-Signature", Signature.of(signingSecret, timestamp, body));
    if (retry != null) {
      headers.put("X-Slack-Retry-Num", Integer.toString(retry.number()));
      headers.put("X-Slack-Retry-Reason", retry.reason());
    }
    return post(new SentRequest(requestUrl, headers, body));
  }

  private Reply post(SentRequest request) {
    remember.accept(request);
    try {
      var response = client.send(request.toHttp(patience), HttpResponse.BodyHandlers.ofString());
      return response.statusCode() == OK
          ? new Reply.Taken(response.body())
          : new Reply.Failed("dispatch_failed", response.statusCode(), isUnwanted(response));
    } catch (HttpTimeoutException e) {
      return Reply.Failed.of("operation_timeout");
    } catch (IOException e) {
      return Reply.Failed.of("dispatch_failed");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Reply.Failed.of("dispatch_failed");
    }
  }

  private static boolean isUnwanted(HttpResponse<?> response) {
    return response.headers().firstValue("X-Slack-No-Retry").orElse("").equals("1");
  }
}
