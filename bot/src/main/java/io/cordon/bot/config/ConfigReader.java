package io.cordon.bot.config;

import io.cordon.change.Danger;
import io.cordon.findings.Severity;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the configuration from a file and the environment. All mistakes are reported at once;
 * nothing starts with one.
 */
public final class ConfigReader {
  private final Map<String, String> environment;
  private final Mistakes mistakes = new Mistakes();
  private final Secrets secrets;

  private ConfigReader(Map<String, String> environment, SecretResolver resolver) {
    this.environment = environment;
    this.secrets = new Secrets(environment, resolver, mistakes);
  }

  /**
   * Reads the file that CORDON_CONFIG names, and the environment.
   *
   * @param environment the process's, or a test's
   * @param resolver asked for each secret that is given as an ARN
   * @throws BadConfig with every mistake that was found
   */
  public static Config read(Map<String, String> environment, SecretResolver resolver)
      throws BadConfig {
    var reader = new ConfigReader(environment, resolver);
    var config = reader.config(Section.whole(reader.file(), reader.mistakes));
    reader.mistakes.check();
    return config;
  }

  private Yaml file() throws BadConfig {
    var name = environment.getOrDefault("CORDON_CONFIG", "");
    var path = name.isEmpty() ? "cordon.yaml" : name;
    try {
      return Yaml.read(text(path), mistakes);
    } catch (IOException e) {
      throw unreadable(path, String.valueOf(e.getMessage()));
    }
  }

  private static String text(String path) throws BadConfig {
    try {
      return Files.readString(Path.of(path), StandardCharsets.UTF_8);
    } catch (NoSuchFileException _) {
      throw unreadable(
          path,
          "is not there; save the example of the README's section Configuration under this name,"
              + " or name your file in CORDON_CONFIG");
    } catch (CharacterCodingException _) {
      throw unreadable(path, "is not written in UTF-8");
    } catch (IOException | InvalidPathException _) {
      throw unreadable(path, "cannot be read as a file");
    }
  }

  private static BadConfig unreadable(String path, String why) {
    return new BadConfig(List.of(path + ": " + why));
  }

  private Config config(Section file) {
    int port = variable("CORDON_PORT", Form.PORT, 8080);
    var endpoints = endpoints();
    var slack = slack(file.section("slack"));
    var findings = findings(file.section("findings"), endpoints.all());
    var aws = aws(file.section("aws"), endpoints);
    var ledger = ledger(file.section("ledger"));
    var evidence = evidence(file.section("evidence"), aws.region());
    var approvals = approvals(file.section("approvals"), aws);
    var people = people(file.section("people"), approvals);
    file.end();
    return new Config(port, slack, findings, aws, ledger, evidence, people, approvals);
  }

  private Endpoints endpoints() {
    var ofService = new TreeMap<String, URI>();
    for (var service : Endpoints.SERVICES) {
      var endpoint = variableOrNull(Endpoints.variable(service), Form.ADDRESS);
      if (endpoint != null) {
        ofService.put(service, endpoint);
      }
    }
    return new Endpoints(variableOrNull(Endpoints.VARIABLE, Form.ADDRESS), ofService);
  }

  private Config.Slack slack(Section slack) {
    var connection = slack.value("connection", Form.CONNECTION, "http");
    var read =
        new Config.Slack(
            connection.equals("socket")
                ? new Config.Connection.Socket(secrets.appToken())
                : new Config.Connection.Http(secrets.signingSecret()),
            slack.value("team", Form.TEAM),
            slack.value("channel", Form.CHANNEL),
            secrets.botToken(),
            variable("SLACK_API_URL", Form.ADDRESS, Config.SLACK));
    slack.end();
    return read;
  }

  private Config.Findings findings(Section findings, @Nullable URI endpoint) {
    var read =
        new Config.Findings(
            findings.filled("topics", Form.TOPIC),
            findings.valueOrNull("queue", Form.ADDRESS),
            certificates(findings, endpoint),
            findings.value("window", Form.DURATION, Duration.ofHours(24)),
            findings.value("minimumSeverity", Form.SEVERITY, Form.SEVERITY.standIn()));
    findings.end();
    return read;
  }

  private static Config.Certificates certificates(Section findings, @Nullable URI endpoint) {
    var fetched = new Config.Certificates.Fetched();
    if (endpoint == null) {
      return findings.value(
          "certificates",
          new Form<>(
              "a folder of PEM files that is there, or endpoint together with AWS_ENDPOINT_URL",
              ConfigReader::folder,
              fetched),
          fetched);
    }
    return findings.value(
        "certificates",
        new Form<>(
            "a folder of PEM files that is there, or endpoint",
            text ->
                text.equals("endpoint")
                    ? Optional.of(new Config.Certificates.Endpoint(endpoint))
                    : folder(text),
            fetched),
        fetched);
  }

  private static Optional<Config.Certificates> folder(String text) {
    return Form.path(text, Files::isDirectory).map(Config.Certificates.Folder::new);
  }

