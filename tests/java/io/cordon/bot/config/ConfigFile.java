package io.cordon.bot.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A configuration that works, of which a test changes what it is about. */
public final class ConfigFile {
  /** Every key that has to be there, and no other. */
  public static final String LEAST =
      """
      slack:
        team: T0000001
        channel: C0SECURITY
      findings:
        topics: ["arn:aws:sns:eu-west-1:111122223333:cordon-findings"]
      aws:
        region: eu-west-1
        accounts:
          "111122223333": {}
      evidence:
        bucket: cordon-evidence
        staging: cordon-staging
        signingKey: alias/cordon-ledger
      people:
        responders: [S0RESPOND]
        approvers: [S0APPROVE]
      """;

  private final Path path;
  private final Map<String, String> environment = new HashMap<>();

  /** A file in this folder, and an environment with the secrets. */
  public ConfigFile(Path folder, String text) {
    this.path = folder.resolve("cordon.yaml");
    try {
      Files.writeString(path, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    environment.put("CORDON_CONFIG", path.toString());
    environment.put("SLACK_BOT_TOKEN", "xoxb-made-up");
    environment.put("SLACK_SIGNING_SECRET", "8f742231b10e8888abcd99yyyzzz85a5");
  }

  /** With a variable; an empty value is as none. */
  public ConfigFile with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** The environment of a process that reads the file. */
  public Map<String, String> environment() {
    return Map.copyOf(environment);
  }

  /** Reads it. */
  public Config read() throws BadConfig {
    return ConfigReader.read(environment, arn -> "from-" + arn.substring(arn.length() - 3));
  }
}
