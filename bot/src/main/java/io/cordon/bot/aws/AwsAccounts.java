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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.model.Tag;

/**
 * The configured accounts. Each is called with its role, assumed for one action of one case and one
 * person, and narrowed to what is to be done, so that CloudTrail itself says who clicked.
 *
 * <p>A session is had again by nobody but who asks for exactly the same. Somebody's sessions are
 * forgotten as soon as the same person is at another action, and when they were not used for a
 * while.
 */
public final class AwsAccounts implements Aws, AutoCloseable {
  private static final Duration UNUSED = Duration.ofMinutes(2);

  /** The shortest that STS gives; whoever needs longer gets another one of the same. */
  private static final int SECONDS = 900;

  private final Map<String, Account> accounts;
  private final List<String> regions;
  private final AwsHome home;
  private final List<ExecutionInterceptor> interceptors;
  private final StsClient sts;

  /** These use the home's connections, and hold nothing that must be closed. */
  private final Cache<Call, Ec2Client> computers = cache();

  private final Cache<Call, SecurityHubClient> hubs = cache();

  /** Where, in whose name, what for, and what may be done: the whole of what a session is for. */
  private record Call(Scope scope, Attribution attribution) {
    boolean isOfOtherWork(Call other) {
      var mine = attribution;
      var others = other.attribution;
      return mine.actor().id().equals(others.actor().id())
          && !(mine.session().equals(others.session()) && mine.action().equals(others.action()));
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
    return client(computers, scope, attribution, this::openEc2);
  }

  private <C> C client(
      Cache<Call, C> clients, Scope scope, Attribution attribution, Function<Call, C> open) {
    if (!scopes().contains(scope)) {
      throw new IllegalArgumentException(scope + " is not configured");
    }
    var call = new Call(scope, attribution);
    if (clients.getIfPresent(call) == null) {
      computers.asMap().keySet().removeIf(call::isOfOtherWork);
      hubs.asMap().keySet().removeIf(call::isOfOtherWork);
    }
    return clients.get(call, open);
  }

  private static <C> Cache<Call, C> cache() {
    return Caffeine.newBuilder().expireAfterAccess(UNUSED).maximumSize(200).build();
  }

  private Ec2Client openEc2(Call call) {
    return opened("ec2", "EC2", Ec2Client.builder().httpClient(home.http()), call).build();
  }

  @Override
  public SecurityHubClient securityHub(Scope scope, Attribution attribution) {
    return client(hubs, scope, attribution, this::openHub);
  }

  private SecurityHubClient openHub(Call call) {
    var builder = SecurityHubClient.builder().httpClient(home.http());
    return opened("securityhub", "SECURITYHUB", builder, call).build();
  }

  private <B extends AwsClientBuilder<B, ?>> B opened(
      String service, String variable, B builder, Call call) {
    var account = accounts.get(call.scope().account());
    var arn = account == null ? null : account.role();
    var credentials = arn == null ? home.credentials() : assume(arn, call.attribution());
    return home.watched(
        service,
        home.pointed(
            variable,
            builder.region(Region.of(call.scope().region())).credentialsProvider(credentials)),
        interceptors);
  }

  private AwsCredentialsProvider assume(String arn, Attribution attribution) {
    return StsAssumeRoleCredentialsProvider.builder()
        .stsClient(sts)
        .refreshRequest(r ->
            r.roleArn(arn)
                .roleSessionName(attribution.session())
                // STS AssumeRole: SourceIdentity is 2-64 of [\w+=,.@-]; Slack ids are.
                .sourceIdentity(attribution.actor().id())
                .tags(tags(attribution))
                .policy(attribution.policy().json())
                .durationSeconds(SECONDS))
        .build();
  }

  private static List<Tag> tags(Attribution attribution) {
    return attribution.tags().entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }

  @Override
  public void close() {
    computers.invalidateAll();
    hubs.invalidateAll();
    sts.close();
  }
}
