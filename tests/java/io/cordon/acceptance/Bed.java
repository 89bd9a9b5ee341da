package io.cordon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cordon.bot.Cordon;
import io.cordon.bot.config.BadConfig;
import io.cordon.bot.config.ConfigReader;
import io.cordon.sandbox.CordonConfig;
import io.cordon.sandbox.CordonProcess;
import io.cordon.sandbox.RequestForm;
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
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * The whole bot, between the emulated AWS and a local Slack, reached as outside: in this JVM, or as
 * processes from its jar, or several of both over one table.
 */
final class Bed implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String CERTIFICATE = "SimpleNotificationService-made-up.pem";

  final AwsEmulator aws;
  final SeededAccount account;
  final SlackWorkspace slack;
  private final List<Cordon> processes = new ArrayList<>();
  private final Map<String, String> environment;
  private final Path folder;
  private final boolean overHttp;
  private final Sender sns;
  private final Deque<Runnable> running = new ArrayDeque<>();
  private URI cordon = URI.create("http://127.0.0.1:1");
  private final HttpClient http = HttpClient.newHttpClient();

  private Bed(
      AwsEmulator aws,
      SeededAccount account,
      SlackWorkspace slack,
      Map<String, String> environment,
      Path folder,
      boolean overHttp,
      Sender sns) {
    this.aws = aws;
    this.account = account;
    this.slack = slack;
    this.environment = environment;
    this.folder = folder;
    this.overHttp = overHttp;
    this.sns = sns;
  }

  /** Slack reaches the bot over HTTP, and so does SNS. */
  static Bed overHttp(Path folder) throws Exception {
    return makeOverHttp(folder).start();
  }

  /** No port is open: Socket Mode, and a queue. */
  static Bed overSocketAndQueue(Path folder) throws Exception {
    return makeOverSocketAndQueue(folder).start();
  }

  /** As {@link #overHttp}, in a team with other rules for approvals. */
  static Bed withApprovals(Path folder, String approvals) throws Exception {
    return make(folder, "http", approvals).start();
  }

  /** As {@link #overHttp}, but no Cordon runs yet. */
  static Bed makeOverHttp(Path folder) throws Exception {
    return make(folder, "http", "{E: 0, C: 0, D: 2, expiry: 15m}");
  }

  /** As {@link #overSocketAndQueue}, but no Cordon runs yet. */
  static Bed makeOverSocketAndQueue(Path folder) throws Exception {
    return make(folder, "socket", "{E: 0, C: 0, D: 2, expiry: 15m}");
  }

  private static Bed make(Path folder, String connection, String approvals) throws Exception {
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
            account, "cordon", connection, socket ? account.findings().queue() : null, approvals);
    Files.writeString(
        file, socket ? yaml : yaml.replace("certificates: endpoint", "certificates: " + folder));
    var environment =
        new HashMap<>(
            CordonConfig.environment(
                slack.setup(), slack.apiUrl(), aws.endpoint(), file.toString()));
    environment.put("CORDON_PORT", "0");
    return new Bed(aws, account, slack, environment, folder, !socket, sns);
  }

  /** Starts a Cordon in this JVM, one more if some run; Slack and SNS reach it from now on. */
  Bed start() throws BadConfig {
    startAnother();
    reach(processes.getLast().port());
    return this;
  }

  /** Starts one more on the same table, which nobody reaches but by its address. */
  void startAnother() throws BadConfig {
    var started =
        Cordon.start(
            ConfigReader.read(environment, arn -> arn),
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create("AKIACORDON0SANDBOX00", "sandbox")),
            Clock.systemUTC());
    running.push(started::close);
    processes.add(started);
  }

  /** Ends the first one; what SNS sends goes to the next from now on. */
  void endFirst() {
    processes.removeFirst().close();
    cordon = address(0, "/");
  }

  /** Where the n-th process in this JVM is reached, counted from 0. */
  URI address(int process, String path) {
    return URI.create("http://127.0.0.1:" + processes.get(process).port() + path);
  }

  /** Starts a Cordon from its jar; Slack and SNS reach it from now on. */
  CordonProcess startProcess() throws IOException {
    var jar = Path.of(System.getProperty("cordon.jar", "../bot/target/cordon.jar"));
    assertThat(jar)
        .as("this test runs the jar, which `mvn verify` or `mvn package` makes first")
        .exists();
    int port;
    try (var socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    var log = folder.resolve("cordon-" + port + ".log");
    var process = CordonProcess.start(jar, List.of(), environment, port, log);
    running.push(process::close);
    reach(port);
    return process;
  }

  private void reach(int port) {
    cordon = URI.create("http://127.0.0.1:" + port);
    if (overHttp) {
      slack.connect(new Connection.Http(cordon.resolve("/slack/events")));
    }
  }

  URI address(String path) {
    return cordon.resolve(path);
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
    return post(address(path), body, headers);
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

  /** What /metrics says of a part: whether its last call failed. */
  boolean isDown(String part) {
    return get("/metrics").body().contains("cordon_part_down{part=\"" + part + "\"} 1.0");
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
                // Its lines, not the card itself.
                .skip(1)
                .anyMatch(m -> slack.text(m).contains(words)),
        PATIENCE);
  }

  /** Fills the modal that a user has before them. */
  void submit(String user, String reason) throws InterruptedException {
    View modal = slack.awaitSome("a modal", () -> slack.modal(user), PATIENCE);
    slack.as(user).submit(modal, RequestForm.words(modal, reason));
  }

  /** A copy of a request for approval, as somebody has it directly. */
  Message awaitRequest(String user) throws InterruptedException {
    return slack.awaitSome(
        user + " has the request",
        () ->
            slack.directMessages(user).stream()
                .filter(m -> slack.text(m).contains("Approval needed"))
                .findFirst(),
        PATIENCE);
  }

  /** Opens a dialog by a button on a message, and waits for it. */
  View open(String user, Message message, String button) throws InterruptedException {
    var before = slack.modal(user).map(View::id);
    slack.as(user).click(message, button);
    return slack.awaitSome(
        "a modal after " + button,
        () -> slack.modal(user).filter(v -> !Optional.of(v.id()).equals(before)),
        PATIENCE);
  }

  /** Reviews a request and approves it. */
  void approve(String user, Message request, String reason) throws InterruptedException {
    var modal = open(user, request, "Review…");
    slack.as(user).submit(modal, Map.of("choice", List.of("Approve"), "reason", List.of(reason)));
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
    aws.clearFaults();
    slack.heal();
    while (!running.isEmpty()) {
      running.pop().run();
    }
    slack.close();
  }
}
