package io.cordon.sandbox.aws;

import java.time.Instant;
import java.util.List;

/**
 * The ids of what {@link AccountSeed} has put into an account: a small shop's web servers, and what
 * Cordon needs.
 *
 * @param account twelve digits
 * @param region the region
 * @param network where the servers stand
 * @param server the server that findings are about: two interfaces, two volumes
 * @param neighbour the second, healthy server behind the same load balancer
 * @param loadBalancer what stands in front of both
 * @param user an IAM user with an access key
 * @param evidence where the record and evidence go
 * @param findings how findings arrive
 * @param signingKey the ARN of the KMS key behind {@code alias/cordon-ledger}
 */
public record SeededAccount(
    String account,
    String region,
    Network network,
    Server server,
    Server neighbour,
    LoadBalancer loadBalancer,
    User user,
    Evidence evidence,
    Findings findings,
    String signingKey) {

  /** The same account, with another server that findings are about. */
  public SeededAccount about(Server other) {
    return new SeededAccount(
        account,
        region,
        network,
        other,
        neighbour,
        loadBalancer,
        user,
        evidence,
        findings,
        signingKey);
  }

  /**
   * A VPC with two public subnets.
   *
   * @param subnets in two availability zones
   * @param webGroup the id of the security group {@code web}
   * @param sshGroup the id of the security group {@code ssh}
   */
  public record Network(
      String vpc,
      List<String> subnets,
      String routeTable,
      String internetGateway,
      String webGroup,
      String sshGroup) {}

  /**
   * An EC2 instance.
   *
   * @param image the id of the image that it was launched from
   * @param launched when it was launched
   * @param interfaces the ids of its network interfaces, the primary one first
   * @param volumes the ids of its volumes, the boot volume first
   */
  public record Server(
      String instance,
      String image,
      Instant launched,
      String privateAddress,
      List<String> interfaces,
      List<String> volumes) {}

  /**
   * An application load balancer with one target group.
   *
   * @param arn the load balancer's ARN
   * @param targetGroup the target group's ARN; both servers are registered as instances, port 80
   */
  public record LoadBalancer(String arn, String targetGroup) {}

  /**
   * An IAM user.
   *
   * @param secretKey the secret of the access key, worth nothing outside of this emulator
   */
  public record User(String name, String arn, String accessKey, String secretKey) {}

  /**
   * Two buckets.
   *
   * @param bucket versioned, with Object Lock
   * @param staging unlocked
   */
  public record Evidence(String bucket, String staging) {}

  /**
   * A topic and the queue that is subscribed to it.
   *
   * @param topic the topic's ARN
   * @param queue the queue's URL
   * @param deadQueue the URL of the queue for messages that were received three times in vain
   */
  public record Findings(String topic, String queue, String deadQueue) {}
}
