package io.cordon.sandbox.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cordon.sandbox.slack.Calls.Call;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;

/**
 * The door of the Web API: reads the call, lets it meet its fault, checks token, rate and argument
 * names in Slack's order, and writes the answer.
 */
final class WebApi {
  /** Longer than any client waits. */
  private static final Duration FOREVER = Duration.ofMinutes(10);

  private static final String APP_LEVEL = "apps.connections.open";
  private static final String ANY_TOKEN = "auth.test";

  private final WorkspaceSetup setup;
  private final Rates rates;
  private final Faults faults;
  private final CountDownLatch closing;
  private final Calls calls;
  private final Bench bench;
  private final Map<String, Method> methods = new HashMap<>();

  WebApi(
      WorkspaceSetup setup,
      Rates rates,
      Faults faults,
      CountDownLatch closing,
      Calls calls,
      Bench bench,
      List<Method> methods) {
    this.setup = setup;
    this.rates = rates;
    this.faults = faults;
    this.closing = closing;
    this.calls = calls;
    this.bench = bench;
    methods.forEach(method -> this.methods.put(method.name(), method));
  }

  /** Answers {@code /api/<method>}. */
  void handle(Context http) throws InterruptedException {
    var name = http.pathParam("method");
    var given = arguments(http);
    var token = token(http, given);
    given.put("token", token);
    var call = calls.record(name, given);
    var fault = faults.take(name);
    if (fault.isPresent() && failsBefore(http, call, fault.get())) {
      return;
    }
    answer(http, call, token, given);
    if (fault.isPresent()) {
      delayAnswer(fault.get());
    }
  }

  /** Faults that leave everything as it was; the others come after the change. */
  private boolean failsBefore(Context http, Call call, Fault fault) {
    switch (fault) {
      case Fault.RateLimited limited -> refuseForRate(http, call, limited.retryAfterSeconds());
      case Fault.ServerError error -> http.status(error.status()).result("upstream error");
      case Fault.Refused(var code) -> write(http, failed(new Refusal(code)));
      case Fault.Down() ->
          ServletContextRequest.getServletContextRequest(http.req())
              .getConnectionMetaData()
              .getConnection()
              .getEndPoint()
              .close();
      case Fault.Stall(), Fault.Slow(_) -> {
        return false;
      }
    }
    return true;
  }

  private void delayAnswer(Fault fault) throws InterruptedException {
    var pause = fault instanceof Fault.Slow(var duration) ? duration : FOREVER;
    var _ = closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void answer(Context http, Call call, String token, ObjectNode given) {
    try {
      var name = call.method();
      var method = Optional.ofNullable(methods.get(name));
      if (method.isEmpty()) {
        throw new Refusal("unknown_method");
      }
      checkToken(name, token);
      var wait = rates.take(method.get(), given.path("channel").asText());
      if (wait.isPresent()) {
        refuseForRate(http, call, wait.getAsInt());
        return;
      }
      var args = new Args(given);
      args.allowOnly(method.get().arguments());
      bench.judgeArguments(name, given);
      write(http, Json.object().put("ok", true).setAll(method.get().call().on(args)));
    } catch (Refusal refusal) {
      bench.tell(call.method(), refusal);
      write(http, failed(refusal));
    }
  }

  private void checkToken(String method, String token) {
    if (token.isEmpty()) {
      throw new Refusal("not_authed");
    }
    var isApp = token.equals(setup.appToken());
    if (!isApp && !token.equals(setup.botToken())) {
      throw new Refusal("invalid_auth");
    }
    if (!method.equals(ANY_TOKEN) && isApp != method.equals(APP_LEVEL)) {
      throw new Refusal("not_allowed_token_type");
    }
  }

  private void refuseForRate(Context http, Call call, int seconds) {
    calls.refuse(call);
    http.status(429).header("Retry-After", Integer.toString(seconds));
    write(http, failed(new Refusal("ratelimited")));
  }

  private static ObjectNode failed(Refusal refusal) {
    var body = Json.object().put("ok", false).put("error", refusal.code());
    if (!refusal.messages().isEmpty()) {
      if (refusal.code().equals("invalid_blocks")) {
        body.set("errors", Json.strings(refusal.messages()));
      }
      body.putObject("response_metadata").set("messages", Json.strings(refusal.messages()));
    }
    return body;
  }

  private static void write(Context http, ObjectNode body) {
    http.contentType("application/json; charset=utf-8").result(Json.write(body));
  }

  private static ObjectNode arguments(Context http) {
    var type = Optional.ofNullable(http.contentType()).orElse("");
    var given = Json.object();
    http.queryParamMap().forEach((name, values) -> given.put(name, values.getFirst()));
    if (type.startsWith("application/json")) {
      given.setAll(jsonBody(http));
    } else {
      http.formParamMap().forEach((name, values) -> given.put(name, values.getFirst()));
    }
    return given;
  }

  private static ObjectNode jsonBody(Context http) {
    try {
      return Json.readObject(http.body());
    } catch (IllegalArgumentException e) {
      return Json.object().put("invalid_json", e.getMessage());
    }
  }

  private static String token(Context http, ObjectNode given) {
    var header = Optional.ofNullable(http.header("Authorization")).orElse("");
    return header.startsWith("Bearer ")
        ? header.substring("Bearer ".length())
        : given.path("token").asText();
  }
}
