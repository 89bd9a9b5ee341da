package io.cordon.aws;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * Writes on the SDK's exceptions which call they are of, which they do not tell by themselves. For
 * a call that fails since its role cannot be assumed, that is {@code sts:AssumeRole}.
 */
public final class CallNames implements ExecutionInterceptor {

  /** Rides on the exception of a call. */
  private static final class Called extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String call;

    Called(String call) {
      super(call, null, false, false);
      this.call = call;
    }
  }

  @Override
  public Throwable modifyException(Context.FailedExecution context, ExecutionAttributes about) {
    var failed = context.exception();
    if (of(failed).isEmpty()) {
      var service = about.getAttribute(SdkExecutionAttribute.SERVICE_NAME);
      var operation = about.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
      failed.addSuppressed(new Called(service.toLowerCase(Locale.ROOT) + ":" + operation));
    }
    return failed;
  }

  /** The call that failed, as IAM spells it; empty if this was no call of a client that is told. */
  public static Optional<String> of(Throwable failed) {
    return Arrays.stream(failed.getSuppressed())
        .filter(Called.class::isInstance)
        .map(called -> ((Called) called).call)
        .findFirst();
  }
}
