package io.cordon.bot.config;

import java.util.List;
import java.util.Map;

/** The environment's secrets. What is wrong with one is said without it. */
final class Secrets {
  private static final String ARN =
      "arn:aws[a-z-]*:(secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:.+"
          + "|ssm:[a-z0-9-]+:[0-9]{12}:parameter/.+)";
  private static final Secret NONE = new Secret("");

  private final Map<String, String> environment;
  private final SecretResolver resolver;
  private final Mistakes mistakes;

  Secrets(Map<String, String> environment, SecretResolver resolver, Mistakes mistakes) {
    this.environment = environment;
    this.resolver = resolver;
    this.mistakes = mistakes;
  }

  Secret botToken() {
    return secret("SLACK_BOT_TOKEN", "the app's bot token (xoxb-…)", List.of("xapp-", "xoxp-"));
  }

  Secret appToken() {
    return secret(
        "SLACK_APP_TOKEN",
        "the app-level token (xapp-…), since slack.connection is socket",
        List.of("xoxb-", "xoxp-"));
  }

  Secret signingSecret() {
    return secret(
        "SLACK_SIGNING_SECRET",
        "the app's signing secret, since slack.connection is http",
        List.of("xoxb-", "xoxp-", "xapp-"));
  }

  /**
   * The secret under this name.
   *
   * @param others how Slack's other secrets begin, to tell people that they took the wrong one
   */
  private Secret secret(String name, String what, List<String> others) {
    var wants = "wants " + what + " or the ARN of a secret that holds it";
    var given = environment.getOrDefault(name, "");
    if (given.isEmpty()) {
      mistakes.add(name, wants + ", is not set");
      return NONE;
    }
    var value = given.startsWith("arn:") ? resolved(name, given) : given;
    if (others.stream().anyMatch(value::startsWith)) {
      mistakes.add(name, wants + ", got another kind of token");
    } else if (value.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      mistakes.add(name, wants + ", got something with blanks or unusual characters");
    }
    return new Secret(value);
  }

  private String resolved(String name, String arn) {
    if (!arn.matches(ARN)) {
      mistakes.add(
          name,
          "wants an ARN like arn:aws:secretsmanager:eu-west-1:111122223333:secret:cordon-AbCdEf"
              + " or arn:aws:ssm:eu-west-1:111122223333:parameter/cordon, got "
              + Mistakes.quoted(arn));
      return "";
    }
    try {
      return resolver.resolve(arn);
    } catch (SecretResolver.Unresolved e) {
      mistakes.add(name, "cannot be read from " + arn + ": " + e.getMessage());
      return "";
    }
  }
}
