package io.cordon.bot.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigPrinterTest {
  @TempDir Path folder;

  @Test
  void printsWhatIsInForceWithDefaultsAndMaskedSecrets() throws Exception {
    var config = new ConfigFile(folder, ConfigFile.LEAST).read();

    assertThat(ConfigPrinter.print(config))
        .isEqualTo(
            """
            # environment
            # CORDON_PORT: 8080
            # SLACK_BOT_TOKEN: [secret]
            # SLACK_SIGNING_SECRET: [secret]
            # SLACK_API_URL: https://slack.com/api/
            slack:
              connection: http
              team: T0000001
              channel: C0SECURITY
            findings:
              topics:
                - arn:aws:sns:eu-west-1:111122223333:cordon-findings
              window: 24h
              minimumSeverity: MEDIUM
            aws:
              region: eu-west-1
              regions:
                - eu-west-1
              accounts:
                "111122223333":
                  alias: "111122223333"
            ledger:
              table: cordon
              create: false
            evidence:
              bucket: cordon-evidence
              staging: cordon-staging
              region: eu-west-1
              signingKey: alias/cordon-ledger
            people:
              responders:
                - S0RESPOND
              approvers:
                - S0APPROVE
            approvals:
              E: 0
              C: 1
              D: 2
              expiry: 15m
            """);
  }

  @Test
  void printsAFileThatReadsAsTheSame() throws Exception {
    var text =
        """
        slack: {connection: socket, team: T1TEAM, channel: G1CHANNEL}
        findings:
          topics: ["arn:aws:sns:eu-west-1:111122223333:a"]
          queue: https://sqs.eu-west-1.amazonaws.com/111122223333/q
          certificates: endpoint
          window: 36h
          minimumSeverity: LOW
        aws:
          region: eu-west-1
          regions: [us-east-1, eu-west-1]
          accounts:
            "012345678901": {alias: "1234", role: "arn:aws:iam::012345678901:role/Responder"}
        ledger: {table: other, create: true}
        evidence:
          bucket: b-one
          staging: b-two
          region: eu-central-1
          account: "012345678901"
          signingKey: arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab
        people: {responders: [U1ONE], approvers: [U1TWO], onCall: S1CALL}
        approvals:
          E: 1
          C: 2
          D: 3
          expiry: 90s
          accounts: {"1234": {D: 4}}
          severities: {HIGH: {C: 3}, CRITICAL: {C: 4, D: 5}}
        """;
    var config = socket(text).read();

    assertThat(socket(ConfigPrinter.print(config)).read()).isEqualTo(config);
  }

  @Test
  void warnsOfWhatOnePersonAloneCanHaveRun() throws Exception {
    var alone = new ConfigFile(folder, ConfigFile.LEAST + "approvals: {E: 0, C: 0, D: 0}\n").read();

    assertThat(ConfigPrinter.print(alone))
        .contains(
            "# warning: approvals: one responder alone can have actions of class C and D run, since"
                + " nobody else must agree\n");
    assertThat(ConfigPrinter.warning(new ConfigFile(folder, ConfigFile.LEAST).read())).isEmpty();
  }

  @Test
  void printsWhereEachServiceOfAwsIsCalled() throws Exception {
    var config =
        new ConfigFile(folder, ConfigFile.LEAST)
            .with("AWS_ENDPOINT_URL", "http://127.0.0.1:5000")
            .with("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:8000")
            .read();

    assertThat(ConfigPrinter.print(config))
        .contains(
            """
            # AWS_ENDPOINT_URL: http://127.0.0.1:5000
            # AWS_ENDPOINT_URL_DYNAMODB: http://127.0.0.1:8000
            """);
  }

  private ConfigFile socket(String text) {
    return new ConfigFile(folder, text)
        .with("SLACK_APP_TOKEN", "xapp-made-up")
        .with("AWS_ENDPOINT_URL", "http://127.0.0.1:5000");
  }
}
