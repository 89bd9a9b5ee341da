package io.cordon.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;

class FindingDeliveryTest {
  private static final String ID = "16afba5c5c43e07c9e3e5e2e544e95df";
  private static final Instant SEEN = Instant.parse("2026-11-24T10:00:00Z");

  private record Delivery(String type, String topic, String subscription, JsonNode body) {}

  private final AwsEmulator aws = AwsEmulator.shared();
  private final AwsClients clients = aws.clients();
  private final ObjectMapper json = new ObjectMapper();
  private final Queue<Delivery> deliveries = new ConcurrentLinkedQueue<>();
  private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();
  private final HttpServer endpoint = listening();
  private final SeededAccount seeded = planted();

  private static HttpServer listening() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private SeededAccount planted() {
    aws.reset();
    return new AccountSeed(clients).plant();
  }

  @BeforeEach
  void subscribe() {
    endpoint.createContext("/sns", this::take);
    endpoint.start();
    new AccountSeed(clients)
        .deliverTo(
            seeded,
            URI.create("http://127.0.0.1:%d/sns".formatted(endpoint.getAddress().getPort())));
  }

  @AfterEach
  void stop() {
    endpoint.stop(0);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      var headers = exchange.getRequestHeaders();
      deliveries.add(
          new Delivery(
              headers.getFirst("x-amz-sns-message-type"),
              headers.getFirst("x-amz-sns-topic-arn"),
              headers.getFirst("x-amz-sns-subscription-arn"),
              json.readTree(exchange.getRequestBody())));
      Integer status = answers.poll();
      exchange.sendResponseHeaders(status == null ? 200 : status, -1);
    }
  }

  @Test
  void aFindingArrivesInTheQueueAsGuardDutySendsIt() throws Exception {
    GuardDutyFinding.first(ID, SEEN).again(SEEN.plusSeconds(60)).publish(clients, seeded);

    JsonNode event = json.readTree(envelope(received().getFirst()).path("Message").asText());
    assertThat(event.path("detail-type").asText()).isEqualTo("GuardDuty Finding");
    JsonNode finding = event.path("detail");
    assertThat(finding.path("id").asText()).isEqualTo(ID);
    assertThat(finding.path("severity").asDouble()).isEqualTo(8);
    assertThat(finding.at("/service/count").asInt()).isEqualTo(2);
    assertThat(finding.path("createdAt").asText()).isEqualTo("2026-11-24T10:00:00.000Z");
    assertThat(finding.path("updatedAt").asText()).isEqualTo("2026-11-24T10:01:00.000Z");
    assertThat(finding.at("/resource/instanceDetails/instanceId").asText())
        .isEqualTo(seeded.server().instance());
    assertThat(event.toString()).doesNotContain("{{");
  }

  @Test
  void theSameFindingArrivesOverHttpWithSnsHeadersAndAValidSignature() throws Exception {
    String id = GuardDutyFinding.first(ID, SEEN).publish(clients, seeded);

    await().until(() -> deliveries.size() == 1);
    Delivery delivery = deliveries.element();
    assertThat(delivery.type()).isEqualTo("Notification");
    assertThat(delivery.topic()).isEqualTo(seeded.findings().topic());
    assertThat(delivery.subscription()).startsWith(seeded.findings().topic() + ":");
    assertThat(delivery.body().path("MessageId").asText()).isEqualTo(id);
    assertThat(delivery.body().path("SignatureVersion").asText()).isEqualTo("2");
    assertThat(verifies(delivery.body())).isTrue();
  }

  @Test
  void theSignatureCoversTheSubjectAndTheQueuesCopyIsSignedToo() throws Exception {
    clients
        .sns()
        .publish(
            r -> r.topicArn(seeded.findings().topic()).subject("An alarm").message("Grüße\n<b>"));

    await().until(() -> deliveries.size() == 1);
    assertThat(deliveries.element().body().path("Subject").asText()).isEqualTo("An alarm");
    assertThat(verifies(deliveries.element().body())).isTrue();
    assertThat(verifies(envelope(received().getFirst()))).isTrue();
  }

  @Test
  void theCertificateIsFoundUnderSnssHostNameInTheMessagesRegion() throws Exception {
    var elsewhere = clients.inAccount("111122223333").in("us-east-1");
    SeededAccount other = new AccountSeed(elsewhere, "-us").plant();
    GuardDutyFinding.first(ID, SEEN).publish(elsewhere, other);
    Message message =
        elsewhere
            .sqs()
            .receiveMessage(r -> r.queueUrl(other.findings().queue()))
            .messages()
            .getFirst();
    URI certificate = URI.create(envelope(message).path("SigningCertURL").asText());

    assertThat(certificate.getHost()).isEqualTo("sns.us-east-1.amazonaws.com");
    assertThat(fetched(certificate)).startsWith("-----BEGIN CERTIFICATE-----");
  }

  @Test
  void aDeliveryThatFailsIsTriedAgainAndOneThatIsRefusedIsNot() {
    answers.addAll(List.of(503, 500, 400));
    GuardDutyFinding.first(ID, SEEN).publish(clients, seeded);
    await().until(() -> deliveries.size() == 3);

    GuardDutyFinding.first(ID, SEEN).again(SEEN).publish(clients, seeded);

    await().until(() -> deliveries.size() == 4);
    assertThat(deliveries.stream().map(d -> d.body().path("MessageId").asText()).distinct())
        .hasSize(2);
  }

  @Test
  void publishingDoesNotWaitForAnEndpointThatIsDown() {
    endpoint.stop(0);

    GuardDutyFinding.first(ID, SEEN).publish(clients, seeded);

    assertThat(received()).hasSize(1);
  }

  @Test
  void aMessageThatIsReceivedFiveTimesInVainGoesToTheDeadQueue() {
    GuardDutyFinding.first(ID, SEEN).publish(clients, seeded);
    for (int i = 0; i < 5; i++) {
      Message message = received().getFirst();
      clients
          .sqs()
          .changeMessageVisibility(r ->
              r.queueUrl(seeded.findings().queue())
                  .receiptHandle(message.receiptHandle())
                  .visibilityTimeout(0));
    }

    assertThat(received()).isEmpty();
    assertThat(
            clients.sqs().receiveMessage(r -> r.queueUrl(seeded.findings().deadQueue())).messages())
        .hasSize(1);
  }

  private List<Message> received() {
    return clients
        .sqs()
        .receiveMessage(r -> r.queueUrl(seeded.findings().queue()).maxNumberOfMessages(10))
        .messages();
  }

  private JsonNode envelope(Message message) throws IOException {
    return json.readTree(message.body());
  }

  private boolean verifies(JsonNode envelope) throws Exception {
    var text = new StringBuilder();
    for (String name :
        List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type")) {
      if (envelope.has(name)) {
        text.append(name).append('\n').append(envelope.path(name).asText()).append('\n');
      }
    }
    URI url = URI.create(envelope.path("SigningCertURL").asText());
    var certificate =
        CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new ByteArrayInputStream(fetched(url).getBytes(StandardCharsets.US_ASCII)));
    var signature = Signature.getInstance("SHA256withRSA");
    signature.initVerify(certificate);
    signature.update(text.toString().getBytes(StandardCharsets.UTF_8));
    return signature.verify(Base64.getDecoder().decode(envelope.path("Signature").asText()));
  }

  private String fetched(URI certificate) throws IOException {
    try (var socket = new Socket(aws.endpoint().getHost(), aws.endpoint().getPort())) {
      socket
          .getOutputStream()
          .write(
              "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                  .formatted(certificate.getPath(), certificate.getHost())
                  .getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return answer.substring(
          answer.indexOf("-----BEGIN"), answer.indexOf("END CERTIFICATE-----") + 20);
    }
  }
}
