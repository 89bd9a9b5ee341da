package io.cordon.sandbox.crash;

import java.util.List;

/**
 * What came of a cell.
 *
 * @param state after the restart, in a few words
 * @param wrong which promises were broken, and how; empty if none was
 */
public record Verdict(Cell cell, String state, List<String> wrong) {
  /** Keeps its own copy. */
  public Verdict {
    wrong = List.copyOf(wrong);
  }

  /** Whether every promise was kept. */
  public boolean isRight() {
    return wrong.isEmpty();
  }
}
