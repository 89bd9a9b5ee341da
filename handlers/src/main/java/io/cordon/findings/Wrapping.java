package io.cordon.findings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** What forwarders leave around a message: SNS and SQS records, an SNS envelope inside. */
final class Wrapping {

  private Wrapping() {}

  /** What is inside, as JSON or as text that holds JSON; empty if this is no wrapping. */
  static Optional<List<JsonNode>> contents(Fields fields) {
    for (String list : List.of("Records", "Messages")) {
      if (fields.at(list).node().isArray()) {
        return Optional.of(fields.list(list).stream().map(Wrapping::ofRecord).toList());
      }
    }
    JsonNode own = ofRecord(fields);
    return own.equals(fields.node()) ? Optional.empty() : Optional.of(List.of(own));
  }

  /** The record itself if it holds nothing else, as the records of a CloudTrail log do. */
  private static JsonNode ofRecord(Fields fields) {
    if (fields.hasObject("Sns")) {
      return fields.at("Sns.Message").node();
    }
    // SQS writes "body" and "receiptHandle" to Lambda, "Body" and "ReceiptHandle" to its callers.
    if (fields.has("body") && (fields.has("receiptHandle") || fields.has("messageId"))) {
      return fields.at("body").node();
    }
    return fields.has("TopicArn") && fields.has("Message")
        ? fields.at("Message").node()
        : fields.node();
  }
}
