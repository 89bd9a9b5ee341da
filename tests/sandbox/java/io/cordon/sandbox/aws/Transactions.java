package io.cordon.sandbox.aws;

import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes DynamoDB's TransactWriteItems idempotent by its client request token, as AWS does and moto
 * does not: the same call again is answered without another change. (AWS forgets a token after ten
 * minutes, this class at a reset.)
 */
final class Transactions {
  private record Known(String request, @Nullable String answer) {}

  private final Map<String, Known> known = new ConcurrentHashMap<>();

  void reset() {
    known.clear();
  }

  /** The answer to a call with a token that was seen before, or null when moto shall answer. */
  @Nullable ResponseDefinition repeated(AwsCall call, String body) {
    String token = token(call);
    if (token.isEmpty()) {
      return null;
    }
    Known before = known.putIfAbsent(token, new Known(body, null));
    if (before == null) {
      return null;
    }
    if (!before.request.equals(body)) {
      return new WireError(
              400,
              "IdempotentParameterMismatchException",
              "Idempotent parameter mismatch for the same client request token")
          .in(Protocol.JSON);
    }
    if (before.answer == null) {
      return new WireError(
              400,
              "TransactionInProgressException",
              "The transaction with the given request token is already in progress.")
          .in(Protocol.JSON);
    }
    return new ResponseDefinition(200, before.answer);
  }

  /** Remembers what moto answered; a transaction that failed may be tried again. */
  void answered(AwsCall call, String body, Response response) {
    String token = token(call);
    if (token.isEmpty()) {
      return;
    }
    if (response.getStatus() == 200) {
      String answer = new String(response.getBody(), StandardCharsets.UTF_8);
      known.put(token, new Known(body, answer));
    } else {
      known.remove(token, new Known(body, null));
    }
  }

  private static String token(AwsCall call) {
    String token = call.parameter("ClientRequestToken");
    return call.name().equals("dynamodb:TransactWriteItems") && !token.isEmpty()
        ? call.accessKey() + "/" + call.region() + "/" + token
        : "";
  }
}
