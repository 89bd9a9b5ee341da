package io.cordon.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cordon.ledger.CanonicalJson;
import java.util.stream.Stream;

/** SNS messages with findings in them, made up by us. */
final class Posts {
  static final String TOPIC = "arn:aws:sns:eu-west-1:111122223333:cordon-findings";

  private Posts() {}

  /** A message as SNS posts it. */
  static byte[] post(String id, String text) {
    var message = CanonicalJson.MAPPER.createObjectNode();
    message.put("Type", "Notification");
    message.put("MessageId", id);
    message.put("TopicArn", TOPIC);
    message.put("Message", text);
    return message.toPrettyString().getBytes(UTF_8);
  }

  /** One finding about an instance, as Security Hub holds it. */
  static ObjectNode finding(String id, String instance, String updated) {
    var finding = CanonicalJson.MAPPER.createObjectNode();
    finding.put("SchemaVersion", "2018-10-08");
    finding.put("Id", id);
    finding.put("ProductArn", "arn:aws:securityhub:eu-west-1::product/aws/guardduty");
    finding.put("AwsAccountId", "111122223333");
    finding.put("Region", "eu-west-1");
    finding.put("UpdatedAt", updated);
    finding.put("Title", "Title of " + id);
    finding.put("Description", "About it");
    finding.put("RecordState", "ACTIVE");
    finding.putObject("Severity").put("Label", "HIGH");
    finding.putObject("Workflow").put("Status", "NEW");
    finding.putArray("Types").add("TTPs/Discovery");
    finding
        .putArray("Resources")
        .addObject()
        .put("Type", "AwsEc2Instance")
        .put("Id", "arn:aws:ec2:eu-west-1:111122223333:instance/" + instance);
    return finding;
  }

  /** The same finding, no longer true. */
  static ObjectNode resolved(ObjectNode finding) {
    var next = finding.deepCopy();
    next.putObject("Workflow").put("Status", "RESOLVED");
    return next;
  }

  /** Findings as EventBridge passes them on, all in one message. */
  static String event(ObjectNode... findings) {
    var event = CanonicalJson.MAPPER.createObjectNode();
    event.put("detail-type", "Security Hub Findings - Imported");
    event.put("source", "aws.securityhub");
    event.put("account", "111122223333");
    event.put("region", "eu-west-1");
    var all = event.putObject("detail").putArray("findings");
    Stream.of(findings).forEach(all::add);
    return event.toString();
  }
}
