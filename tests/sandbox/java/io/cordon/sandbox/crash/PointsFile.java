package io.cordon.sandbox.crash;

import io.cordon.bot.crash.Crash;
import io.cordon.bot.crash.Points;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The points that a process wrote down. */
record PointsFile(Path file) {
  /** The system property that has a process write its points here. */
  String property() {
    return "-D" + Crash.FILE + "=" + file;
  }

  /** The points reached so far, in order. */
  List<String> reached() {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the process stands still. */
  boolean isStopped() {
    var reached = reached();
    return !reached.isEmpty() && reached.getLast().startsWith(Points.STOPPED);
  }
}
