package io.cordon.templates.slack;

import io.cordon.aws.Attribution;
import io.cordon.aws.Aws;
import io.cordon.change.Scope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;

/** Configured accounts by their names, without AWS behind them: texts never call it. */
record Accounts(List<Scope> scopes, Map<String, String> aliases) implements Aws {
  @Override
  public Optional<String> alias(String account) {
    return Optional.ofNullable(aliases.get(account));
  }

  @Override
  public Ec2Client ec2(Scope scope, Attribution attribution) {
    throw new UnsupportedOperationException("a text asked AWS");
  }

  @Override
  public SecurityHubClient securityHub(Scope scope, Attribution attribution) {
    throw new UnsupportedOperationException("a text asked AWS");
  }
}
