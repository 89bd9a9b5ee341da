package io.cordon.bot.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.encoder.Encoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class LoggingTest {
  private final LoggerContext context = new LoggerContext();

  LoggingTest() {
    context.setMDCAdapter(new LogbackMDCAdapter());
  }

  @Test
  void writesOneJsonObjectALineWithTheIdsOfTheContext() throws Exception {
    var event = event("took\na click", null);
    event.setMDCPropertyMap(Map.of("case", "IR-2026-042", "action", "a-1", "actor", "U0ALICE"));

    var text = text(Logging.forMachines(context), event);

    assertThat(text).endsWith("\n").containsOnlyOnce("\n");
    JsonNode line = new ObjectMapper().readTree(text);
    assertThat(line.get("at").asText()).isNotEmpty();
    assertThat(line.get("level").asText()).isEqualTo("INFO");
    assertThat(line.get("message").asText()).isEqualTo("took\na click");
    assertThat(line.get("case").asText()).isEqualTo("IR-2026-042");
    assertThat(line.get("action").asText()).isEqualTo("a-1");
    assertThat(line.get("actor").asText()).isEqualTo("U0ALICE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "token xoxb-12-34-TOPSECRET used",
        "token xoxp-TOPSECRET",
        "token xoxa-2-TOPSECRET",
        "token xoxe.xoxb-1-TOPSECRET",
        "Bearer xapp-1-A0-TOPSECRET",
        "{\"token\":\"xoxb-TOPSECRET\",\"x\":1}",
        "GET https://b.s3.amazonaws.com/k?X-Amz-Date=2026&X-Amz-Signature=TOPSECRET&x=1",
        "GET https://b.s3.amazonaws.com/k?x-amz-security-token=TOPSECRET",
        "GET https://b.s3.amazonaws.com/k?X-Amz-Credential=TOPSECRET%2F2026",
        "answered at https://hooks.slack.com/actions/T1/2/TOPSECRET",
        "{\"response_url\":\"http://127.0.0.1:5001/respond/TOPSECRET\",\"x\":1}",
        "{\\\"response_url\\\": \\\"http://127.0.0.1:5001/respond/TOPSECRET\\\"}",
        "response_url=https://example.com/TOPSECRET",
      })
  void masksSecretsInMessagesAndStackTraces(String text) {
    var event = event("said " + text, new IOException("failed: " + text));

    assertThat(text(Logging.forMachines(context), event))
        .contains("[secret]", "said ", "failed: ")
        .doesNotContain("TOPSECRET");
    assertThat(text(Logging.forPeople(context), event))
        .contains("[secret]", "said ", "failed: ")
        .doesNotContain("TOPSECRET");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "case IR-2026-042 of U0ALICE in C0SECURITY",
        "https://eu-west-1.console.aws.amazon.com/x?a=b",
        "no response_url was given",
      })
  void leavesOtherTextAsItIs(String text) {
    assertThat(text(Logging.forPeople(context), event(text, null))).contains(text);
  }

  @Test
  void keepsTheLoggersQuietThatWriteBodiesAndSignatures() {
    new Logging().configure(context);

    for (var name :
        new String[] {
          "com.slack.api.app_backend.SlackSignature",
          "com.slack.api.bolt.middleware.builtin.RequestVerification",
          "software.amazon.awssdk.request",
          "software.amazon.awssdk.auth.signer",
          "org.apache.http.wire"
        }) {
      assertThat(context.getLogger(name).isDebugEnabled()).as(name).isFalse();
    }
  }

  @Test
  void isFoundByLogbackItself() {
    var running = (LoggerContext) LoggerFactory.getILoggerFactory();

    assertThat(running.getLogger("org.eclipse.jetty").getLevel()).isEqualTo(Level.WARN);
  }

  private LoggingEvent event(String message, @Nullable Throwable thrown) {
    return new LoggingEvent(
        "", context.getLogger("io.cordon.Test"), Level.INFO, message, thrown, null);
  }

  private static String text(Encoder<ILoggingEvent> encoder, ILoggingEvent event) {
    return new String(encoder.encode(event), StandardCharsets.UTF_8);
  }
}
