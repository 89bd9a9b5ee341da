package io.cordon.action;

import io.cordon.change.Failure;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What the SDK's exceptions mean for an action. */
final class AwsFailures {
  private static final Set<String> THROTTLED =
      Set.of(
          "RequestLimitExceeded", "Throttling", "ThrottlingException", "TooManyRequestsException");

  private final Supplier<String> ids;

  /** Failures whose short ids come from there. */
  AwsFailures(Supplier<String> ids) {
    this.ids = ids;
  }

  /** What went wrong with a call, for people. */
  Failure failure(String call, SdkException e) {
    return service(e)
        .map(s -> failure(call, code(s), message(s), s.requestId()))
        .orElseGet(() -> failure(call, "NoAnswer", String.valueOf(e.getMessage()), ""));
  }

  /** A failure of ours. */
  Failure failure(String call, String error, String message) {
    return failure(call, error, message, "");
  }

  private Failure failure(String call, String error, String message, @Nullable String request) {
    return new Failure(call, error, message, request == null ? "" : request, ids.get());
  }

  /** Whether the same call may succeed if it is made again; says nothing of what it did. */
  static boolean isPassing(SdkException e) {
    return service(e)
        .map(s -> s.statusCode() >= 500 || THROTTLED.contains(code(s)))
        .orElseGet(e::retryable);
  }

  private static Optional<AwsServiceException> service(SdkException e) {
    return e instanceof AwsServiceException s ? Optional.of(s) : Optional.empty();
  }

  private static String code(AwsServiceException e) {
    var details = e.awsErrorDetails();
    var code = details == null ? null : details.errorCode();
    return code == null || code.isEmpty() ? "Http" + e.statusCode() : code;
  }

  private static String message(AwsServiceException e) {
    var details = e.awsErrorDetails();
    var message = details == null ? null : details.errorMessage();
    return message == null ? String.valueOf(e.getMessage()) : message;
  }
}
