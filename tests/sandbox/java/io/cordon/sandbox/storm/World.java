package io.cordon.sandbox.storm;

import io.cordon.sandbox.CordonConfig;
import io.cordon.sandbox.aws.AccountSeed;
import io.cordon.sandbox.aws.LocalDynamo;
import io.cordon.sandbox.aws.MotoServer;
import io.cordon.sandbox.aws.SeededAccount;
import io.cordon.sandbox.slack.Connection;
import io.cordon.sandbox.slack.SecurityTeam;
import io.cordon.sandbox.slack.SlackWorkspace;
import io.cordon.sandbox.sns.Sender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;

/**
 * Where it storms: two Cordon processes between DynamoDB Local, moto for the rest of AWS, and a
 * Slack workspace that counts calls as Slack does.
 */
final class World implements AutoCloseable {
  private static final String SLACK_PATH = "/slack/events";

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final MotoServer aws;
  private final SeededAccount account;
  private final Sender sns;
  private final SlackWorkspace slack;
  private final Fleet fleet;

  /**
   * Starts all of it.
   *
   * @param jar Cordon, as Maven built it
   * @param dynamo the folder with DynamoDB Local's jars
   * @param folder for logs and the configuration; what is in it is written over
   */
  World(Path jar, Path dynamo, Path folder, Clock clock) throws IOException {
    empty(folder);
    aws = closing(MotoServer.start(MotoServer.home()));
    var table = closing(LocalDynamo.start(dynamo, folder));
    account = new AccountSeed(aws.clients()).plant();
    sns = Sender.named("sns.amazonaws.com", folder);
    sns.putCertificateAt(folder.resolve(Sender.CERTIFICATE));
    var nobodyYet = new Connection.Balanced(List.of());
    slack = closing(SlackWorkspace.start(SecurityTeam.reaching(nobodyYet), 0, clock));
    var file = folder.resolve("cordon.yaml");
    Files.writeString(
        file,
        CordonConfig.yaml(account, "cordon", "http", null)
            .replace("certificates: endpoint", "certificates: " + folder));
    var environment =
        new HashMap<>(
            CordonConfig.environment(
                slack.setup(), slack.apiUrl(), aws.endpoint(), file.toString()));
    environment.put("AWS_ENDPOINT_URL_DYNAMODB", table.endpoint().toString());
    fleet = closing(new Fleet(jar, folder, environment));
    fleet.start();
    slack.connect(new Connection.Balanced(fleet.all(SLACK_PATH)));
  }

  /** What an earlier storm left would be in the way. */
  private static void empty(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (var left = Files.list(folder)) {
      for (var file : left.toList()) {
        Files.delete(file);
      }
    }
  }

  private <T extends AutoCloseable> T closing(T part) {
    parts.push(part);
    return part;
  }

  MotoServer aws() {
    return aws;
  }

  SeededAccount account() {
    return account;
  }

  Sender sns() {
    return sns;
  }

  SlackWorkspace slack() {
    return slack;
  }

  Fleet fleet() {
    return fleet;
  }

  @Override
  public void close() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        System.err.println("a part did not close: " + e);
      }
    }
  }
}
