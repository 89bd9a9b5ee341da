package io.cordon.sandbox.aws;

import java.time.Duration;

/** What goes wrong with a call. Each looks to the official SDK as it does with AWS. */
public sealed interface Fault {

  /** Too many calls: nothing was done, and the SDK retries. */
  record Throttled() implements Fault {}

  /** The caller's policies do not allow it. */
  record AccessDenied() implements Fault {}

  /** AWS failed before it did anything; the SDK retries. */
  record ServerError() implements Fault {}

  /**
   * Any other error by its code; nothing was done.
   *
   * @param status the HTTP status
   * @param code the error code, as {@code InvalidNetworkInterfaceID.NotFound}
   * @param message what AWS says
   */
  record Refused(int status, String code, String message) implements Fault {}

  /**
   * The call is carried out, and its answer comes too late.
   *
   * @param held how long the answer is held back
   */
  record TimeoutAfterChange(Duration held) implements Fault {}

  /** The call is carried out, and the connection breaks before the answer. */
  record ConnectionLostAfterChange() implements Fault {}

  /** The connection breaks before the call arrives: nothing was done. */
  record Unreachable() implements Fault {}
}
