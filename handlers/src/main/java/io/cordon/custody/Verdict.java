package io.cordon.custody;

import io.cordon.ledger.CaseKey;

/** What came of checking a case's record. */
public sealed interface Verdict {
  /** The case that was checked. */
  CaseKey key();

  /**
   * All of it is as it was written.
   *
   * @param lines how many there are
   * @param head hash of the last one
   * @param signatures how many of them are signatures
   * @param signed the last line that a signature covers, 0 if there is none
   * @param copied the last line that is in the bucket, 0 if none is
   * @param objects how many objects there hold them
   */
  record Whole(
      CaseKey key, long lines, String head, int signatures, long signed, long copied, int objects)
      implements Verdict {}

  /**
   * It is not.
   *
   * @param seq the first line that is not as it should be
   * @param detail what the flaw is about: an object's name, a key's id; may be empty
   */
  record Broken(CaseKey key, long seq, Flaw flaw, String detail) implements Verdict {}

  /** The bucket does not answer, so nobody can tell now. */
  record Unknown(CaseKey key) implements Verdict {}

  /** What can be wrong with a line. */
  enum Flaw {
    /** It is no entry. */
    UNREADABLE,
    /** It is of another case, or not in its place. */
    MISPLACED,
    /** It does not carry the hash of the line before. */
    CHAIN,
    /** It signs something else than the line before. Detail: the key. */
    HEAD,
    /** The key that it names is not in the bucket. Detail: the key. */
    NO_KEY,
    /** Its signature is not of that key. Detail: the key. */
    SIGNATURE,
    /** Its copy is not in the bucket. Detail: the object. */
    NO_COPY,
    /** It is in the bucket and not in the table. Detail: the object. */
    LOST,
    /** Its copy says something else. Detail: the object. */
    COPY
  }
}
