package io.cordon.sandbox.slack;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** One HTTP request to the app as it went over the wire; its body is UTF-8. */
public record SentRequest(URI url, Map<String, String> headers, String body) {

  /** Keeps its own copy of the headers. */
  public SentRequest {
    headers = Map.copyOf(headers);
  }

  /** The same request with another header, or another value of it. */
  public SentRequest withHeader(String name, String value) {
    var changed = new LinkedHashMap<>(headers);
    changed.put(name, value);
    return new SentRequest(url, changed, body);
  }

  /** The same request without a header. */
  public SentRequest withoutHeader(String name) {
    var changed = new LinkedHashMap<>(headers);
    changed.remove(name);
    return new SentRequest(url, changed, body);
  }

  /** The same headers, signature and all, over another body. */
  public SentRequest withBody(String other) {
    return new SentRequest(url, headers, other);
  }

  HttpRequest toHttp(Duration timeout) {
    var request =
        HttpRequest.newBuilder(url)
            .timeout(timeout)
            .POST(HttpRequest.BodyPublishers.ofString(body));
    headers.forEach(request::header);
    return request.build();
  }
}
