package io.cordon;

import io.cordon.aws.Attribution;
import io.cordon.aws.Aws;
import io.cordon.change.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.Reservation;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;

/** Accounts in which instances can be looked up, and nothing else. */
public final class FakeAws implements Aws {
  private final Map<Scope, List<String>> instances = new HashMap<>();
  private final List<Scope> scopes;
  private final List<Scope> away = new ArrayList<>();
  private final List<Attribution> callers = new ArrayList<>();

  /** With these accounts and regions configured. */
  public FakeAws(Scope... scopes) {
    this.scopes = List.of(scopes);
  }

  /** Puts an instance there. */
  public void has(Scope scope, String instance) {
    instances.computeIfAbsent(scope, _ -> new ArrayList<>()).add(instance);
  }

  /** From now on this scope does not answer. */
  public void isAway(Scope scope) {
    away.add(scope);
  }

  /** In whose names it was asked. */
  public List<Attribution> callers() {
    return List.copyOf(callers);
  }

  @Override
  public List<Scope> scopes() {
    return scopes;
  }

  @Override
  public Optional<String> alias(String account) {
    return Optional.empty();
  }

  @Override
  public Ec2Client ec2(Scope scope, Attribution attribution) {
    if (!scopes.contains(scope)) {
      throw new IllegalArgumentException(scope + " is not configured");
    }
    callers.add(attribution);
    return new Lookup(scope);
  }

  @Override
  public SecurityHubClient securityHub(Scope scope, Attribution attribution) {
    throw new UnsupportedOperationException("there are instances only");
  }

  private final class Lookup implements Ec2Client {
    private final Scope scope;

    Lookup(Scope scope) {
      this.scope = scope;
    }

    @Override
    public DescribeInstancesResponse describeInstances(DescribeInstancesRequest request) {
      if (away.contains(scope)) {
        throw SdkClientException.create("no answer");
      }
      var asked = request.filters().getFirst().values();
      var found =
          instances.getOrDefault(scope, List.of()).stream()
              .filter(asked::contains)
              .map(id -> Instance.builder().instanceId(id).build())
              .map(i -> Reservation.builder().instances(i).build())
              .toList();
      return DescribeInstancesResponse.builder().reservations(found).build();
    }

    @Override
    public String serviceName() {
      return "ec2";
    }

    @Override
    public void close() {}
  }
}
