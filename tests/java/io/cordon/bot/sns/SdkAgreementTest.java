package io.cordon.bot.sns;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.sandbox.sns.Sender;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.messagemanager.sns.SnsMessageManager;
import software.amazon.awssdk.regions.Region;

/** Holds our check against the AWS SDK's, which was written by others. */
class SdkAgreementTest {
  @TempDir static Path folder;
  private static Sender sns;

  @BeforeAll
  static void makeKey() throws Exception {
    sns = Sender.named("sns.amazonaws.com", folder);
  }

  @ParameterizedTest
  @CsvSource({
    "Notification, 1", "Notification, 2", "SubscriptionConfirmation, 1",
    "SubscriptionConfirmation, 2", "UnsubscribeConfirmation, 1", "UnsubscribeConfirmation, 2"
  })
  void bothTakeWhatSnsSigned(String type, String version) {
    var fields = type.equals("Notification") ? Sender.notification() : Sender.confirmation(type);
    fields.put("SignatureVersion", version);

    assertThat(weTake(sns.signed(fields))).isTrue();
    assertThat(sdkTakes(sns.signed(fields))).isTrue();
  }

  @Test
  void bothTakeASubject() {
    var fields = Sender.notification();
    fields.put("Subject", "My message subject");

    assertThat(weTake(sns.signed(fields))).isTrue();
    assertThat(sdkTakes(sns.signed(fields))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"})
  void bothRefuseWhatWasChangedAfterwards(String name) {
    var fields = Sender.notification();
    fields.put("Subject", "My message subject");
    var signature = sns.signature(fields);
    fields.put(name, name.equals("Timestamp") ? "2026-03-06T19:53:21.425Z" : "another");
    fields.put("Signature", signature);

    assertThat(weTake(Sender.json(fields))).isFalse();
    assertThat(sdkTakes(Sender.json(fields))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://sns.eu-west-1.amazonaws.com/a.pem",
        "https://sns.eu-west-1.amazonaws.com.evil.example/a.pem",
        "https://sns.us-east-1.amazonaws.com/a.pem",
        "https://SNS.eu-west-1.amazonaws.com/a.pem",
      })
  void bothRefuseACertificateFromElsewhere(String url) {
    assertThat(weTake(sns.signed(withCertificate(url)))).isFalse();
    assertThat(sdkTakes(sns.signed(withCertificate(url)))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://user@sns.eu-west-1.amazonaws.com/a.pem",
        "https://sns.eu-west-1.amazonaws.com:8443/a.pem",
        "https://sns.eu-west-1.amazonaws.com/a",
        "https://sns.eu-west-1.amazonaws.com/?Action=x&a=.pem",
      })
  void weLookAtMoreOfTheUrlThanTheSdk(String url) {
    assertThat(weTake(sns.signed(withCertificate(url)))).isFalse();
    assertThat(sdkTakes(sns.signed(withCertificate(url)))).isTrue();
  }

  @Test
  void bothRefuseACertificateThatIsMadeOutToSomebodyElse() throws Exception {
    var stranger = Sender.named("sns.example.com", folder);
    var body = stranger.signed(Sender.notification());

    assertThat(weTake(body, stranger)).isFalse();
    assertThat(sdkTakes(body, stranger)).isFalse();
  }

  /** When this fails because the SDK takes it, the reason for our own check is gone. */
  @Test
  void onlyWeTakeAMessageOfAWholeSecond() {
    var fields = Sender.notification();
    fields.put("Timestamp", "2026-03-06T19:53:21.000Z");

    assertThat(weTake(sns.signed(fields))).isTrue();
    assertThat(sdkTakes(sns.signed(fields))).isFalse();
  }

  private static Map<String, String> withCertificate(String url) {
    var fields = new LinkedHashMap<>(Sender.notification());
    fields.put("SigningCertURL", url);
    return fields;
  }

  private static boolean weTake(byte[] body) {
    return weTake(body, sns);
  }

  private static boolean weTake(byte[] body, Sender sender) {
    var verifier =
        new Verifier(List.of(Sender.TOPIC), (_, _) -> Optional.of(sender.pem()), Clock.systemUTC());
    return verifier.verify(body) instanceof Verdict.Genuine;
  }

  private static boolean sdkTakes(byte[] body) {
    return sdkTakes(body, sns);
  }

  private static boolean sdkTakes(byte[] body, Sender sender) {
    try (var manager =
        SnsMessageManager.builder()
            .region(Region.EU_WEST_1)
            .httpClient(new Serving(sender.pem()))
            .build()) {
      manager.parseMessage(new String(body, UTF_8));
      return true;
    } catch (SdkException | IllegalStateException _) {
      return false;
    }
  }

  /** Gives the certificate to whoever asks for anything. */
  private static final class Serving implements SdkHttpClient {
    private final byte[] pem;

    private Serving(byte[] pem) {
      this.pem = pem;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      return new ExecutableHttpRequest() {
        @Override
        public HttpExecuteResponse call() {
          return HttpExecuteResponse.builder()
              .response(SdkHttpResponse.builder().statusCode(200).build())
              .responseBody(AbortableInputStream.create(new ByteArrayInputStream(pem)))
              .build();
        }

        @Override
        public void abort() {}
      };
    }

    @Override
    public void close() {}
  }
}
