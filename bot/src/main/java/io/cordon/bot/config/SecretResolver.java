package io.cordon.bot.config;

/** Where a secret is kept that the environment only points to. */
public interface SecretResolver {
  /**
   * The secret.
   *
   * @param arn of Secrets Manager or the SSM parameter store
   * @throws Unresolved if it cannot be had
   */
  String resolve(String arn) throws Unresolved;

  /** The secret cannot be had; the message says why, in one line and without any value. */
  final class Unresolved extends Exception {
    private static final long serialVersionUID = 1L;

    /** Says why. */
    public Unresolved(String why, Throwable cause) {
      super(why, cause);
    }
  }
}
