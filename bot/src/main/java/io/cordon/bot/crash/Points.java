package io.cordon.bot.crash;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Counts the points that the process reaches and writes each down, a line each. From the fatal one
 * on no thread gets past any point: as far as anybody outside can tell, the process is dead.
 */
public final class Points {
  /** What the line of the fatal point begins with. */
  public static final String STOPPED = "stopped ";

  private final OutputStream lines;
  private final @Nullable String fatal;
  private final Map<String, Integer> reached = new HashMap<>();
  private boolean dead;

  private Points(OutputStream lines, @Nullable String fatal) {
    this.lines = lines;
    this.fatal = fatal;
  }

  /**
   * Points that are written to the end of a file.
   *
   * @param fatal name, hash and number of the point to stand still at, or null
   */
  static Points writtenTo(Path file, @Nullable String fatal) {
    try {
      return new Points(
          Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND), fatal);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Passes the point of this name; never returns once the process counts as dead. */
  void reach(String name) {
    if (!passes(name)) {
      new Semaphore(0).acquireUninterruptibly();
    }
  }

  private synchronized boolean passes(String name) {
    if (!dead) {
      var point = name + "#" + reached.merge(name, 1, Integer::sum);
      dead = point.equals(fatal);
      write((dead ? STOPPED : "") + point + "\n");
    }
    return !dead;
  }

  /** Unbuffered: the line is the operating system's before the process can be killed. */
  private void write(String line) {
    try {
      lines.write(line.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
