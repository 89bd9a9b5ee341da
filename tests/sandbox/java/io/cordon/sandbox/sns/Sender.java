package io.cordon.sandbox.sns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Signs as SNS does, with a key of its own. The string to sign is put together here from the SNS
 * developer guide, and not with the code under test.
 */
public final class Sender {
  /** The topic of its messages, unless they say otherwise. */
  public static final String TOPIC = "arn:aws:sns:eu-west-1:111122223333:cordon-findings";

  /** Where certificates of that region are. */
  public static final String HOST = "https://sns.eu-west-1.amazonaws.com/";

  /** The file of the certificate that its messages name. */
  public static final String CERTIFICATE = "SimpleNotificationService-made-up.pem";

  private static final char[] PASSWORD = "made-up".toCharArray();

  private final PrivateKey key;
  private final byte[] pem;

  private Sender(PrivateKey key, byte[] pem) {
    this.key = key;
    this.pem = pem;
  }

  /**
   * A sender whose certificate is made out to this name, and valid from 2020 for 100 years.
   *
   * @param folder for the key store
   */
  public static Sender named(String commonName, Path folder) throws IOException {
    try {
      return fresh(commonName, folder);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Sender fresh(String commonName, Path folder)
      throws IOException, GeneralSecurityException, InterruptedException {
    var store = folder.resolve(commonName + ".p12");
    var keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "sns",
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-dname",
                "CN=" + commonName,
                "-startdate",
                "2020/01/01 00:00:00",
                "-validity",
                "36500",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    if (keytool.waitFor() != 0) {
      throw new IllegalStateException(Files.readString(folder.resolve("keytool.log")));
    }
    var keys = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    var der = keys.getCertificate("sns").getEncoded();
    var text =
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
            + "\n-----END CERTIFICATE-----\n";
    return new Sender(
        (PrivateKey) keys.getKey("sns", PASSWORD), text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Its certificate, as a PEM file's bytes. */
  public byte[] pem() {
    return pem.clone();
  }

  /** Writes its certificate into a PEM file. */
  public void putCertificateAt(Path file) throws IOException {
    Files.write(file, pem);
  }

  /** A Notification without a signature. */
  public static Map<String, String> notification() {
    var fields = new LinkedHashMap<String, String>();
    fields.put("Type", "Notification");
    fields.put("MessageId", "26858270-545e-5848-82a2-e05566af3dcf");
    fields.put("TopicArn", TOPIC);
    fields.put("Message", "{\"detail-type\": \"GuardDuty Finding\", \"x\": \"ü\\n\"}");
    fields.put("Timestamp", "2026-03-06T19:53:21.424Z");
    fields.put("SignatureVersion", "2");
    fields.put("SigningCertURL", HOST + CERTIFICATE);
    fields.put("UnsubscribeURL", HOST + "?Action=Unsubscribe&SubscriptionArn=" + TOPIC + ":1");
    return fields;
  }

  /** A SubscriptionConfirmation or UnsubscribeConfirmation without a signature. */
  public static Map<String, String> confirmation(String type) {
    var fields = notification();
    fields.put("Type", type);
    fields.put("Message", "You have chosen to subscribe to the topic.\nTo confirm, visit the URL.");
    fields.put("Token", "2336412f37fb687f5d51e6e2425929f52e8e");
    fields.put("SubscribeURL", HOST + "?Action=ConfirmSubscription&TopicArn=" + TOPIC);
    fields.remove("UnsubscribeURL");
    return fields;
  }

  /** What is signed of a message of this type, in order. */
  public static List<String> signedKeys(String type) {
    return type.equals("Notification")
        ? List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type")
        : List.of("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type");
  }

  /** The message with its signature, as SNS posts it. */
  public byte[] signed(Map<String, String> fields) {
    var whole = new LinkedHashMap<>(fields);
    whole.put("Signature", signature(fields));
    return json(whole);
  }

  /** The signature that fits these fields. */
  public String signature(Map<String, String> fields) {
    var text =
        signedKeys(fields.getOrDefault("Type", "Notification")).stream()
            .filter(fields::containsKey)
            .map(name -> name + "\n" + fields.get(name) + "\n")
            .collect(Collectors.joining());
    try {
      var signature =
          Signature.getInstance(
              "1".equals(fields.get("SignatureVersion")) ? "SHA1withRSA" : "SHA256withRSA");
      signature.initSign(key);
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** These fields as SNS writes them. */
  public static byte[] json(Map<String, String> fields) {
    try {
      return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
