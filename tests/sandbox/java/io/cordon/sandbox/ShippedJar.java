package io.cordon.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;

/** Cordon's jar, as Maven builds it. */
public final class ShippedJar {
  private static final String HOW = "`mvn verify` builds it before the tests, `mvn test` does not.";

  private ShippedJar() {}

  /**
   * The jar: what the system property {@code cordon.jar} says, else the one beside this module.
   *
   * @throws IllegalStateException with the command that builds it, if it is not there or is older
   *     than the classes beside it
   */
  public static Path path() {
    var jar =
        Path.of(System.getProperty("cordon.jar", "../bot/target/cordon.jar"))
            .toAbsolutePath()
            .normalize();
    if (!Files.isRegularFile(jar)) {
      throw new IllegalStateException("There is no " + jar + ": " + HOW);
    }
    if (newest(jar.resolveSibling("classes")).compareTo(changed(jar)) > 0) {
      throw new IllegalStateException(jar + " is older than its classes: " + HOW);
    }
    return jar;
  }

  private static FileTime newest(Path folder) {
    try (Stream<Path> files = Files.exists(folder) ? Files.walk(folder) : Stream.empty()) {
      return files
          .filter(Files::isRegularFile)
          .map(ShippedJar::changed)
          .max(FileTime::compareTo)
          .orElse(FileTime.fromMillis(0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileTime changed(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
