package io.cordon.bot.aws;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.cordon.aws.Attribution;
import io.cordon.aws.Aws;
import io.cordon.change.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/**
 * The configured accounts. Each is called with its role, assumed for one case and one person, so
 * that CloudTrail itself says who clicked.
 */
public final class AwsAccounts implements Aws, AutoCloseable {
  private static final Duration UNUSED = Duration.ofMinutes(10);

  private final Map<String, Account> accounts;
  private final List<String> regions;
  private final AwsHome home;
  private final List<ExecutionInterceptor> interceptors;
  private final StsClient sts;
  private final Cache<Call, Opened> clients =
      Caffeine.newBuilder()
          .expireAfterAccess(UNUSED)
          .maximumSize(200)
          .<Call, Opened>removalListener((_, opened, _) -> {
            if (opened != null) {
              opened.close();
            }
          })
          .build();

  private final Cache<Call, Hub> hubs =
      Caffeine.newBuilder()
          .expireAfterAccess(UNUSED)
          .maximumSize(200)
          .<Call, Hub>removalListener((_, opened, _) -> {
            if (opened != null) {
              opened.close();
            }
          })
          .build();

  /** Whose credentials, and where. */
  private record Call(Scope scope, Attribution attribution) {}

  /** Clients of one call, and what must be closed with them. */
  private record Opened(Ec2Client ec2, @Nullable StsAssumeRoleCredentialsProvider role) {
    void close() {
      ec2.close();
      if (role != null) {
        role.close();
      }
    }
  }

  /** A client of Security Hub, and what must be closed with it. */
  private record Hub(SecurityHubClient client, @Nullable StsAssumeRoleCredentialsProvider role) {
    void close() {
      client.close();
      if (role != null) {
        role.close();
      }
    }
  }

  /**
   * An account.
   *
   * @param alias the short name that people have for it
   * @param role the ARN of the role to assume in it, or null for the process's own credentials
   */
  public record Account(@Nullable String alias, @Nullable String role) {}

  /**
   * The accounts, called from this home.
   *
   * @param interceptors what the SDK calls around each call in an account
   */
  public AwsAccounts(
      Map<String, Account> accounts,
      List<String> regions,
      AwsHome home,
      List<ExecutionInterceptor> interceptors) {
    this.accounts = Map.copyOf(accounts);
    this.regions = List.copyOf(regions);
    this.home = home;
    this.interceptors = List.copyOf(interceptors);
    this.sts = home.sts();
  }

  @Override
  public List<Scope> scopes() {
    return accounts.keySet().stream()
        .sorted()
        .flatMap(account -> regions.stream().map(region -> new Scope(account, region)))
        .toList();
  }

  @Override
  public Optional<String> alias(String account) {
    return Optional.ofNullable(accounts.get(account)).map(Account::alias);
  }

  @Override
  public Ec2Client ec2(Scope scope, Attribution attribution) {
    if (!scopes().contains(scope)) {
      throw new IllegalArgumentException(scope + " is not configured");
    }
    return clients.get(new Call(scope, attribution), this::open).ec2();
  }

  @Override
  public SecurityHubClient securityHub(Scope scope, Attribution attribution) {
    if (!scopes().contains(scope)) {
      throw new IllegalArgumentException(scope + " is not configured");
    }
    return hubs.get(new Call(scope, attribution), this::openHub).client();
  }

  private Hub openHub(Call call) {
    var role = role(call);
    var client =
        home.watched(
                "securityhub",
                home.pointed(
                    "SECURITYHUB",
                    SecurityHubClient.builder()
                        .region(Region.of(call.scope().region()))
                        .httpClient(home.http())
                        .credentialsProvider(role == null ? home.credentials() : role)),
                interceptors)
            .build();
    return new Hub(client, role);
  }

  private @Nullable StsAssumeRoleCredentialsProvider role(Call call) {
    var account = accounts.get(call.scope().account());
    var arn = account == null ? null : account.role();
    return arn == null ? null : assume(arn, call.attribution());
  }

  private Opened open(Call call) {
    var role = role(call);
    var ec2 =
        home.watched(
                "ec2",
                home.pointed(
                    "EC2",
                    Ec2Client.builder()
                        .region(Region.of(call.scope().region()))
                        .httpClient(home.http())
                        .credentialsProvider(role == null ? home.credentials() : role)),
                interceptors)
            .build();
    return new Opened(ec2, role);
  }

  private StsAssumeRoleCredentialsProvider assume(String arn, Attribution attribution) {
    return StsAssumeRoleCredentialsProvider.builder()
        .stsClient(sts)
        .refreshRequest(r ->
            r.roleArn(arn)
                .roleSessionName(attribution.session())
                // STS AssumeRole: SourceIdentity is 2-64 of [\w+=,.@-]; Slack ids are.
                .sourceIdentity(attribution.actor().id()))
        .build();
  }

  @Override
  public void close() {
    clients.invalidateAll();
    clients.cleanUp();
    hubs.invalidateAll();
    hubs.cleanUp();
    sts.close();
  }
}
