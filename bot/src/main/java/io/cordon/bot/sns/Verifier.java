package io.cordon.bot.sns;

import io.cordon.bot.sns.Envelope.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Tells whether a message is what one of our SNS topics sent, word for word.
 *
 * <p>Not the AWS SDK's SnsMessageManager: up to and including 2.42.36 it refuses every message that
 * was sent in the first millisecond of a second (aws/aws-sdk-java-v2 issue 7010), and SNS does not
 * repeat what was refused, so one finding in a thousand would be lost. It also looks at no more of
 * the certificate's URL than scheme and host, and takes no clock. The tests hold this class against
 * it.
 *
 * <p>A message's age is no reason to refuse it: SNS repeats for up to 23 days if its delivery
 * policy says so, and what was kept once is not kept twice.
 */
public final class Verifier {
  private final Map<String, SigningHost> topics;
  private final Certificates certificates;

  /**
   * A verifier.
   *
   * @param topics ARNs of the topics that may send to us
   * @param clock says whether a certificate is valid now
   */
  public Verifier(List<String> topics, CertificateSource source, Clock clock) {
    this.topics = topics.stream().collect(Collectors.toMap(Function.identity(), SigningHost::of));
    this.certificates = new Certificates(source, clock);
  }

  /** Whether this body is genuine. */
  Verdict verify(byte[] body) {
    try {
      return verify(Envelope.read(body));
    } catch (Envelope.Malformed e) {
      return new Verdict.Refused(e.refusal(), String.valueOf(e.getMessage()));
    }
  }

  /** The topic comes first: nobody who does not even know one of ours makes us fetch anything. */
  private Verdict verify(Envelope envelope) {
    var host = topics.get(envelope.topicArn());
    if (host == null) {
      return new Verdict.Refused(Refusal.FOREIGN_TOPIC);
    }
    var algorithm = algorithm(envelope.signatureVersion());
    if (algorithm.isEmpty()) {
      return new Verdict.Refused(Refusal.WRONG_SIGNATURE, "SignatureVersion is neither 1 nor 2");
    }
    Optional<X509Certificate> certificate;
    try {
      certificate = certificates.find(host, envelope.certificateUrl());
    } catch (IOException _) {
      return new Verdict.Unknown("SNS's certificate cannot be had now");
    }
    if (certificate.isEmpty()) {
      return new Verdict.Refused(Refusal.FOREIGN_CERTIFICATE);
    }
    return fits(envelope, algorithm.get(), certificate.get())
        ? new Verdict.Genuine(envelope)
        : new Verdict.Refused(Refusal.WRONG_SIGNATURE);
  }

  private static Optional<String> algorithm(String version) {
    return switch (version) {
      case "1" -> Optional.of("SHA1withRSA");
      case "2" -> Optional.of("SHA256withRSA");
      default -> Optional.empty();
    };
  }

  private static boolean fits(Envelope envelope, String algorithm, X509Certificate certificate) {
    try {
      var check = Signature.getInstance(algorithm);
      check.initVerify(certificate.getPublicKey());
      check.update(signed(envelope).getBytes(StandardCharsets.UTF_8));
      return check.verify(Base64.getDecoder().decode(envelope.signature()));
    } catch (GeneralSecurityException | IllegalArgumentException _) {
      return false;
    }
  }

  /**
   * What SNS signs: these fields as lines of key and value, in this order. See "Verifying the
   * signatures of Amazon SNS messages" in the SNS developer guide.
   */
  private static String signed(Envelope envelope) {
    var lines = new ArrayList<String>();
    add(lines, "Message", envelope.message());
    add(lines, "MessageId", envelope.messageId());
    switch (envelope.kind()) {
      case Kind.Notification(String subject) -> {
        if (subject != null) {
          add(lines, "Subject", subject);
        }
        add(lines, "Timestamp", envelope.timestamp());
      }
      case Kind.Subscription(String token, String url) ->
          addConfirmation(lines, envelope.timestamp(), token, url);
      case Kind.Unsubscription(String token, String url) ->
          addConfirmation(lines, envelope.timestamp(), token, url);
    }
    add(lines, "TopicArn", envelope.topicArn());
    add(lines, "Type", envelope.kind().word());
    return String.join("\n", lines) + "\n";
  }

  private static void addConfirmation(
      List<String> lines, String timestamp, String token, String url) {
    add(lines, "SubscribeURL", url);
    add(lines, "Timestamp", timestamp);
    add(lines, "Token", token);
  }

  private static void add(List<String> lines, String key, String value) {
    lines.add(key);
    lines.add(value);
  }
}
