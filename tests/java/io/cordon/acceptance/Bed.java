package io.cordon.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cordon.bot.Cordon;
import io.cordon.bot.config.ConfigReader;
import io.cordon.sandbox.CordonConfig;
import io.cordon.sandbox.aws.AccountSeed;
import io.cordon.sandbox.aws.AwsEmulator;
import io.cordon.sandbox.aws.SeededAccount;
import io.cordon.sandbox.slack.Connection;
import io.cordon.sandbox.slack.Message;
import io.cordon.sandbox.slack.SecurityTeam;
import io.cordon.sandbox.slack.SlackWorkspace;
import io.cordon.sandbox.slack.View;
import io.cordon.sandbox.sns.Sender;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** The whole bot in this JVM, between the emulated AWS and a local Slack, reached as outside. */
final class Bed implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String CERTIFICATE = "SimpleNotificationService-made-up.pem";

  final AwsEmulator aws;
  final SeededAccount account;
  final SlackWorkspace slack;
  private final List<Cordon> processes = new ArrayList<>();
  private final Supplier<Cordon> starting;
  private final Sender sns;
  private final HttpClient http = HttpClient.newHttpClient();

  private Bed(
      AwsEmulator aws,
      SeededAccount account,
      SlackWorkspace slack,
      Supplier<Cordon> starting,
      Sender sns) {
    this.aws = aws;
    this.account = account;
    this.slack = slack;
    this.starting = starting;
    this.sns = sns;
    processes.add(starting.get());
  }

  /** Slack reaches the bot over HTTP, and so does SNS. */
  static Bed overHttp(Path folder) throws Exception {
    return start(folder, "http");
  }

  /** No port is open: Socket Mode, and a queue. */
  static Bed overSocketAndQueue(Path folder) throws Exception {
    return start(folder, "socket");
  }

  private static Bed start(Path folder, String connection) throws Exception {
    var aws = AwsEmulator.shared();
    aws.reset();
    var account = new AccountSeed(aws.clients()).plant();
    var sns = Sender.named("sns.amazonaws.com", folder);
    sns.putCertificateAt(folder.resolve(CERTIFICATE));
    var socket = connection.equals("socket");
    var slack =
        SlackWorkspace.start(
            SecurityTeam.reaching(
                socket
                    ? new Connection.Socket()
                    : new Connection.Http(URI.create("http://127.0.0.1:1/"))),
            0,
            Clock.systemUTC());
    slack.limitRates(false);
    var file = folder.resolve("cordon.yaml");
    var yaml =
        CordonConfig.yaml(
            account, "cordon", connection, socket ? account.findings().queue() : null);
    Files.writeString(
        file, socket ? yaml : yaml.replace("certificates: endpoint", "certificates: " + folder));
    var environment =
        new HashMap<>(
            CordonConfig.environment(
                slack.setup(), slack.apiUrl(), aws.endpoint(), file.toString()));
    environment.put("CORDON_PORT", "0");
    var config = ConfigReader.read(environment, arn -> arn);
    Supplier<Cordon> starting =
        () ->
            Cordon.start(
                config,
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create("AKIACORDON0SANDBOX00", "sandbox")),
                Clock.systemUTC());
    var bed = new Bed(aws, account, slack, starting, sns);
    if (!socket) {
      slack.connect(new Connection.Http(bed.address("/slack/events")));
    }
    return bed;
  }

  /** Starts one more on the same table. */
  void startAnother() {
    processes.add(starting.get());
  }

  /** Ends the first one. */
  void endFirst() {
    processes.removeFirst().close();
  }

  URI address(String path) {
    return address(0, path);
  }

  /** Where the n-th process is reached, counted from 0. */
  URI address(int process, String path) {
    return URI.create("http://127.0.0.1:" + processes.get(process).port() + path);
  }

  /** The fields of an SNS message with this text, from our topic, not yet signed. */
  Map<String, String> envelope(String text) {
    var fields = new HashMap<>(Sender.notification());
    fields.put("MessageId", UUID.randomUUID().toString());
    fields.put("TopicArn", account.findings().topic());
    fields.put("Message", text);
    return fields;
  }

  byte[] signed(Map<String, String> fields) {
    return sns.signed(fields);
  }

  /** Sends a text as SNS does; answers the message's id. */
  String deliver(String text) {
    var fields = envelope(text);
    var answer = post("/sns", signed(fields), Map.of());
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
    return fields.getOrDefault("MessageId", "");
  }

  HttpResponse<String> post(String path, byte[] body, Map<String, String> headers) {
    return post(0, path, body, headers);
  }

  HttpResponse<String> post(int process, String path, byte[] body, Map<String, String> headers) {
    return post(address(process, path), body, headers);
  }

  HttpResponse<String> post(URI address, byte[] body, Map<String, String> headers) {
    var request =
        HttpRequest.newBuilder(address).POST(HttpRequest.BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    return send(request.build());
  }

  HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(address(path)).build());
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Every line of every case's ledger, as it is in S3. */
  List<JsonNode> ledger() {
    return ledgerLines().stream().map(Bed::json).toList();
  }

  List<String> ledgerLines() {
    var bucket = account.evidence().bucket();
    return aws
        .clients()
        .s3()
        .listObjectsV2Paginator(r -> r.bucket(bucket).prefix("cases/"))
        .contents()
        .stream()
        .map(o -> o.key())
        .filter(key -> key.contains("/ledger/"))
        .sorted()
        .flatMap(key -> object(key).lines())
        .toList();
  }

  String object(String key) {
    return aws.clients()
        .s3()
        .getObjectAsBytes(r -> r.bucket(account.evidence().bucket()).key(key))
        .asUtf8String();
  }

  List<JsonNode> ledger(String kind) {
    return ledger().stream().filter(e -> e.path("kind").asText().equals(kind)).toList();
  }

  Message awaitMessage(String words) throws InterruptedException {
    return slack.awaitSome(
        "a message with " + words,
        () ->
            slack.messages(SecurityTeam.CHANNEL).stream()
                .filter(m -> slack.text(m).contains(words))
                .findFirst(),
        PATIENCE);
  }

  void awaitEphemeral(String user, String words) throws InterruptedException {
    slack.await(
        user + " is told " + words,
        () -> slack.ephemerals(user).stream().anyMatch(m -> slack.text(m).contains(words)),
        PATIENCE);
  }

  void awaitThread(Message card, String words) throws InterruptedException {
    slack.await(
        "the thread says " + words,
        () ->
            slack.thread(card.channel(), card.ts()).stream()
                .anyMatch(m -> slack.text(m).contains(words)),
        PATIENCE);
  }

  /** Fills the modal that a user has before them. */
  void submit(String user, String reason) throws InterruptedException {
    View modal = slack.awaitSome("a modal", () -> slack.modal(user), PATIENCE);
    slack.as(user).submit(modal, Map.of("reason", List.of(reason)));
  }

  static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    processes.forEach(Cordon::close);
    slack.close();
  }
}
