package io.cordon.sandbox.aws;

/**
 * The sandbox's AWS cannot be had on this machine. The message is one line that says what to do.
 */
public final class AwsUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  AwsUnavailable(String message, Throwable cause) {
    super(message, cause);
  }

  AwsUnavailable(String message) {
    super(message);
  }
}
