package io.cordon.bot.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cordon.change.Danger;
import io.cordon.findings.Severity;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigReaderTest {
  private static final String TOPIC = "arn:aws:sns:eu-west-1:111122223333:cordon-findings";

  @TempDir Path folder;

  @Test
  void fillsInEveryDefault() throws Exception {
    var config = new ConfigFile(folder, ConfigFile.LEAST).read();

    assertThat(config)
        .isEqualTo(
            new Config(
                8080,
                new Config.Slack(
                    new Config.Connection.Http(new Secret("8f742231b10e8888abcd99yyyzzz85a5")),
                    "T0000001",
                    "C0SECURITY",
                    new Secret("xoxb-made-up"),
                    URI.create("https://slack.com/api/")),
                new Config.Findings(
                    List.of(TOPIC),
                    null,
                    new Config.Certificates.Fetched(),
                    Duration.ofHours(24),
                    Severity.MEDIUM),
                new Config.Aws(
                    "eu-west-1",
                    List.of("eu-west-1"),
                    Map.of("111122223333", new Config.Account("111122223333", null)),
                    Endpoints.at(null)),
                new Config.Ledger("cordon", false),
                new Config.Evidence(
                    "cordon-evidence",
                    "cordon-staging",
                    "eu-west-1",
                    null,
                    new Config.SigningKey.Kms("alias/cordon-ledger")),
                new Config.People(List.of("S0RESPOND"), List.of("S0APPROVE"), null),
                new Config.Approvals(0, 1, 2, Duration.ofMinutes(15), Map.of(), Map.of())));
  }

  @Test
  void takesEveryKeyAndVariableToItsPlace() throws Exception {
    var pems = Files.createDirectory(folder.resolve("pems"));
    var key = Files.createFile(folder.resolve("key.pem"));
    var text =
        """
        slack: {connection: socket, team: T1TEAM, channel: G1CHANNEL}
        findings:
          topics: ["arn:aws:sns:eu-west-1:111122223333:a", "arn:aws-cn:sns:cn-north-1:111122223333:b"]
          queue: https://sqs.eu-west-1.amazonaws.com/111122223333/q
          certificates: %s
          window: 90s
          minimumSeverity: HIGH
        aws:
          region: us-east-1
          regions: [us-east-1, us-gov-west-1]
          accounts:
            "012345678901": {alias: prod, role: "arn:aws:iam::012345678901:role/x/CordonResponder"}
            222222222222: {alias: dev}
        ledger: {table: other, create: true}
        evidence:
          bucket: b-one
          staging: b-two
          region: eu-central-1
          account: "012345678901"
          signingKey: file:%s
        people: {responders: [U1ONE, W1TWO, S1GROUP], approvers: [U1TWO], onCall: S1CALL}
        approvals:
          E: 1
          C: 2
          D: 5
          expiry: 7d
          accounts: {prod: {C: 2}}
          severities: {CRITICAL: {E: 1, D: 3}}
        """
            .formatted(pems, key);

    var config =
        new ConfigFile(folder, text)
            .with("CORDON_PORT", "9090")
            .with("SLACK_APP_TOKEN", "xapp-made-up")
            .with("SLACK_SIGNING_SECRET", "")
            .with("SLACK_API_URL", "http://127.0.0.1:5001/api/")
            .with("AWS_ENDPOINT_URL", "http://127.0.0.1:5000")
            .with("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:8000")
            .read();

    assertThat(config)
        .isEqualTo(
            new Config(
                9090,
                new Config.Slack(
                    new Config.Connection.Socket(new Secret("xapp-made-up")),
                    "T1TEAM",
                    "G1CHANNEL",
                    new Secret("xoxb-made-up"),
                    URI.create("http://127.0.0.1:5001/api/")),
                new Config.Findings(
                    List.of(
                        "arn:aws:sns:eu-west-1:111122223333:a",
                        "arn:aws-cn:sns:cn-north-1:111122223333:b"),
                    URI.create("https://sqs.eu-west-1.amazonaws.com/111122223333/q"),
                    new Config.Certificates.Folder(pems),
                    Duration.ofSeconds(90),
                    Severity.HIGH),
                new Config.Aws(
                    "us-east-1",
                    List.of("us-east-1", "us-gov-west-1"),
                    Map.of(
                        "012345678901",
                        new Config.Account(
                            "prod", "arn:aws:iam::012345678901:role/x/CordonResponder"),
                        "222222222222",
                        new Config.Account("dev", null)),
                    new Endpoints(
                        URI.create("http://127.0.0.1:5000"),
                        Map.of("DYNAMODB", URI.create("http://127.0.0.1:8000")))),
                new Config.Ledger("other", true),
                new Config.Evidence(
                    "b-one",
                    "b-two",
                    "eu-central-1",
                    "012345678901",
                    new Config.SigningKey.File(key)),
                new Config.People(List.of("U1ONE", "W1TWO", "S1GROUP"), List.of("U1TWO"), "S1CALL"),
                new Config.Approvals(
                    1,
                    2,
                    5,
                    Duration.ofDays(7),
                    Map.of("prod", Map.of(Danger.C, 2)),
                    Map.of(Severity.CRITICAL, Map.of(Danger.E, 1, Danger.D, 3)))));
    assertThat(config.approvals().needed(Danger.E)).isEqualTo(1);
    assertThat(config.approvals().needed(Danger.C)).isEqualTo(2);
    assertThat(config.approvals().needed(Danger.D)).isEqualTo(5);
  }

  @Test
  void takesTheHomeRegionFromTheSdksVariable() throws Exception {
    var text = ConfigFile.LEAST.replace("  region: eu-west-1\n", "");

    var config = new ConfigFile(folder, text).with("AWS_REGION", "ap-south-1").read();

    assertThat(config.aws().region()).isEqualTo("ap-south-1");
    assertThat(mistakes(new ConfigFile(folder, text)))
        .containsExactly("aws.region: wants a region like eu-west-1, is missing");
  }

  @Test
  void rulesForApprovalsNameAnAliasOrASeverity() {
    var text =
        ConfigFile.LEAST
            + """
            approvals:
              accounts: {prod: {C: 2}, "111122223333": {C: 9, X: 1}}
              severities: {WORST: {C: 1}}
            """;

    assertThat(mistakes(new ConfigFile(folder, text)))
        .containsExactly(
            "approvals.accounts.prod: is no alias of an account; there are 111122223333",
            "approvals.accounts.111122223333.C: wants a number of people from 0 to 5, got \"9\""
                + " (line 18)",
            "approvals.accounts.111122223333.X: is no key; there are E, C, D (line 18)",
            "approvals.severities.WORST: is no severity, which is INFORMATIONAL, LOW, MEDIUM, HIGH"
                + " or CRITICAL");
  }

  @Test
  void approversMustBeThereIfAnyRuleWantsAnApproval() {
    var text =
        ConfigFile.LEAST.replace("  approvers: [S0APPROVE]\n", "")
            + "approvals: {E: 0, C: 0, D: 0, severities: {HIGH: {C: 1}}}\n";

    assertThat(mistakes(new ConfigFile(folder, text)))
        .singleElement()
        .asString()
        .startsWith("people.approvers: wants a list with at least one");
  }

  @Test
  void tellsAllThatIsWrongAtOnceInTheOrderOfTheKeys() {
    var text =
        """
        slack:
          connection: https
          team: security
        findings:
          topics: []
          window: 1 day
          colour: red
        aws:
          region: eu-west-1
          accounts:
            "1111": {alias: prod}
        people:
          responders: [S0RESPOND, bob]
        ledger: {create: maybe, create: true}
        approvals: {D: 9}
        speed: 3
        """;

    assertThat(mistakes(new ConfigFile(folder, text).with("SLACK_BOT_TOKEN", "")))
        .containsExactlyInAnyOrder(
            "slack.connection: wants http or socket, got \"https\" (line 2)",
            "slack.team: wants a workspace id like T0000001, got \"security\" (line 3)",
            "slack.channel: wants a channel id like C0SECURITY, is missing",
            "SLACK_BOT_TOKEN: wants the app's bot token (xoxb-…) or the ARN of a secret that holds"
                + " it, is not set",
            "findings.topics: wants a list with at least one, the ARN of a standard SNS topic like "
                + TOPIC,
            "findings.window: wants a duration like 24h, got \"1 day\" (line 6)",
            "findings.colour: is no key; there are topics, queue, certificates, window,"
                + " minimumSeverity (line 7)",
            "aws.accounts.1111: is no account, which is 12 digits like \"111122223333\"",
            "evidence.bucket: wants a bucket name like cordon-evidence, is missing",
            "evidence.staging: wants a bucket name like cordon-evidence, is missing",
            "evidence.signingKey: wants a KMS key like alias/cordon-ledger, its ARN or id, or"
                + " file:/path of a PEM file that is there, is missing",
            "people.responders[1]: wants the id of a user (U…, W…) or user group (S…) like"
                + " S0RESPOND, got \"bob\" (line 13)",
            "people.approvers: wants a list with at least one, the id of a user (U…, W…) or user"
                + " group (S…) like S0RESPOND",
            "ledger.create: is there twice (line 14)",
            "ledger.create: wants true or false, got \"maybe\" (line 14)",
            "approvals.D: wants a number of people from 0 to 5, got \"9\" (line 15)",
            "speed: is no key; there are slack, findings, aws, ledger, evidence, approvals,"
                + " people (line 16)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "team: T0000001        | team: U0000001           | slack.team",
        "channel: C0SECURITY   | channel: \"#security\"   | slack.channel",
        "channel: C0SECURITY   | channel: D0SECURITY      | slack.channel",
        "channel: C0SECURITY   | channel: [C0SECURITY]    | slack.channel",
        "channel: C0SECURITY   | channel:                 | slack.channel",
        "cordon-findings\"     | findings.fifo\"          | findings.topics[0]",
        "sns:eu-west-1         | sqs:eu-west-1            | findings.topics[0]",
        "sns:eu-west-1:1       | sns:eu-west-1:99         | findings.topics[0]",
        "region: eu-west-1     | region: Ireland          | aws.region",
        "region: eu-west-1     | region: eu-west          | aws.region",
        "region: eu-west-1     | regions: eu-west-1       | aws.regions",
        "3\": {}               | 3\": {alias: a b}        | aws.accounts.111122223333.alias",
        "3\": {}               | 3\": {rôle: x}           | aws.accounts.111122223333.rôle",
        "3\": {}               | 3\": prod                | aws.accounts.111122223333",
        "bucket: cordon-evi    | bucket: s3://cordon-evi  | evidence.bucket",
        "alias/cordon-ledger   | cordon-ledger            | evidence.signingKey",
        "alias/cordon-ledger   | file:/no/such/key.pem    | evidence.signingKey",
        "[S0RESPOND]           | []                       | people.responders",
        "[S0RESPOND]           | [S0RESPOND, S0RESPOND]   | people.responders",
        "[S0RESPOND]           | [C0SECURITY]             | people.responders[0]",
        "[S0APPROVE]           | S0APPROVE                | people.approvers",
        "slack:                | slack: &a                | slack.team",
      })
  void namesTheKeyThatIsWrong(String right, String wrong, String key) {
    var text =
        key.equals("slack.team") && wrong.contains("&")
            ? ConfigFile.LEAST.replace("T0000001", "*t").replace("slack:", "slack: &t")
            : ConfigFile.LEAST.replace(right, wrong);

    assertThat(text).isNotEqualTo(ConfigFile.LEAST);
    assertThat(mistakes(new ConfigFile(folder, text)))
        .anyMatch(line -> line.startsWith(key + ": "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"24", "24 h", "1d12h", "-5m", "0h", "1w", "15M", "9999999999d", ""})
  void refusesWhatIsNoDuration(String text) {
    var yaml = ConfigFile.LEAST + "approvals: {expiry: \"%s\"}\n".formatted(text);

    assertThat(mistakes(new ConfigFile(folder, yaml)))
        .containsExactly(
            "approvals.expiry: wants a duration like 24h, got \"%s\" (line 17)".formatted(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UNRATED", "medium", "SEVERE", "4"})
  void refusesWhatIsNoSeverityThatOneCanWant(String text) {
    var yaml =
        ConfigFile.LEAST.replace(
            "findings:\n", "findings:\n  minimumSeverity: %s\n".formatted(text));

    assertThat(mistakes(new ConfigFile(folder, yaml)))
        .containsExactly(
            "findings.minimumSeverity: wants INFORMATIONAL, LOW, MEDIUM, HIGH or CRITICAL, got"
                + " \"%s\" (line 5)".formatted(text));
  }

  @ParameterizedTest
  @CsvSource({
    "CORDON_PORT, http",
    "CORDON_PORT, 65536",
    "CORDON_PORT, -1",
    "SLACK_API_URL, slack.com",
    "SLACK_API_URL, file:/etc/passwd",
    "AWS_ENDPOINT_URL, localhost:5000",
    "AWS_ENDPOINT_URL_S3, localhost:5000"
  })
  void namesTheVariableThatIsWrong(String name, String value) {
    assertThat(mistakes(new ConfigFile(folder, ConfigFile.LEAST).with(name, value)))
        .singleElement()
        .asString()
        .startsWith(name + ": wants ")
        .endsWith(", got \"" + value + "\"");
  }

  @Test
  void refusesARoleOfAnotherAccount() {
    var text =
        ConfigFile.LEAST.replace(
            "{}", "{role: \"arn:aws:iam::999900001111:role/CordonResponder\"}");

    assertThat(mistakes(new ConfigFile(folder, text)))
        .singleElement()
        .asString()
        .startsWith("aws.accounts.111122223333.role: wants the ARN of a role in the same account");
  }

  @Test
  void refusesTwoAccountsOfOneName() {
    var text = ConfigFile.LEAST.replace("{}", "{alias: prod}\n    \"222222222222\": {alias: prod}");

    assertThat(mistakes(new ConfigFile(folder, text)))
        .containsExactly(
            "aws.accounts.222222222222.alias: wants a name of its own, another account has it too");
  }

  @Test
  void needsNoApproversWhereNothingIsToBeApproved() throws Exception {
    var text =
        ConfigFile.LEAST.replace("  approvers: [S0APPROVE]\n", "")
            + "approvals: {E: 0, C: 0, D: 0}\n";

    assertThat(new ConfigFile(folder, text).read().people().approvers()).isEmpty();
  }

  @Test
  void takesCertificatesFromAnEndpointOnlyIfThereIsOne() throws Exception {
    var text = ConfigFile.LEAST.replace("findings:\n", "findings:\n  certificates: endpoint\n");
    var file = new ConfigFile(folder, text);

    assertThat(mistakes(file))
        .containsExactly(
            "findings.certificates: wants a folder of PEM files that is there, or endpoint together"
                + " with AWS_ENDPOINT_URL, got \"endpoint\" (line 5)");

    var endpoint = "http://127.0.0.1:5000";
    assertThat(file.with("AWS_ENDPOINT_URL", endpoint).read().findings().certificates())
        .isEqualTo(new Config.Certificates.Endpoint(URI.create(endpoint)));
  }

  @Test
  void asksForTheSecretOfTheChosenConnection() {
    var socket = ConfigFile.LEAST.replace("slack:\n", "slack:\n  connection: socket\n");

    assertThat(mistakes(new ConfigFile(folder, socket)))
        .containsExactly(
            "SLACK_APP_TOKEN: wants the app-level token (xapp-…), since slack.connection is socket"
                + " or the ARN of a secret that holds it, is not set");
    assertThat(mistakes(new ConfigFile(folder, ConfigFile.LEAST).with("SLACK_SIGNING_SECRET", "")))
        .containsExactly(
            "SLACK_SIGNING_SECRET: wants the app's signing secret, since slack.connection is http"
                + " or the ARN of a secret that holds it, is not set");
  }

  @ParameterizedTest
  @CsvSource({
    "SLACK_BOT_TOKEN, xapp-1-secret",
    "SLACK_BOT_TOKEN, xoxp-secret",
    "SLACK_BOT_TOKEN, xoxb se cret",
    "SLACK_SIGNING_SECRET, xoxb-secret"
  })
  void tellsThatATokenIsTheWrongOneWithoutShowingIt(String name, String value) {
    assertThat(mistakes(new ConfigFile(folder, ConfigFile.LEAST).with(name, value)))
        .singleElement()
        .asString()
        .startsWith(name + ": wants ")
        .doesNotContain("secret-", value);
  }

  @Test
  void fetchesASecretThatIsGivenAsAnArn() throws Exception {
    var config =
        new ConfigFile(folder, ConfigFile.LEAST)
            .with(
                "SLACK_BOT_TOKEN",
                "arn:aws:secretsmanager:eu-west-1:111122223333:secret:bot-AbCdEf")
            .with("SLACK_SIGNING_SECRET", "arn:aws:ssm:eu-west-1:111122223333:parameter/cordon/sig")
            .read();

    assertThat(config.slack().botToken().value()).isEqualTo("from-dEf");
    assertThat(config.slack().connection())
        .isEqualTo(new Config.Connection.Http(new Secret("from-sig")));
  }

  @Test
  void namesVariableAndArnOfASecretThatCannotBeHad() {
    var arn = "arn:aws:ssm:eu-west-1:111122223333:parameter/cordon/bot";
    var file = new ConfigFile(folder, ConfigFile.LEAST).with("SLACK_BOT_TOKEN", arn);

    var thrown =
        catchThrowableOfType(
            BadConfig.class,
            () ->
                ConfigReader.read(
                    file.environment(),
                    _ -> {
                      throw new SecretResolver.Unresolved("AccessDenied", new Exception());
                    }));

    assertThat(thrown.mistakes())
        .containsExactly("SLACK_BOT_TOKEN: cannot be read from " + arn + ": AccessDenied");
  }

  @Test
  void refusesAnArnThatHoldsNoSecret() {
    var file =
        new ConfigFile(folder, ConfigFile.LEAST)
            .with("SLACK_BOT_TOKEN", "arn:aws:s3:::cordon/token");

    assertThat(mistakes(file))
        .singleElement()
        .asString()
        .startsWith("SLACK_BOT_TOKEN: wants an ARN like arn:aws:secretsmanager:")
        .endsWith("got \"arn:aws:s3:::cordon/token\"");
  }

  @Test
  void showsNoSecretWhenItIsPrintedByAccident() throws Exception {
    var printed = new ConfigFile(folder, ConfigFile.LEAST).read().toString();

    assertThat(printed)
        .contains("[secret]")
        .doesNotContain("xoxb", "8f742231b10e8888abcd99yyyzzz85a5");
  }

  @Test
  void saysHowToMakeAFileThatIsMissing() {
    var file = new ConfigFile(folder, "").with("CORDON_CONFIG", "/no/such/cordon.yaml");

    assertThat(mistakes(file))
        .containsExactly(
            "/no/such/cordon.yaml: is not there; save the example of the README's section"
                + " Configuration under this name, or name your file in CORDON_CONFIG");
  }

  @Test
  void tellsTheLineOnWhichTheFileStopsBeingYaml() {
    assertThat(mistakes(new ConfigFile(folder, "slack:\n  team: [T1\nfindings: }\n")))
        .singleElement()
        .asString()
        .matches(".*cordon.yaml: is no YAML \\(line [234]\\)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "just text", "- a\n- b\n", "# nothing\n"})
  void reportsAFileWithoutKeysAsOneOfWhichAllIsMissing(String text) {
    assertThat(mistakes(new ConfigFile(folder, text)))
        .contains("slack.team: wants a workspace id like T0000001, is missing");
  }

  @Test
  void refusesASecondDocument() {
    assertThat(mistakes(new ConfigFile(folder, ConfigFile.LEAST + "---\nslack: {}\n")))
        .singleElement()
        .asString()
        .startsWith("the file: wants one YAML document");
  }

  @Test
  void keepsAMistakeOnOneLineWhateverWasWritten() {
    var text = ConfigFile.LEAST.replace("team: T0000001", "team: \"a\\nb" + "x".repeat(500) + "\"");

    assertThat(mistakes(new ConfigFile(folder, text)))
        .singleElement()
        .asString()
        .hasSizeLessThan(140)
        .contains("got \"a bxxx");
  }

  private static List<String> mistakes(ConfigFile file) {
    return catchThrowableOfType(BadConfig.class, file::read).mistakes();
  }
}
