package io.cordon.bot.sns;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cordon.sandbox.sns.Sender;
import io.cordon.table.Table;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnsDoorTest {
  private static final String PEM = "SimpleNotificationService-made-up.pem";
  private static final Clock NOW = at("2026-06-01T12:00:00Z");

  @TempDir static Path keys;
  private static Sender sns;
  private static Sender stranger;

  @TempDir Path folder;

  private final Map<String, byte[]> kept = new LinkedHashMap<>();
  private final List<String> confirmed = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @BeforeAll
  static void makeKeys() throws Exception {
    sns = Sender.named("sns.amazonaws.com", keys);
    stranger = Sender.named("sns.example.com", keys);
  }

  @BeforeEach
  void putCertificate() throws Exception {
    sns.putCertificateAt(folder.resolve(PEM));
  }

  @ParameterizedTest
  @CsvSource({"1, true", "1, false", "2, true", "2, false"})
  void keepsASignedMessageByteForByte(String version, boolean withSubject) {
    var fields = Sender.notification();
    fields.put("SignatureVersion", version);
    if (withSubject) {
      fields.put("Subject", "My message subject");
    }
    var body = sns.signed(fields);

    assertThat(answer(body)).isEqualTo(new SnsAnswer.Kept(true));
    assertThat(kept).containsOnlyKeys("26858270-545e-5848-82a2-e05566af3dcf");
    assertThat(kept.values()).containsExactly(body);
  }

  @Test
  void saysFineToAMessageThatWasKeptBefore() {
    var body = sns.signed(Sender.notification());
    answer(body);

    var again = answer(body);

    assertThat(again).isEqualTo(new SnsAnswer.Kept(false));
    assertThat(again.status()).isEqualTo(200);
    assertThat(counted("cordon.messages", "result", "duplicate")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-03-06T19:53:21.000Z",
        "2026-03-06T19:53:21.100Z",
        "2001-01-01T00:00:00.001Z",
        "2099-12-31T23:59:59.999Z"
      })
  void takesAMessageOfAnyTime(String timestamp) {
    var fields = Sender.notification();
    fields.put("Timestamp", timestamp);

    assertThat(answer(sns.signed(fields))).isEqualTo(new SnsAnswer.Kept(true));
  }

  @ParameterizedTest
  @CsvSource({
    "Notification, 1",
    "Notification, 2",
    "SubscriptionConfirmation, 1",
    "SubscriptionConfirmation, 2",
    "UnsubscribeConfirmation, 2"
  })
  void refusesAMessageOfWhichAnyLetterOfASignedFieldIsAnother(String type, String version) {
    var fields = type.equals("Notification") ? Sender.notification() : Sender.confirmation(type);
    fields.put("SignatureVersion", version);
    if (type.equals("Notification")) {
      fields.put("Subject", "My message subject");
    }
    var signature = sns.signature(fields);

    for (var name : Sender.signedKeys(type)) {
      var value = String.valueOf(fields.get(name));
      for (int i = 0; i < value.length(); i++) {
        var changed = new LinkedHashMap<>(fields);
        changed.put(
            name, value.substring(0, i) + (char) (value.charAt(i) ^ 1) + value.substring(i + 1));
        changed.put("Signature", signature);
        assertThat(answer(Sender.json(changed)))
            .as("%s with letter %d changed", name, i)
            .isInstanceOf(SnsAnswer.Refused.class);
      }
    }
    assertThat(kept).isEmpty();
    assertThat(confirmed).isEmpty();
    assertThat(answer(withSignature(fields, signature)).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-06T19:53:21.424+00:00",
    "2026-03-06t19:53:21.424z",
    "2026-03-06T19:53:21.424000Z"
  })
  void refusesTheSameTimeWrittenInAnotherWay(String timestamp) {
    var signature = sns.signature(Sender.notification());
    var fields = Sender.notification();
    fields.put("Timestamp", timestamp);

    assertThat(refusal(answer(withSignature(fields, signature))))
        .isEqualTo(Refusal.WRONG_SIGNATURE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MessageId",
        "Message",
        "Timestamp",
        "SignatureVersion",
        "Signature",
        "SigningCertURL"
      })
  void namesTheFieldThatIsMissing(String name) {
    var fields = Sender.notification();
    fields.put("Signature", sns.signature(fields));
    fields.remove(name);

    assertRefused(
        Sender.json(fields),
        Refusal.WRONG_FIELD,
        name + " is missing, or not what SNS writes there");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Token", "SubscribeURL"})
  void namesTheFieldThatIsMissingFromAConfirmation(String name) {
    var fields = Sender.confirmation("SubscriptionConfirmation");
    fields.put("Signature", sns.signature(fields));
    fields.remove(name);

    assertRefused(
        Sender.json(fields),
        Refusal.WRONG_FIELD,
        name + " is missing, or not what SNS writes there");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "26858270-545e-5848-82a2",
        "26858270545e584882a2e05566af3dcf",
        "../../x",
        "26858270-545e-5848-82a2-e05566af3dcf\n"
      })
  void refusesAMessageIdThatIsNone(String id) {
    var fields = Sender.notification();
    fields.put("MessageId", id);

    assertThat(refusal(answer(sns.signed(fields)))).isEqualTo(Refusal.WRONG_FIELD);
  }

  @Test
  void refusesTheSameSignedTextCutIntoOtherFields() {
    var real = Sender.notification();
    var other = "00000000-0000-4000-8000-000000000000";
    real.put("Message", "harmless\nMessageId\n" + other + "\nSubject\nsomething");
    var cut = Sender.notification();
    cut.put("Message", "harmless");
    cut.put("MessageId", other);
    cut.put("Subject", "something\nMessageId\n" + real.get("MessageId"));

    assertThat(sns.signature(cut)).isEqualTo(sns.signature(real));
    assertRefused(
        sns.signed(cut), Refusal.WRONG_FIELD, "Subject is missing, or not what SNS writes there");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:sns:eu-west-1:111122223333:cordon-finding",
        "arn:aws:sns:eu-west-1:111122223333:Cordon-findings",
        "arn:aws:sns:eu-west-1:111122223333:cordon-findings:1",
        "arn:aws:sns:eu-west-1:999900001111:cordon-findings",
        "arn:aws:sns:us-east-1:111122223333:cordon-findings",
      })
  void refusesAnotherTopicBeforeItFetchesAnything(String topic) {
    var fields = Sender.notification();
    fields.put("TopicArn", topic);

    assertRefused(
        sns.signed(fields), Refusal.FOREIGN_TOPIC, "the topic is not one of findings.topics");
    assertThat(asked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://sns.eu-west-1.amazonaws.com/SimpleNotificationService-made-up.pem",
        "HTTPS://sns.eu-west-1.amazonaws.com/SimpleNotificationService-made-up.pem",
        "https://SNS.eu-west-1.amazonaws.com/SimpleNotificationService-made-up.pem",
        "https://sns.eu-west-1.amazonaws.com.evil.example/SimpleNotificationService-made-up.pem",
        "https://sns.eu-west-1.amazonaws.com@evil.example/SimpleNotificationService-made-up.pem",
        "https://evil.example/sns.eu-west-1.amazonaws.com/SimpleNotificationService-made-up.pem",
        "https://evil.example#sns.eu-west-1.amazonaws.com/SimpleNotificationService-made-up.pem",
        "https://evil.example\\@sns.eu-west-1.amazonaws.com/SimpleNotificationService-made-up.pem",
        "https://user@sns.eu-west-1.amazonaws.com/SimpleNotificationService-made-up.pem",
        "https://sns.eu-west-1.amazonaws.com:443/SimpleNotificationService-made-up.pem",
        "https://sns.eu-west-1.amazonaws.com:8443/SimpleNotificationService-made-up.pem",
        "https://sns.eu-west-1.amazonaws.com./SimpleNotificationService-made-up.pem",
        "https://sns.us-east-1.amazonaws.com/SimpleNotificationService-made-up.pem",
        "https://sns.eu-west-1.amazonaws.com.cn/SimpleNotificationService-made-up.pem",
        "https://s3.eu-west-1.amazonaws.com/SimpleNotificationService-made-up.pem",
        "https://sns-eu-west-1.amazonaws.com/SimpleNotificationService-made-up.pem",
        "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-made-up",
        "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-made-up.pem?x=.pem",
        "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-made-up.pem#x",
        "https://sns.eu-west-1.amazonaws.com/?Action=x&a=.pem",
        "https://sns.eu-west-1.amazonaws.com/../SimpleNotificationService-made-up.pem",
        "https://sns.eu-west-1.amazonaws.com//SimpleNotificationService-made-up.pem",
        "https://sns.eu-west-1.amazonaws.com/a/SimpleNotificationService-made-up.pem",
        "https://sns.eu-west-1.amazonaws.com/%2e%2e%2fmade-up.pem",
        "https://sns.eu-west-1.amazonaws.com/.pem",
        " https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-made-up.pem",
        "file:///etc/cordon/SimpleNotificationService-made-up.pem",
        "SimpleNotificationService-made-up.pem",
      })
  void takesNoCertificateFromAnywhereElse(String url) {
    var fields = Sender.notification();
    fields.put("SigningCertURL", url);

    assertRefused(
        sns.signed(fields),
        Refusal.FOREIGN_CERTIFICATE,
        "the certificate is not SNS's of the topic's region");
    assertThat(asked).isEmpty();
  }

  @Test
  void refusesACertificateThatIsMadeOutToSomebodyElse() throws Exception {
    stranger.putCertificateAt(folder.resolve(PEM));

    assertThat(refusal(answer(stranger.signed(Sender.notification()))))
        .isEqualTo(Refusal.FOREIGN_CERTIFICATE);
  }

  @Test
  void refusesACertificateThatIsNotThereOrNone() throws Exception {
    Files.delete(folder.resolve(PEM));
    var body = sns.signed(Sender.notification());
    assertThat(refusal(answer(body))).isEqualTo(Refusal.FOREIGN_CERTIFICATE);

    Files.writeString(folder.resolve(PEM), "no certificate");
    assertThat(refusal(answer(body))).isEqualTo(Refusal.FOREIGN_CERTIFICATE);

    sns.putCertificateAt(folder.resolve(PEM));
    assertThat(answer(body).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2019-12-30T00:00:00Z", "2121-01-01T00:00:00Z"})
  void refusesACertificateOutsideItsTime(String now) {
    var door = door(new FolderCertificates(folder), at(now));

    assertThat(refusal(door.answer(null, Optional.of(sns.signed(Sender.notification())))))
        .isEqualTo(Refusal.FOREIGN_CERTIFICATE);
  }

  @Test
  void refusesWhatAnotherKeySigned() {
    assertRefused(
        stranger.signed(Sender.notification()),
        Refusal.WRONG_SIGNATURE,
        "the signature does not fit the message");
  }

  @ParameterizedTest
  @ValueSource(strings = {"AAAA", "no base64 !", "="})
  void refusesASignatureThatIsNone(String signature) {
    assertThat(refusal(answer(withSignature(Sender.notification(), signature))))
        .isEqualTo(Refusal.WRONG_SIGNATURE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "3", "02", "2 ", "SHA256"})
  void refusesASignatureVersionThatIsNone(String version) {
    var fields = Sender.notification();
    fields.put("SignatureVersion", version);

    assertRefused(
        sns.signed(fields), Refusal.WRONG_SIGNATURE, "SignatureVersion is neither 1 nor 2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"notification", "Alarm", ""})
  void refusesAnUnknownType(String type) {
    var fields = Sender.notification();
    fields.put("Type", type);

    assertThat(refusal(answer(sns.signed(fields)))).isEqualTo(Refusal.UNKNOWN_TYPE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Message", "TopicArn", "Signature", "NobodysKey"})
  void refusesAKeyThatIsThereTwice(String name) {
    var fields = Sender.notification();
    fields.put("NobodysKey", "x");
    var body = new String(sns.signed(fields), UTF_8);
    var twice = body.replaceFirst("\\{", "{\"%s\": \"x\",".formatted(name));

    assertRefused(twice.getBytes(UTF_8), Refusal.WRONG_FIELD, "a key is there twice");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "[]",
        "null",
        "\"Notification\"",
        "{",
        "{}",
        "{\"Type\": \"Notification\"}",
        "{\"version\": \"0\", \"detail-type\": \"GuardDuty Finding\", \"detail\": {}}"
      })
  void pointsToRawDeliveryWhenThereIsNoEnvelope(String body) {
    assertRefused(
        body.getBytes(UTF_8),
        Refusal.NOT_AN_ENVELOPE,
        "this is no message of SNS; if raw delivery is on, switch it off for this subscription,"
            + " since it has no signature");
  }

  @Test
  void refusesBytesThatAreNoText() {
    assertThat(refusal(answer(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'})))
        .isEqualTo(Refusal.NOT_AN_ENVELOPE);
  }

  @Test
  void refusesWhatFollowsTheEnvelope() {
    var body = new String(sns.signed(Sender.notification()), UTF_8) + "{}";

    assertThat(refusal(answer(body.getBytes(UTF_8)))).isEqualTo(Refusal.NOT_AN_ENVELOPE);
  }

  @Test
  void refusesRawDeliveryByItsHeaderWhateverTheBodyIs() {
    var answer =
        door(new FolderCertificates(folder), NOW)
            .answer("true", Optional.of(sns.signed(Sender.notification())));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text())
        .isEqualTo("raw delivery has no signature; switch it off for this subscription");
    assertThat(kept).isEmpty();
  }

  @Test
  void refusesABodyThatWasTooLong() {
    var answer = door(new FolderCertificates(folder), NOW).answer(null, Optional.empty());

    assertThat(answer.status()).isEqualTo(413);
    assertThat(counted("cordon.messages.refused", "reason", "too_large")).isEqualTo(1);
  }

  @Test
  void asksForAnotherTryWhileTheCertificateCannotBeHad() {
    var door =
        door(
            (_, _) -> {
              throw new IOException("no route");
            },
            NOW);

    var answer = door.answer(null, Optional.of(sns.signed(Sender.notification())));

    assertThat(answer).isEqualTo(new SnsAnswer.Later("SNS's certificate cannot be had now", false));
    assertThat(answer.status()).isEqualTo(503);
    assertThat(kept).isEmpty();
  }

  @Test
  void fetchesACertificateOnce() {
    var body = sns.signed(Sender.notification());
    var door = door(this::fromFolder, NOW);

    door.answer(null, Optional.of(body));
    door.answer(null, Optional.of(body));

    assertThat(asked).containsExactly("sns.eu-west-1.amazonaws.com/" + PEM);
  }

  @Test
  void asksForAnotherTryWhileTheMessageCannotBeKept() {
    for (var trouble :
        List.of(
            new Table.Unavailable("no table", new IOException()), new IllegalStateException())) {
      var door =
          new SnsDoor(
              "http",
              new Verifier(List.of(Sender.TOPIC), new FolderCertificates(folder), NOW),
              (_, _) -> {
                throw trouble;
              },
              (_, _) -> {},
              meters);

      assertThat(door.answer(null, Optional.of(sns.signed(Sender.notification()))))
          .isEqualTo(
              new SnsAnswer.Later(
                  "the message cannot be kept now", trouble instanceof Table.Unavailable));
    }
    assertThat(counted("cordon.messages", "result", "later")).isEqualTo(2);
  }

  @Test
  void confirmsASubscriptionToOneOfOurTopics() {
    var answer = answer(sns.signed(Sender.confirmation("SubscriptionConfirmation")));

    assertThat(answer).isEqualTo(new SnsAnswer.Confirmed());
    assertThat(confirmed).containsExactly(Sender.TOPIC + " 2336412f37fb687f5d51e6e2425929f52e8e");
    assertThat(kept).isEmpty();
  }

  @Test
  void confirmsNoSubscriptionToAnotherTopic() {
    var fields = Sender.confirmation("SubscriptionConfirmation");
    fields.put("TopicArn", "arn:aws:sns:eu-west-1:999900001111:mine");

    assertThat(refusal(answer(sns.signed(fields)))).isEqualTo(Refusal.FOREIGN_TOPIC);
    assertThat(confirmed).isEmpty();
  }

  @Test
  void asksForAnotherTryWhenTheSubscriptionCannotBeConfirmed() {
    var door =
        new SnsDoor(
            "http",
            new Verifier(List.of(Sender.TOPIC), new FolderCertificates(folder), NOW),
            (_, _) -> true,
            (_, _) -> {
              throw new IllegalStateException("no");
            },
            meters);

    assertThat(
            door.answer(
                    null, Optional.of(sns.signed(Sender.confirmation("SubscriptionConfirmation"))))
                .status())
        .isEqualTo(503);
  }

  @Test
  void notesThatASubscriptionWasEndedAndDoesNotRenewIt() {
    assertThat(answer(sns.signed(Sender.confirmation("UnsubscribeConfirmation"))))
        .isEqualTo(new SnsAnswer.Unsubscribed());
    assertThat(confirmed).isEmpty();
    assertThat(kept).isEmpty();
  }

  @Test
  void countsEachReasonByItself() {
    answer(sns.signed(Sender.notification()));
    answer(stranger.signed(Sender.notification()));
    answer("x".getBytes(UTF_8));
    answer("y".getBytes(UTF_8));

    assertThat(counted("cordon.messages", "result", "kept")).isEqualTo(1);
    assertThat(counted("cordon.messages.refused", "reason", "wrong_signature")).isEqualTo(1);
    assertThat(counted("cordon.messages.refused", "reason", "not_an_envelope")).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "sns-notification-v1-with-subject.json, Kept",
    "sns-notification-v2.json, Kept",
    "sns-subscription-confirmation-v1.json, Confirmed"
  })
  void knowsRealMessagesOfSns(String file, String answer) throws Exception {
    var samples = Path.of("../../shared/findings/aws-sdk-java-v2");
    assumeTrue(Files.isDirectory(samples), "the real samples lie beside the project only");
    var topic = "arn:aws:sns:us-west-2:131990247566:dongie-standard-topic";
    var body = Files.readAllBytes(samples.resolve(file));

    assertThat(
            door(topic, new FolderCertificates(samples), at("2026-03-07T00:00:00Z"))
                .answer(null, Optional.of(body))
                .getClass()
                .getSimpleName())
        .isEqualTo(answer);
    assertThat(
            refusal(
                door(topic, new FolderCertificates(samples), at("2026-10-15T00:00:00Z"))
                    .answer(null, Optional.of(body))))
        .as("after the certificate's end")
        .isEqualTo(Refusal.FOREIGN_CERTIFICATE);
  }

  private SnsAnswer answer(byte[] body) {
    return door(this::fromFolder, NOW).answer(null, Optional.of(body));
  }

  private void assertRefused(byte[] body, Refusal refusal, String text) {
    assertThat(answer(body)).isEqualTo(new SnsAnswer.Refused(refusal, text));
    assertThat(refusal.status()).isBetween(400, 499);
    assertThat(kept).isEmpty();
    assertThat(confirmed).isEmpty();
  }

  private static Refusal refusal(SnsAnswer answer) {
    assertThat(answer).isInstanceOf(SnsAnswer.Refused.class);
    return ((SnsAnswer.Refused) answer).refusal();
  }

  private SnsDoor door(CertificateSource source, Clock clock) {
    return door(Sender.TOPIC, source, clock);
  }

  private SnsDoor door(String topic, CertificateSource source, Clock clock) {
    return new SnsDoor(
        "http",
        new Verifier(List.of(topic), source, clock),
        (id, bytes) -> kept.putIfAbsent(id, bytes) == null,
        (arn, token) -> confirmed.add(arn + " " + token),
        meters);
  }

  private Optional<byte[]> fromFolder(String host, String file) throws IOException {
    asked.add(host + "/" + file);
    return new FolderCertificates(folder).pem(host, file);
  }

  private static byte[] withSignature(Map<String, String> fields, String signature) {
    var whole = new LinkedHashMap<>(fields);
    whole.put("Signature", signature);
    return Sender.json(whole);
  }

  private double counted(String name, String tag, String value) {
    return meters.get(name).tag("way", "http").tag(tag, value).counter().count();
  }

  private static Clock at(String instant) {
    return Clock.fixed(Instant.parse(instant), ZoneOffset.UTC);
  }
}
