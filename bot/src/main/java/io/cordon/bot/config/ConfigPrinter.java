package io.cordon.bot.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.cordon.change.Danger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Prints a configuration as it is in force, defaults and all, as a file that could be read again.
 * What comes from the environment is printed in comments, and secrets only as being there.
 */
public final class ConfigPrinter {
  private ConfigPrinter() {}

  /** The configuration as YAML. */
  public static String print(Config config) {
    var file = new LinkedHashMap<String, Object>();
    file.put("slack", slack(config.slack()));
    file.put("findings", findings(config.findings()));
    file.put("aws", aws(config.aws()));
    file.put("ledger", ledger(config.ledger()));
    file.put("evidence", evidence(config.evidence()));
    file.put("people", people(config.people()));
    file.put("approvals", approvals(config.approvals()));
    return environment(config) + warnings(config) + yaml(file);
  }

  private static String warnings(Config config) {
    return warning(config).map(line -> "# warning: " + line + "\n").orElse("");
  }

  /** What an operator should have decided knowingly, in one line; empty if there is nothing. */
  public static Optional<String> warning(Config config) {
    var alone = config.approvals().unapproved();
    return alone.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "approvals: one responder alone can have actions of class "
                + alone.stream().map(Danger::name).collect(Collectors.joining(" and "))
                + " run, since nobody else must agree");
  }

  private static String environment(Config config) {
    var lines = new LinkedHashMap<String, Object>();
    lines.put("CORDON_PORT", config.port());
    lines.put("SLACK_BOT_TOKEN", config.slack().botToken());
    switch (config.slack().connection()) {
      case Config.Connection.Http http -> lines.put("SLACK_SIGNING_SECRET", http.signingSecret());
      case Config.Connection.Socket socket -> lines.put("SLACK_APP_TOKEN", socket.appToken());
    }
    lines.put("SLACK_API_URL", config.slack().apiUrl());
    putIfThere(lines, Endpoints.VARIABLE, config.aws().endpoints().all());
    config
        .aws()
        .endpoints()
        .ofService()
        .forEach((service, url) -> lines.put(Endpoints.variable(service), url));
    var text = new StringBuilder("# environment\n");
    lines.forEach((name, value) -> text.append("# %s: %s\n".formatted(name, value)));
    return text.toString();
  }

  private static Map<String, Object> slack(Config.Slack slack) {
    var map = new LinkedHashMap<String, Object>();
    map.put(
        "connection",
        switch (slack.connection()) {
          case Config.Connection.Http _ -> "http";
          case Config.Connection.Socket _ -> "socket";
        });
    map.put("team", slack.team());
    map.put("channel", slack.channel());
    return map;
  }

  private static Map<String, Object> findings(Config.Findings findings) {
    var map = new LinkedHashMap<String, Object>();
    map.put("topics", findings.topics());
    putIfThere(map, "queue", findings.queue());
    switch (findings.certificates()) {
      case Config.Certificates.Fetched _ -> {}
      case Config.Certificates.Folder folder -> map.put("certificates", folder.path().toString());
      case Config.Certificates.Endpoint _ -> map.put("certificates", "endpoint");
    }
    map.put("window", Durations.print(findings.window()));
    map.put("minimumSeverity", findings.minimumSeverity().name());
    return map;
  }

  private static Map<String, Object> aws(Config.Aws aws) {
    var accounts = new LinkedHashMap<String, Object>();
    aws.accounts()
        .forEach((id, account) -> {
          var map = new LinkedHashMap<String, Object>();
          map.put("alias", account.alias());
          putIfThere(map, "role", account.role());
          accounts.put(id, map);
        });
    var map = new LinkedHashMap<String, Object>();
    map.put("region", aws.region());
    map.put("regions", aws.regions());
    map.put("accounts", accounts);
    return map;
  }

  private static Map<String, Object> ledger(Config.Ledger ledger) {
    var map = new LinkedHashMap<String, Object>();
    map.put("table", ledger.table());
    map.put("create", ledger.create());
    return map;
  }

  private static Map<String, Object> evidence(Config.Evidence evidence) {
    var map = new LinkedHashMap<String, Object>();
    map.put("bucket", evidence.bucket());
    map.put("staging", evidence.staging());
    map.put("region", evidence.region());
    putIfThere(map, "account", evidence.account());
    map.put(
        "signingKey",
        switch (evidence.signingKey()) {
          case Config.SigningKey.Kms kms -> kms.id();
          case Config.SigningKey.File file -> "file:" + file.path();
        });
    return map;
  }

  private static Map<String, Object> people(Config.People people) {
    var map = new LinkedHashMap<String, Object>();
    map.put("responders", people.responders());
    map.put("approvers", people.approvers());
    putIfThere(map, "onCall", people.onCall());
    return map;
  }

  private static Map<String, Object> approvals(Config.Approvals approvals) {
    var map = new LinkedHashMap<String, Object>();
    map.put("E", approvals.e());
    map.put("C", approvals.c());
    map.put("D", approvals.d());
    map.put("expiry", Durations.print(approvals.expiry()));
    putRules(map, "accounts", approvals.accounts());
    putRules(map, "severities", approvals.severities());
    return map;
  }

  private static void putRules(
      Map<String, Object> map, String key, Map<?, Map<Danger, Integer>> rules) {
    var all = new LinkedHashMap<String, Object>();
    rules.forEach((what, classes) -> {
      var rule = new LinkedHashMap<String, Object>();
      classes.forEach((danger, needed) -> rule.put(danger.name(), needed));
      all.put(what.toString(), rule);
    });
    if (!all.isEmpty()) {
      map.put(key, all);
    }
  }

  private static void putIfThere(Map<String, Object> map, String key, @Nullable Object value) {
    if (value != null) {
      map.put(key, value.toString());
    }
  }

  private static String yaml(Map<String, Object> file) {
    var factory =
        YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .build();
    try {
      return YAMLMapper.builder(factory).build().writeValueAsString(file);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot print the configuration", e);
    }
  }
}
