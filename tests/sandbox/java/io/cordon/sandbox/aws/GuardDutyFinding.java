package io.cordon.sandbox.aws;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A GuardDuty finding of type {@code Backdoor:EC2/C&CActivity.B} about a seeded server, severity 8,
 * as EventBridge sends it to a topic. The text and the address of the far end are made up.
 *
 * @param id GuardDuty's finding id, 32 hex digits; the same id again is the same finding
 * @param firstSeen when it was first seen
 * @param updated when it was last seen
 * @param count how often it was seen
 */
public record GuardDutyFinding(String id, Instant firstSeen, Instant updated, int count) {

  /** A finding that was seen for the first time. */
  public static GuardDutyFinding first(String id, Instant seen) {
    return new GuardDutyFinding(id, seen, seen, 1);
  }

  /** The same finding, seen once more. */
  public GuardDutyFinding again(Instant seen) {
    return new GuardDutyFinding(id, firstSeen, seen, count + 1);
  }

  /** The EventBridge event as JSON, about the seeded server. */
  public String json(SeededAccount seeded) {
    SeededAccount.Server server = seeded.server();
    return SandboxFile.text("guardduty-finding.json")
        .replace("{{id}}", id)
        .replace("{{account}}", seeded.account())
        .replace("{{region}}", seeded.region())
        .replace("{{instance}}", server.instance())
        .replace("{{image}}", server.image())
        .replace("{{launched}}", time(server.launched()))
        .replace("{{interface}}", server.interfaces().getFirst())
        .replace("{{address}}", server.privateAddress())
        .replace("{{subnet}}", seeded.network().subnets().getFirst())
        .replace("{{vpc}}", seeded.network().vpc())
        .replace("{{group}}", seeded.network().webGroup())
        .replace("{{firstSeen}}", time(firstSeen))
        .replace("{{updated}}", time(updated))
        .replace("{{event}}", updated.truncatedTo(ChronoUnit.SECONDS).toString())
        .replace("{{count}}", String.valueOf(count));
  }

  /**
   * Publishes the finding to the seeded topic.
   *
   * @return SNS's message id
   */
  public String publish(AwsClients clients, SeededAccount seeded) {
    return clients
        .sns()
        .publish(r -> r.topicArn(seeded.findings().topic()).message(json(seeded)))
        .messageId();
  }

  private static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", ".000Z");
  }
}
