package io.cordon.aws;

import io.cordon.change.Scope;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;

/** The accounts and regions that Cordon is configured for. Nothing outside them is ever called. */
public interface Aws {
  /** Every configured region of every configured account. */
  List<Scope> scopes();

  /** The short name that people have for an account. */
  Optional<String> alias(String account);

  /**
   * EC2 in a region of an account.
   *
   * @throws IllegalArgumentException if the scope is not configured; callers check {@link #scopes}
   *     first and tell people
   */
  Ec2Client ec2(Scope scope, Attribution attribution);

  /**
   * Security Hub in a region of an account.
   *
   * @throws IllegalArgumentException as for {@link #ec2}
   */
  SecurityHubClient securityHub(Scope scope, Attribution attribution);
}