  private Config.Aws aws(Section aws, Endpoints endpoints) {
    var home = environment.getOrDefault("AWS_REGION", "");
    var region =
        Form.REGION.parse().apply(home).isPresent()
            ? aws.value("region", Form.REGION, home)
            : aws.value("region", Form.REGION);
    var regions = aws.list("regions", Form.REGION);
    var read =
        new Config.Aws(
            region,
            regions.isEmpty() ? List.of(region) : regions,
            accounts(aws, aws.section("accounts")),
            endpoints);
    aws.end();
    return read;
  }

  private Map<String, Config.Account> accounts(Section aws, Section accounts) {
    var read = new LinkedHashMap<String, Config.Account>();
    for (var id : accounts.keys()) {
      if (Form.ACCOUNT.parse().apply(id).isEmpty()) {
        accounts.mistake(id, "is no account, which is " + Form.ACCOUNT.wants());
      }
      var account = accounts.section(id);
      var alias = account.value("alias", Form.ALIAS, id);
      if (read.values().stream().anyMatch(other -> other.alias().equals(alias))) {
        account.mistake("alias", "wants a name of its own, another account has it too");
      }
      read.put(id, new Config.Account(alias, account.valueOrNull("role", Form.roleOf(id))));
      account.end();
    }
    if (read.isEmpty()) {
      aws.mistake("accounts", "wants at least one account, " + Form.ACCOUNT.wants());
    }
    return read;
  }

  private static Config.Ledger ledger(Section ledger) {
    var read =
        new Config.Ledger(
            ledger.value("table", Form.TABLE, "cordon"),
            ledger.value("create", Form.YES_NO, false));
    ledger.end();
    return read;
  }

  private static Config.Evidence evidence(Section evidence, String home) {
    var read =
        new Config.Evidence(
            evidence.value("bucket", Form.BUCKET),
            evidence.value("staging", Form.BUCKET),
            evidence.value("region", Form.REGION, home),
            evidence.valueOrNull("account", Form.ACCOUNT),
            evidence.value("signingKey", Form.SIGNING_KEY));
    evidence.end();
    return read;
  }

  private static Config.People people(Section people, Config.Approvals approvals) {
    var read =
        new Config.People(
            people.filled("responders", Form.PERSON),
            approvals.any()
                ? people.filled("approvers", Form.PERSON)
                : people.list("approvers", Form.PERSON),
            people.valueOrNull("onCall", Form.PERSON));
    people.end();
    return read;
  }

  private static Config.Approvals approvals(Section approvals, Config.Aws aws) {
    var read =
        new Config.Approvals(
            approvals.value("E", Form.APPROVALS, 0),
            approvals.value("C", Form.APPROVALS, 1),
            approvals.value("D", Form.APPROVALS, 2),
            approvals.value("expiry", Form.DURATION, Duration.ofMinutes(15)),
            byAccount(approvals.section("accounts"), aws),
            bySeverity(approvals.section("severities")));
    approvals.end();
    return read;
  }

  private static Map<String, Map<Danger, Integer>> byAccount(Section accounts, Config.Aws aws) {
    var aliases = aws.accounts().values().stream().map(Config.Account::alias).toList();
    var read = new LinkedHashMap<String, Map<Danger, Integer>>();
    for (var alias : accounts.keys()) {
      if (!aliases.contains(alias)) {
        accounts.mistake(
            alias, "is no alias of an account; there are " + String.join(", ", aliases));
      }
      read.put(alias, classes(accounts.section(alias)));
    }
    return read;
  }

  private static Map<Severity, Map<Danger, Integer>> bySeverity(Section severities) {
    var read = new LinkedHashMap<Severity, Map<Danger, Integer>>();
    for (var name : severities.keys()) {
      var severity = Form.SEVERITY.parse().apply(name);
      if (severity.isEmpty()) {
        severities.mistake(name, "is no severity, which is " + Form.SEVERITY.wants());
      }
      read.put(severity.orElse(Form.SEVERITY.standIn()), classes(severities.section(name)));
    }
    return read;
  }

  private static Map<Danger, Integer> classes(Section section) {
    var read = new EnumMap<Danger, Integer>(Danger.class);
    for (var danger : Danger.values()) {
      var needed = section.valueOrNull(danger.name(), Form.APPROVALS);
      if (needed != null) {
        read.put(danger, needed);
      }
    }
    section.end();
    return read;
  }

  private <T> T variable(String name, Form<T> form, T fallback) {
    var value = variableOrNull(name, form);
    return value == null ? fallback : value;
  }

  private <T> @Nullable T variableOrNull(String name, Form<T> form) {
    var text = environment.getOrDefault(name, "");
    if (text.isEmpty()) {
      return null;
    }
    var value = form.parse().apply(text);
    if (value.isEmpty()) {
      mistakes.add(name, "wants " + form.wants() + ", got " + Mistakes.quoted(text));
    }
    return value.orElse(form.standIn());
  }
}
