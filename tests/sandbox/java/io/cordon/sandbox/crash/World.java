package io.cordon.sandbox.crash;

import io.cordon.bot.Cordon;
import io.cordon.bot.config.BadConfig;
import io.cordon.bot.config.ConfigReader;
import io.cordon.sandbox.CordonConfig;
import io.cordon.sandbox.CordonProcess;
import io.cordon.sandbox.aws.AccountSeed;
import io.cordon.sandbox.aws.AwsEmulator;
import io.cordon.sandbox.aws.GuardDutyFinding;
import io.cordon.sandbox.aws.SeededAccount;
import io.cordon.sandbox.slack.Connection;
import io.cordon.sandbox.slack.SecurityTeam;
import io.cordon.sandbox.slack.SlackWorkspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** One AWS account and one Slack workspace, made for one run, and Cordon from its jar in it. */
final class World implements AutoCloseable {
  static final String TABLE = "cordon";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Two of them start for each run; what the compiler would gain later is never earned back. */
  private static final List<String> QUICK_START =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m");

  private final Path jar;
  private final Path folder;
  private final AwsEmulator aws;
  private final SeededAccount account;
  private final SlackWorkspace slack;
  private final Clock clock;
  private final int port;
  private final Map<String, String> environment;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private volatile @Nullable CordonProcess cordon;

  private World(
      Path jar,
      Path folder,
      AwsEmulator aws,
      SeededAccount account,
      SlackWorkspace slack,
      Clock clock,
      int port,
      Map<String, String> environment) {
    this.jar = jar;
    this.folder = folder;
    this.aws = aws;
    this.account = account;
    this.slack = slack;
    this.clock = clock;
    this.port = port;
    this.environment = environment;
  }

  /**
   * A world in which nothing happened yet, in an emulated AWS that forgets all it had.
   *
   * @param approvals how many must agree to what, as in the configuration
   */
  static World empty(Path jar, Path folder, AwsEmulator aws, Clock clock, String approvals) {
    try {
      Files.createDirectories(folder);
      aws.reset();
      var account = new AccountSeed(aws.clients()).plant();
      var port = freePort();
      var reach = new Connection.Http(URI.create("http://127.0.0.1:" + port + "/slack/events"));
      var slack = SlackWorkspace.start(SecurityTeam.reaching(reach), 0, clock);
      slack.limitRates(false);
      var file = folder.resolve("cordon.yaml");
      Files.writeString(file, CordonConfig.yaml(account, TABLE, "http", null, approvals));
      var environment =
          CordonConfig.environment(slack.setup(), slack.apiUrl(), aws.endpoint(), file.toString());
      return new World(jar, folder, aws, account, slack, clock, port, environment);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Has a Cordon in this JVM, which starts faster, take a finding in and post its card. */
  void openCase() throws InterruptedException {
    var here = new HashMap<>(environment);
    here.put("CORDON_PORT", "0");
    try (var preparing =
        Cordon.start(
            ConfigReader.read(here, arn -> arn),
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create("AKIACORDON0SANDBOX00", "sandbox")),
            clock)) {
      if (!post(publishFinding(), preparing.port())) {
        throw new IllegalStateException("the first finding was not taken");
      }
      slack.await("the card", () -> !slack.messages(SecurityTeam.CHANNEL).isEmpty(), PATIENCE);
      var found = Found.awaitRest(this, Scenario.FINDING_IN);
      if (!found.isRight()) {
        throw new IllegalStateException("the case was not opened well: " + found.wrong());
      }
    } catch (BadConfig e) {
      throw new IllegalStateException(e);
    }
  }

  /** Starts Cordon, without waiting for it. */
  CordonProcess launch(List<String> properties) {
    var options = new ArrayList<>(QUICK_START);
    options.addAll(properties);
    var launched =
        CordonProcess.launch(jar, options, environment, port, folder.resolve("cordon.log"));
    cordon = launched;
    return launched;
  }

  /** Whether Cordon runs. */
  boolean isUp() {
    var running = cordon;
    return running != null && running.isAlive();
  }

  /** Has GuardDuty find something about the server; answers the message as SNS signed it. */
  byte[] publishFinding() {
    GuardDutyFinding.first("16afba5c5c43e07c9e3e5e2e544e95df", clock.instant())
        .publish(aws.clients(), account);
    var received =
        aws.clients()
            .sqs()
            .receiveMessage(r -> r.queueUrl(account.findings().queue()).waitTimeSeconds(5))
            .messages();
    return received.getFirst().body().getBytes(StandardCharsets.UTF_8);
  }

  /** Posts a message as SNS does; whether it was taken. */
  boolean post(byte[] message) {
    return post(message, port);
  }

  private boolean post(byte[] message, int to) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + to + "/sns"))
            // SNS gives an endpoint 15 seconds (developer guide, HTTP/HTTPS delivery).
            .timeout(Duration.ofSeconds(15))
            .POST(HttpRequest.BodyPublishers.ofByteArray(message))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The folder for logs of this run. */
  Path folder() {
    return folder;
  }

  /** The emulated AWS. */
  AwsEmulator aws() {
    return aws;
  }

  /** What the account holds. */
  SeededAccount account() {
    return account;
  }

  /** The workspace. */
  SlackWorkspace slack() {
    return slack;
  }

  /** The time. */
  Clock clock() {
    return clock;
  }

  @Override
  public void close() {
    var running = cordon;
    if (running != null) {
      running.kill();
    }
    http.close();
    slack.close();
  }
}
