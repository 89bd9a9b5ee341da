package io.cordon.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A folder that commands fill on first use, and anew when their recipe changes. Safe to ask for
 * from several JVMs at once: one fills it, the others wait.
 */
public final class MadeOnce {
  private static final Object ONE_AT_A_TIME_IN_THIS_JVM = new Object();

  private final Path folder;
  private final String recipe;

  /**
   * @param folder what will be filled; its parent also gets a lock file and a log
   * @param recipe all that decides how the folder comes out; another text makes a new one
   */
  public MadeOnce(Path folder, String recipe) {
    this.folder = folder.toAbsolutePath();
    this.recipe = recipe;
  }

  /** Fills the folder. */
  @FunctionalInterface
  public interface Maker {
    /**
     * Does it.
     *
     * @param folder empty
     * @param commands runs what is needed
     */
    void fill(Path folder, Commands commands) throws IOException;
  }

  /** Runs commands one after the other. */
  @FunctionalInterface
  public interface Commands {
    /**
     * Runs one to its end; what it prints is logged.
     *
     * @param need what to say, in one line, if it cannot be run or fails
     * @throws CannotMake then
     */
    void run(ProcessBuilder command, String need) throws IOException;
  }

  /** What is needed cannot be had on this machine. The message is one line that says what to do. */
  public static final class CannotMake extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CannotMake(String message) {
      super(message);
    }

    CannotMake(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * The filled folder.
   *
   * @throws CannotMake when a command fails
   */
  public Path folder(Maker maker) {
    synchronized (ONE_AT_A_TIME_IN_THIS_JVM) {
      try {
        Files.createDirectories(folder.getParent());
        Path lockFile = folder.resolveSibling(folder.getFileName() + ".lock");
        try (var channel =
                FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var _ = channel.lock()) {
          if (!isMade()) {
            delete(folder);
            Files.createDirectories(folder);
            maker.fill(folder, this::run);
            Files.writeString(marker(), recipe);
          }
        }
        return folder;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private boolean isMade() throws IOException {
    return Files.exists(marker()) && Files.readString(marker()).equals(recipe);
  }

  private Path marker() {
    return folder.resolve("made-from.txt");
  }

  private void run(ProcessBuilder command, String need) throws IOException {
    Path log = folder.resolveSibling(folder.getFileName() + "-install.log");
    Process process;
    try {
      process = command.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    } catch (IOException e) {
      throw new CannotMake("%s: %s".formatted(need, e.getMessage()), e);
    }
    try {
      if (process.waitFor() != 0) {
        throw new CannotMake("%s: %s (all of it: %s)".formatted(need, lastLine(log), log));
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new CannotMake(need + ": interrupted", e);
    }
  }

  private static String lastLine(Path log) throws IOException {
    return Files.readString(log).lines().filter(line -> !line.isBlank()).reduce("", (_, b) -> b);
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
