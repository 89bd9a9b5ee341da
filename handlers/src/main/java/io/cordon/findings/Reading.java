package io.cordon.findings;

/** What came of reading one part of a message. */
public sealed interface Reading {

  /**
   * A finding that could be read.
   *
   * @param finding what it says
   * @param sha256 hash, in hex, of the finding's own JSON in canonical form: two with the same hash
   *     say the same thing
   */
  record Read(Finding finding, String sha256) implements Reading {}

  /**
   * Something that could not.
   *
   * @param reason a sentence for people, without the sender's text
   */
  record Unreadable(String reason) implements Reading {}
}
