package io.cordon.action;

import io.cordon.aws.CallNames;
import io.cordon.change.Failure;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/** What the SDK's exceptions mean for an action. */
public final class AwsFailures {
  private static final Set<String> THROTTLED =
      Set.of(
          "RequestLimitExceeded", "Throttling", "ThrottlingException", "TooManyRequestsException");

  private final Supplier<String> ids;

  /** Failures whose short ids come from there. */
  public AwsFailures(Supplier<String> ids) {
    this.ids = ids;
  }

  /**
   * What went wrong with a call, for people. {@code NoAnswer} says that AWS may have done it;
   * {@code Unexpected} is a mistake of ours.
   *
   * @param during what was to be done; the call that failed on the way to it is told where the
   *     exception knows it
   */
  public Failure failure(String during, RuntimeException e) {
    var call = CallNames.of(e).orElse(during);
    return switch (e) {
      case AwsServiceException s -> failure(call, code(s), message(s), s.requestId());
      case SdkException _ -> failure(call, "NoAnswer", String.valueOf(e.getMessage()), "");
      default -> failure(call, "Unexpected", e.toString(), "");
    };
  }

  /** A failure of ours. */
  Failure failure(String call, String error, String message) {
    return failure(call, error, message, "");
  }

  private Failure failure(String call, String error, String message, @Nullable String request) {
    return new Failure(call, error, message, request == null ? "" : request, ids.get());
  }

  /**
   * Whether the same call may succeed if it is made again; says nothing of what it did. An answer
   * that did not come is one of these: whoever asks again looks first.
   */
  static boolean isPassing(RuntimeException e) {
    return switch (e) {
      case AwsServiceException s -> s.statusCode() >= 500 || THROTTLED.contains(code(s));
      case SdkException _ -> true;
      default -> false;
    };
  }

  /** Whether this process was told to stop during the call, which says nothing of the action. */
  static boolean isInterruption(RuntimeException e) {
    return e instanceof AbortedException || Thread.currentThread().isInterrupted();
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
