package io.cordon.bot.parts;

import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Tells from the calls of an SDK client whether its service answers, and answers us. */
public final class AwsPulse implements ExecutionInterceptor {
  private static final int FORBIDDEN = 403;
  private static final int SERVER_ERROR = 500;

  /** What DynamoDB and KMS say with status 400 (their pages of common errors). */
  private static final Set<String> REFUSED_TO_US =
      Set.of("AccessDeniedException", "UnrecognizedClientException", "ExpiredTokenException");

  private final Part part;

  /** The pulse of this part. */
  public AwsPulse(Part part) {
    this.part = part;
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    part.answered();
  }

  @Override
  public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
    switch (context.exception()) {
      case AwsServiceException e when isAnswer(e) -> part.answered();
      // This process was told to stop, which says nothing of the service.
      case AbortedException _ -> {}
      case Throwable e -> part.failed(e);
    }
  }

  /** A condition that is not met, or something that is not there, is an answer like any other. */
  private static boolean isAnswer(AwsServiceException e) {
    var status = e.statusCode();
    var details = e.awsErrorDetails();
    return status < SERVER_ERROR
        && status != FORBIDDEN
        && !e.isThrottlingException()
        && (details == null || !REFUSED_TO_US.contains(details.errorCode()));
  }
}
