package io.cordon.bot.sns;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** SNS's certificates, checked and remembered. */
final class Certificates {
  private static final Logger log = LoggerFactory.getLogger(Certificates.class);
  private static final int DNS_NAME = 2;

  private final CertificateSource source;
  private final Clock clock;

  /** By URL. SNS gives a new certificate a new name, so what a name means does not change. */
  private final Cache<String, X509Certificate> known =
      Caffeine.newBuilder().maximumSize(64).build();

  Certificates(CertificateSource source, Clock clock) {
    this.source = source;
    this.clock = clock;
  }

  /**
   * The certificate at a URL, valid now and made out to SNS.
   *
   * @return empty if there is none that may be used; the log says why
   * @throws IOException if that cannot be known now
   */
  Optional<X509Certificate> find(SigningHost host, String url) throws IOException {
    var file = host.file(url);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    var remembered = known.getIfPresent(url);
    var found =
        remembered == null ? load(host, file.get()) : Optional.<X509Certificate>of(remembered);
    found.ifPresent(certificate -> known.put(url, certificate));
    return found.filter(certificate -> isValid(certificate, file.get()));
  }

  private Optional<X509Certificate> load(SigningHost host, String file) throws IOException {
    var pem = source.pem(host.name(), file);
    if (pem.isEmpty()) {
      log.warn("there is no certificate {} of {}", file, host.name());
      return Optional.empty();
    }
    try {
      var certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(pem.get()));
      if (names(certificate).stream().anyMatch(host::signsAs)) {
        return Optional.of(certificate);
      }
      log.warn("the certificate {} is not made out to SNS", file);
    } catch (CertificateException | InvalidNameException e) {
      log.warn("{} is no certificate", file, e);
    }
    return Optional.empty();
  }

  private boolean isValid(X509Certificate certificate, String file) {
    try {
      certificate.checkValidity(Date.from(clock.instant()));
      return true;
    } catch (CertificateException _) {
      log.warn(
          "the certificate {} is valid from {} to {} only",
          file,
          certificate.getNotBefore().toInstant(),
          certificate.getNotAfter().toInstant());
      return false;
    }
  }

  private static List<String> names(X509Certificate certificate)
      throws CertificateException, InvalidNameException {
    var names = new ArrayList<String>();
    for (var rdn : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
      if (rdn.getType().equalsIgnoreCase("CN")) {
        names.add(String.valueOf(rdn.getValue()));
      }
    }
    var alternatives = certificate.getSubjectAlternativeNames();
    if (alternatives != null) {
      for (var alternative : alternatives) {
        if (alternative.get(0) instanceof Integer kind && kind == DNS_NAME) {
          names.add(String.valueOf(alternative.get(1)));
        }
      }
    }
    return names;
  }
}
