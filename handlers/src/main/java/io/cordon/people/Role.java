package io.cordon.people;

/** What somebody must be for what they want to do. */
public enum Role {
  /** A member of our workspace, whoever that is. */
  MEMBER,
  /** May click, type and request. */
  RESPONDER,
  /** May agree to what others request. */
  APPROVER,
  /** One of the two. */
  PARTICIPANT
}
