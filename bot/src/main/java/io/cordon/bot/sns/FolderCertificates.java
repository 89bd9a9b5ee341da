package io.cordon.bot.sns;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Certificates that the operator put into a folder, for hosts that cannot reach SNS. */
public final class FolderCertificates implements CertificateSource {
  private final Path folder;

  /** The certificates in this folder. */
  public FolderCertificates(Path folder) {
    this.folder = folder;
  }

  @Override
  public Optional<byte[]> pem(String host, String file) throws IOException {
    try {
      return Optional.of(Files.readAllBytes(folder.resolve(file)));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }
}
