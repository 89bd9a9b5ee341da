package io.cordon.commands;

import java.util.stream.IntStream;

/** How far two words are from each other. */
final class Spelling {
  private Spelling() {}

  /**
   * How many letters must be added, left out, replaced or swapped with their neighbour to make one
   * word of the other (optimal string alignment).
   */
  static int distance(String one, String other) {
    var rows = new int[one.length() + 1][];
    rows[0] = IntStream.rangeClosed(0, other.length()).toArray();
    for (int i = 1; i <= one.length(); i++) {
      rows[i] = new int[other.length() + 1];
      rows[i][0] = i;
      for (int j = 1; j <= other.length(); j++) {
        rows[i][j] = cost(rows, one, other, i, j);
      }
    }
    return rows[one.length()][other.length()];
  }

  private static int cost(int[][] rows, String one, String other, int i, int j) {
    var same = one.charAt(i - 1) == other.charAt(j - 1);
    var least =
        Math.min(rows[i - 1][j - 1] + (same ? 0 : 1), Math.min(rows[i - 1][j], rows[i][j - 1]) + 1);
    var swapped =
        i > 1
            && j > 1
            && one.charAt(i - 1) == other.charAt(j - 2)
            && one.charAt(i - 2) == other.charAt(j - 1);
    return swapped ? Math.min(least, rows[i - 2][j - 2] + 1) : least;
  }
}
