package io.cordon.sandbox;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * A whole world for Cordon on this machine: an emulated AWS account, a local Slack workspace, and
 * Cordon itself from its jar between them.
 */
public final class Sandbox implements AutoCloseable {
  private static final int SLACK_PORT = 8090;

  /** Somebody else must agree to what changes anything that runs. */
  private static final String APPROVALS = "{E: 0, C: 1, D: 2, expiry: 15m}";

  private final AwsEmulator aws;
  private final SeededAccount account;
  private final SlackWorkspace slack;
  private final CordonProcess cordon;
  private final Clock clock;

  private Sandbox(
      AwsEmulator aws,
      SeededAccount account,
      SlackWorkspace slack,
      CordonProcess cordon,
      Clock clock) {
    this.aws = aws;
    this.account = account;
    this.slack = slack;
    this.cordon = cordon;
    this.clock = clock;
  }

  /**
   * Starts all of it.
   *
   * @param jar Cordon, as Maven built it
   * @param folder for logs and the configuration
   */
  public static Sandbox start(Path jar, Path folder, Clock clock) {
    try {
      Files.createDirectories(folder);
      var aws = AwsEmulator.start(clock);
      var account = new AccountSeed(aws.clients()).plant();
      var port = freePort(0);
      var cordonAt = URI.create("http://127.0.0.1:" + port);
      var setup = SecurityTeam.reaching(new Connection.Http(cordonAt.resolve("/slack/events")));
      var slack = SlackWorkspace.start(setup, freePort(SLACK_PORT), clock);
      var file = folder.resolve("cordon.yaml");
      Files.writeString(file, CordonConfig.yaml(account, "cordon", "http", null, APPROVALS));
      var environment =
          CordonConfig.environment(setup, slack.apiUrl(), aws.endpoint(), file.toString());
      var cordon =
          CordonProcess.start(jar, List.of(), environment, port, folder.resolve("cordon.log"));
      new AccountSeed(aws.clients()).deliverTo(account, cordonAt.resolve("/sns"));
      return new Sandbox(aws, account, slack, cordon, clock);
    } catch (IOException e) {
      throw new UncheckedIOException("the sandbox cannot write into " + folder, e);
    }
  }

  /** The wanted port, or any other that is free. */
  static int freePort(int wanted) {
    try (var socket = new ServerSocket(wanted)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      if (wanted == 0) {
        throw new UncheckedIOException(e);
      }
      return freePort(0);
    }
  }

  /** Has GuardDuty find that the account's web server talks to a command and control server. */
  public void deliverFinding() {
    GuardDutyFinding.first("16afba5c5c43e07c9e3e5e2e544e95df", clock.instant())
        .publish(aws.clients(), account);
  }

  /** The emulated AWS. */
  public AwsEmulator aws() {
    return aws;
  }

  /** What the account holds. */
  public SeededAccount account() {
    return account;
  }

  /** The local Slack workspace. */
  public SlackWorkspace slack() {
    return slack;
  }

  @Override
  public void close() {
    cordon.close();
    slack.close();
    aws.close();
  }

  static void main(String[] args) {
    var arguments = List.of(args);
    var clock = Clock.systemUTC();
    var jar = Path.of(System.getProperty("cordon.jar", "../bot/target/cordon.jar"));
    var folder = Path.of("target", "sandbox").toAbsolutePath();
    System.out.println("Starting an emulated AWS, a local Slack and Cordon (first time: a minute)");
    var sandbox = start(jar.toAbsolutePath(), folder, clock);
    var stop = new Thread(sandbox::close);
    Runtime.getRuntime().addShutdownHook(stop);
    sandbox.deliverFinding();
    if (arguments.contains("--unattended")) {
      System.exit(new Walkthrough(sandbox).run() ? 0 : 1);
    }
    System.out.println(sandbox.invitation(folder));
    stayUntilInterrupted();
  }

  private String invitation(Path folder) {
    return """

    The channel is at %s

    A GuardDuty finding about the web server %s has just come in. Try:
      1. Press Acknowledge on it: the case is yours.
      2. Press "Snapshot disks…", say why, and watch the thread.
      3. Press "Isolate instance…", confirm and say why: it waits for somebody else to agree.
      4. Change to @bob at the upper right. He has the request as a message from Cordon, and in the
         case's thread: press "Review…", approve, and watch both interfaces move.
      5. As @alice press "Undo isolation…"; she cannot approve it herself. @bob or @carol can.
      6. Type  /snapshot %s reason="second look at the disks"
      7. Type  /ir list  and  /ir timeline CASE  and  /ir verify CASE;  /ir help  tells the rest.
      8. Change to @dave: he is in no group. Press something as him.
    Cordon's log: %s
    AWS is at %s (any credentials). Ctrl-C stops all of it.
    """
        .formatted(
            slack.url(),
            account.server().instance(),
            account.server().instance(),
            folder.resolve("cordon.log"),
            aws.endpoint());
  }

  private static void stayUntilInterrupted() {
    try {
      Thread.currentThread().join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
