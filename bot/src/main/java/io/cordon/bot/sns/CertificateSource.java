package io.cordon.bot.sns;

import java.io.IOException;
import java.util.Optional;

/** Where the certificates are with which SNS signs. */
public interface CertificateSource {
  /**
   * A certificate.
   *
   * @param host SNS's host name in the topic's region
   * @param file a plain file name that ends in .pem
   * @return its bytes; empty if there is none of this name
   * @throws IOException if that cannot be known now
   */
  Optional<byte[]> pem(String host, String file) throws IOException;
}
