package io.cordon.bot.slack;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.slack.api.bolt.App;
import com.slack.api.bolt.request.RequestHeaders;
import com.slack.api.bolt.response.Response;
import com.slack.api.bolt.util.QueryStringParser;
import com.slack.api.bolt.util.SlackRequestParser;
import io.cordon.bot.http.CappedBody;
import io.cordon.table.Table;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /slack/events}: everything that Slack sends over HTTP. Nothing reaches Bolt that is
 * not signed, of this moment, and new.
 */
public final class SlackDoor implements Handler {
  /** Where Slack posts. */
  public static final String PATH = "/slack/events";

  private static final Logger log = LoggerFactory.getLogger(SlackDoor.class);

  private final RequestSignature signature;
  private final App app;
  private final SlackRequestParser parser;
  private final MeterRegistry meters;
  private final Cache<String, Boolean> seen =
      Caffeine.newBuilder().expireAfterWrite(Duration.ofMinutes(10)).maximumSize(100_000).build();

  /** The door to this app. */
  public SlackDoor(RequestSignature signature, App app, MeterRegistry meters) {
    this.signature = signature;
    this.app = app;
    this.parser = new SlackRequestParser(app.config());
    this.meters = meters;
  }

  /** Answers a request. */
  @Override
  public void handle(Context http) throws IOException {
    var read = CappedBody.read(http);
    if (read.isEmpty()) {
      refuse(http, 413, "size", "The body is over 1 MiB.");
      return;
    }
    var body = read.get();
    var signatures = header(http, RequestSignature.SIGNATURE);
    var verdict = signature.check(signatures, header(http, RequestSignature.TIMESTAMP), body);
    switch (verdict) {
      case GENUINE -> genuine(http, signatures.getFirst(), body);
      case MISSING -> refuse(http, 401, "missing", "The request is not signed by Slack.");
      case STALE -> refuse(http, 401, "stale", "The request's time is more than 5 minutes off.");
      case WRONG -> refuse(http, 401, "wrong", "The signature does not fit the request.");
    }
  }

  private void refuse(Context http, int status, String reason, String sentence) {
    meters.counter("cordon.slack.refused", "reason", reason).increment();
    http.status(status).result(sentence + "\n");
  }

  private void genuine(Context http, String signed, byte[] body) {
    // A signature covers time and body, so the same one again is the same request again: answered
    // as received, and not worked on.
    if (seen.asMap().putIfAbsent(signed, true) != null) {
      meters.counter("cordon.slack.refused", "reason", "replay").increment();
      http.status(200);
      return;
    }
    try {
      write(http, app.run(parser.parse(request(http, body))));
    } catch (Table.Unavailable e) {
      forget(signed);
      log.warn("nothing can be stored, so Slack was told to show an error", e);
      http.status(503).result("Nothing can be stored right now; nothing was done.\n");
    } catch (Exception e) {
      forget(signed);
      log.error("a request from Slack failed", e);
      http.status(500).result("Internal error; nothing was confirmed.\n");
    }
  }

  /** What was not answered well may be sent again. */
  private void forget(String signed) {
    seen.invalidate(signed);
  }

  private static SlackRequestParser.HttpRequest request(Context http, byte[] body) {
    return SlackRequestParser.HttpRequest.builder()
        .requestUri(http.path())
        .queryString(QueryStringParser.toMap(http.queryString()))
        .requestBody(new String(body, StandardCharsets.UTF_8))
        .headers(new RequestHeaders(headers(http)))
        .remoteAddress(http.ip())
        .build();
  }

  private static Map<String, List<String>> headers(Context http) {
    var all = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
    http.headerMap().forEach((name, value) -> all.put(name, List.of(value)));
    return all;
  }

  private static List<String> header(Context http, String name) {
    return Collections.list(http.req().getHeaders(name));
  }

  private static void write(Context http, Response response) {
    http.status(response.getStatusCode());
    response
        .getHeaders()
        .forEach((name, values) -> values.forEach(value -> http.header(name, value)));
    if (response.getBody() != null) {
      http.contentType(response.getContentType()).result(response.getBody());
    }
  }
}
