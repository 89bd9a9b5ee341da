package io.cordon.bot.config;

import io.cordon.change.Danger;
import io.cordon.findings.Severity;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that the operator decides, checked and complete. Made by {@link ConfigReader}.
 *
 * @param port where HTTP is served; 0 lets the system choose (CORDON_PORT, default 8080)
 */
public record Config(
    int port,
    Slack slack,
    Findings findings,
    Aws aws,
    Ledger ledger,
    Evidence evidence,
    People people,
    Approvals approvals) {

  /** Slack's own address (SLACK_API_URL). */
  public static final URI SLACK = URI.create("https://slack.com/api/");

  /**
   * The workspace.
   *
   * @param connection how Slack reaches us (default http)
   * @param team our workspace's id, T…
   * @param channel where cases are posted, C… or G…
   * @param botToken SLACK_BOT_TOKEN
   * @param apiUrl SLACK_API_URL (default {@link #SLACK})
   */
  public record Slack(
      Connection connection, String team, String channel, Secret botToken, URI apiUrl) {}

  /** How Slack reaches us, with the secret that this way needs. */
  public sealed interface Connection {
    /** Slack calls us; each call is signed with SLACK_SIGNING_SECRET. */
    record Http(Secret signingSecret) implements Connection {}

    /** We call Slack and keep the line open (Socket Mode), with SLACK_APP_TOKEN. */
    record Socket(Secret appToken) implements Connection {}
  }

  /**
   * What comes in.
   *
   * @param topics ARNs of the SNS topics that may send us findings; never empty
   * @param queue an SQS queue that is subscribed to the topics, to be polled; null: none
   * @param certificates where the certificates of SNS come from (default: from SNS)
   * @param window how long repeats on a resource join its open case (default 24h)
   * @param minimumSeverity findings below it are recorded without a card (default MEDIUM)
   */
  public record Findings(
      List<String> topics,
      @Nullable URI queue,
      Certificates certificates,
      Duration window,
      Severity minimumSeverity) {
    /** Copies the topics. */
    public Findings {
      topics = List.copyOf(topics);
    }
  }

  /** Where the certificates come from with which SNS signs. */
  public sealed interface Certificates {
    /** From SNS itself, over HTTPS. */
    record Fetched() implements Certificates {}

    /** From PEM files, by the file name in SigningCertURL. */
    record Folder(Path path) implements Certificates {}

    /** From an emulator of AWS, which is asked under SNS's host name. */
    record Endpoint(URI endpoint) implements Certificates {}
  }

  /**
   * Where we act.
   *
   * @param region the home region: ledger, queue, keys (default AWS_REGION)
   * @param regions every region in which we act (default: the home region)
   * @param accounts every account in which we act, by its 12 digits; never empty
   * @param endpoints where AWS is called
   */
  public record Aws(
      String region, List<String> regions, Map<String, Account> accounts, Endpoints endpoints) {
    /** Copies, and keeps the order of the file. */
    public Aws {
      regions = List.copyOf(regions);
      accounts = Collections.unmodifiableMap(new LinkedHashMap<>(accounts));
    }
  }

  /**
   * An account.
   *
   * @param alias the short name that people have for it (default: its 12 digits)
   * @param role the ARN of the role that we assume in it; null: the process's own credentials
   */
  public record Account(String alias, @Nullable String role) {}

  /**
   * The ledger's table in DynamoDB.
   *
   * @param table its name (default cordon)
   * @param create whether to make it at start when it is absent (default false)
   */
  public record Ledger(String table, boolean create) {}

  /**
   * Where evidence is kept.
   *
   * @param bucket versioned, with Object Lock
   * @param staging a bucket for uploads that are not verified yet
   * @param region the incident response region (default: the home region)
   * @param account the incident response account; null: none
   * @param signingKey signs the ledger's checkpoints
   */
  public record Evidence(
      String bucket,
      String staging,
      String region,
      @Nullable String account,
      SigningKey signingKey) {}

  /** What signs the ledger's checkpoints: ECDSA P-256. */
  public sealed interface SigningKey {
    /** A key in KMS, by alias, ARN or id. */
    record Kms(String id) implements SigningKey {}

    /** A private key in a PEM file, for the sandbox and first steps. */
    record File(Path path) implements SigningKey {}
  }

  /**
   * Who may do what: users (U…, W…) and user groups (S…).
   *
   * @param responders may click, type and request; never empty
   * @param approvers may approve; empty only if nothing wants an approval
   * @param onCall who is called; null: nobody
   */
  public record People(List<String> responders, List<String> approvers, @Nullable String onCall) {
    /** Copies. */
    public People {
      responders = List.copyOf(responders);
      approvers = List.copyOf(approvers);
    }
  }

  /**
   * How many people must approve an action.
   *
   * @param e for collecting evidence (default 0)
   * @param c for containment that can be undone (default 1)
   * @param d for what is destroyed for good (default 2)
   * @param expiry how long a request waits for its approvals, until it begins (default 15m)
   * @param accounts more for an account, by its alias; the strictest counts
   * @param severities more for cases of this severity or worse; the strictest counts
   */
  public record Approvals(
      int e,
      int c,
      int d,
      Duration expiry,
      Map<String, Map<Danger, Integer>> accounts,
      Map<Severity, Map<Danger, Integer>> severities) {
    /** Copies, and keeps the order of the file. */
    public Approvals {
      accounts = Collections.unmodifiableMap(new LinkedHashMap<>(accounts));
      severities = Collections.unmodifiableMap(new LinkedHashMap<>(severities));
    }

    /** How many approvals an action of this class needs at least; 0 to 5. */
    public int needed(Danger danger) {
      return switch (danger) {
        case E -> e;
        case C -> c;
        case D -> d;
      };
    }

    /** Whether any rule wants an approval. */
    public boolean any() {
      return Stream.concat(
              Stream.of(Map.of(Danger.E, e, Danger.C, c, Danger.D, d)),
              Stream.concat(accounts.values().stream(), severities.values().stream()))
          .flatMap(rule -> rule.values().stream())
          .anyMatch(needed -> needed > 0);
    }

    /** The classes that change what runs, and which one person alone may have run. */
    public List<Danger> unapproved() {
      return Stream.of(Danger.C, Danger.D).filter(danger -> needed(danger) == 0).toList();
    }
  }
}
