package io.cordon.sandbox.aws;

import io.cordon.aws.Attribution;
import io.cordon.aws.Aws;
import io.cordon.change.Scope;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;

/** A seeded account as the only one that is configured, for actions without a bot around them. */
public record SeededScope(AwsEmulator aws, SeededAccount account) implements Aws {
  @Override
  public List<Scope> scopes() {
    return List.of(new Scope(account.account(), account.region()));
  }

  @Override
  public Optional<String> alias(String id) {
    return Optional.empty();
  }

  @Override
  public Ec2Client ec2(Scope scope, Attribution attribution) {
    return aws.clients().ec2();
  }

  @Override
  public SecurityHubClient securityHub(Scope scope, Attribution attribution) {
    return aws.clients().securityHub();
  }
}
