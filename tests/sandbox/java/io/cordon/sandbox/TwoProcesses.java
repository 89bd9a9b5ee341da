package io.cordon.sandbox;

import io.cordon.sandbox.aws.AccountSeed;
import io.cordon.sandbox.aws.AwsEmulator;
import io.cordon.sandbox.aws.SeededAccount;
import io.cordon.sandbox.slack.Connection;
import io.cordon.sandbox.slack.SecurityTeam;
import io.cordon.sandbox.slack.SlackWorkspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * Two Cordon processes from the jar on one table, in one workspace. What Alice does reaches the
 * first one, and what Bob does the second one; findings reach the first one.
 */
final class TwoProcesses implements AutoCloseable {
  /** Small, and ready soon: there are two of them beside an emulated AWS. */
  private static final List<String> JVM =
      List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  final AwsEmulator aws;
  final SeededAccount account;
  final SlackWorkspace slack;
  private final CordonProcess first;
  private final CordonProcess second;

  private TwoProcesses(
      AwsEmulator aws,
      SeededAccount account,
      SlackWorkspace slack,
      CordonProcess first,
      CordonProcess second) {
    this.aws = aws;
    this.account = account;
    this.slack = slack;
    this.first = first;
    this.second = second;
  }

  /**
   * Starts them.
   *
   * @param aws empty; is filled, and not closed
   * @param folder for logs and the configuration
   */
  static TwoProcesses start(AwsEmulator aws, Path jar, Path folder, Clock clock) {
    var account = new AccountSeed(aws.clients()).plant();
    var anywhere = new Connection.Http(URI.create("http://127.0.0.1:1/"));
    var slack = SlackWorkspace.start(SecurityTeam.reaching(anywhere), 0, clock);
    slack.limitRates(false);
    var file = folder.resolve("cordon.yaml");
    write(file, CordonConfig.yaml(account, "cordon", "http", null));
    var environment =
        CordonConfig.environment(slack.setup(), slack.apiUrl(), aws.endpoint(), file.toString());
    var first = process(jar, folder.resolve("first.log"), environment);
    var second = process(jar, folder.resolve("second.log"), environment);
    slack.connect(SecurityTeam.ALICE, clicks(first));
    slack.connect(SecurityTeam.BOB, clicks(second));
    new AccountSeed(aws.clients()).deliverTo(account, first.address().resolve("/sns"));
    return new TwoProcesses(aws, account, slack, first, second);
  }

  private static CordonProcess process(Path jar, Path log, Map<String, String> environment) {
    return CordonProcess.start(jar, JVM, environment, Sandbox.freePort(0), log);
  }

  private static Connection clicks(CordonProcess process) {
    return new Connection.Http(process.address().resolve("/slack/events"));
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  /** Every line of every case's ledger, as it is in S3. */
  List<String> ledger() {
    var s3 = aws.clients().s3();
    var bucket = account.evidence().bucket();
    return s3.listObjectsV2Paginator(r -> r.bucket(bucket).prefix("cases/")).contents().stream()
        .map(o -> o.key())
        .filter(key -> key.contains("/ledger/"))
        .sorted()
        .flatMap(key -> s3.getObjectAsBytes(r -> r.bucket(bucket).key(key)).asUtf8String().lines())
        .toList();
  }

  @Override
  public void close() {
    first.close();
    second.close();
    slack.close();
  }
}
