package io.cordon.sandbox.aws;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The sandbox's own files, which stand beside its classes. */
final class SandboxFile {
  private SandboxFile() {}

  static String text(String name) {
    try (InputStream in = SandboxFile.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("The sandbox lacks its own file " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
