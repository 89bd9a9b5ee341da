package io.cordon.approval;

import io.cordon.people.Role;

/** What somebody wants to do about a request. */
public sealed interface Attempt {
  /**
   * Agree to it.
   *
   * @param reason why; may be empty where what is done can be undone
   */
  record Approve(String reason) implements Attempt {}

  /** Not agree to it. */
  record Deny(String reason) implements Attempt {}

  /** Take it back. */
  record Withdraw() implements Attempt {}

  /**
   * Have it go on without what it waits for (break-glass).
   *
   * @param typed the case's name, as they typed it
   */
  record Force(String typed, String reason) implements Attempt {}

  /** The word for it in the ledger. */
  default String word() {
    return switch (this) {
      case Approve _ -> "approve";
      case Deny _ -> "deny";
      case Withdraw _ -> "withdraw";
      case Force _ -> "break-glass";
    };
  }

  /** What somebody must be for it. */
  default Role role() {
    return switch (this) {
      case Approve _, Deny _ -> Role.APPROVER;
      case Withdraw _ -> Role.MEMBER;
      case Force _ -> Role.RESPONDER;
    };
  }
}
