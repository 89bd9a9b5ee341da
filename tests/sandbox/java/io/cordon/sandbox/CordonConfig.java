package io.cordon.sandbox;

import io.cordon.sandbox.aws.SeededAccount;
import io.cordon.sandbox.slack.SecurityTeam;
import io.cordon.sandbox.slack.WorkspaceSetup;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Cordon's configuration for a seeded account and the made-up security team. */
public final class CordonConfig {
  /** The role that Cordon takes in the account. */
  public static final String ROLE = "role/CordonResponder";

  private CordonConfig() {}

  /**
   * The file of a team in which whoever may click may have run what can be undone.
   *
   * @param connection "http" or "socket"
   * @param queue the queue to poll, or null for findings over HTTP only
   */
  public static String yaml(
      SeededAccount account, String table, String connection, @Nullable String queue) {
    return yaml(account, table, connection, queue, "{E: 0, C: 0, D: 2, expiry: 15m}");
  }

  /**
   * The file, with other approvals.
   *
   * @param approvals what stands under that key
   */
  public static String yaml(
      SeededAccount account,
      String table,
      String connection,
      @Nullable String queue,
      String approvals) {
    return """
    slack:
      connection: %s
      team: %s
      channel: %s
    findings:
      topics: ["%s"]
      certificates: endpoint
    %s\
    aws:
      region: %s
      regions: [%s]
      accounts:
        "%s": {alias: shop, role: "arn:aws:iam::%s:role/CordonResponder"}
    ledger: {table: %s, create: true}
    evidence:
      bucket: %s
      staging: %s
      region: %s
      signingKey: alias/cordon-ledger
    people:
      responders: [S0RESPOND]
      approvers: [S0APPROVE]
      onCall: S0ONCALL
    approvals: %s
    """
        .formatted(
            connection,
            SecurityTeam.TEAM,
            SecurityTeam.CHANNEL,
            account.findings().topic(),
            queue == null ? "" : "  queue: " + queue + "\n",
            account.region(),
            account.region(),
            account.account(),
            account.account(),
            table,
            account.evidence().bucket(),
            account.evidence().staging(),
            account.region(),
            approvals);
  }

  /** The environment that goes with it. */
  public static Map<String, String> environment(
      WorkspaceSetup slack, String slackApi, URI awsEndpoint, String file) {
    return Map.of(
        "CORDON_CONFIG",
        file,
        "SLACK_BOT_TOKEN",
        slack.botToken(),
        "SLACK_SIGNING_SECRET",
        slack.signingSecret(),
        "SLACK_APP_TOKEN",
        slack.appToken(),
        "SLACK_API_URL",
        slackApi,
        "AWS_ENDPOINT_URL",
        awsEndpoint.toString(),
        "AWS_ACCESS_KEY_ID",
        "AKIACORDON0SANDBOX00",
        "AWS_SECRET_ACCESS_KEY",
        "sandbox",
        "AWS_REGION",
        "eu-west-1");
  }
}
