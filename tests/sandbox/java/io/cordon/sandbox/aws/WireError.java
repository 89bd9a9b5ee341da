package io.cordon.sandbox.aws;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import java.util.UUID;

/**
 * An error as AWS writes it. The codes are those of the services' own error lists.
 *
 * @param status the HTTP status
 * @param code AWS's error code
 * @param message what AWS says
 */
record WireError(int status, String code, String message) {

  static WireError throttled(AwsCall call) {
    return switch (call.service()) {
      case "ec2" -> new WireError(503, "RequestLimitExceeded", "Request limit exceeded.");
      case "s3" -> new WireError(503, "SlowDown", "Please reduce your request rate.");
      case "sns" -> new WireError(429, "Throttled", "Rate exceeded");
      case "sqs" -> new WireError(403, "RequestThrottled", "Request is throttled.");
      case "iam", "sts", "elasticloadbalancing" ->
          new WireError(400, "Throttling", "Rate exceeded");
      case "dynamodb" ->
          new WireError(
              400,
              "ThrottlingException",
              "Throughput exceeds the current capacity of your table or index.");
      default -> new WireError(400, "ThrottlingException", "Rate exceeded");
    };
  }

  static WireError denied(AwsCall call, Caller caller) {
    String who = caller.role().isEmpty() ? caller.accessKey() : caller.role();
    String text =
        ("User: %s is not authorized to perform: %s"
                + " because no identity-based policy allows the %s action")
            .formatted(who, call.name(), call.name());
    return switch (call.service()) {
      case "ec2" ->
          new WireError(
              403,
              "UnauthorizedOperation",
              "You are not authorized to perform this operation. " + text);
      case "s3" -> new WireError(403, "AccessDenied", "Access Denied");
      case "sns" -> new WireError(403, "AuthorizationError", text);
      case "iam", "sts", "elasticloadbalancing" -> new WireError(403, "AccessDenied", text);
      default -> new WireError(400, "AccessDeniedException", text);
    };
  }

  static WireError server(AwsCall call) {
    return switch (call.service()) {
      case "ec2" -> new WireError(500, "InternalError", "An internal error has occurred");
      case "s3" ->
          new WireError(
              500, "InternalError", "We encountered an internal error. Please try again.");
      case "kms" -> new WireError(500, "KMSInternalException", "KMS internal error");
      case "dynamodb", "ssm" -> new WireError(500, "InternalServerError", "Internal server error");
      default -> new WireError(500, "InternalFailure", "An internal error occurred");
    };
  }

  /** What moto lacks. AWS never answers so; no SDK retries it. */
  static WireError missing(AwsCall call) {
    return new WireError(501, "NotImplemented", "The sandbox's AWS has no " + call.name());
  }

  /** The error on the wire, with a fresh request id. */
  ResponseDefinition in(Protocol protocol) {
    String id = UUID.randomUUID().toString();
    var answer =
        aResponse()
            .withStatus(status)
            .withHeader(protocol == Protocol.REST_XML ? "x-amz-request-id" : "x-amzn-requestid", id)
            .withBody(body(protocol, id));
    return typed(protocol, answer).build();
  }

  private static ResponseDefinitionBuilder typed(
      Protocol protocol, ResponseDefinitionBuilder answer) {
    return switch (protocol) {
      case JSON -> answer.withHeader("Content-Type", "application/x-amz-json-1.1");
      case REST_XML -> answer.withHeader("Content-Type", "application/xml");
      case EC2, QUERY -> answer.withHeader("Content-Type", "text/xml;charset=UTF-8");
    };
  }

  String body(Protocol protocol, String requestId) {
    String error =
        "<Code>%s</Code><Message>%s</Message>"
            .formatted(XmlAnswer.escaped(code), XmlAnswer.escaped(message));
    String type = status < 500 ? "Sender" : "Receiver";
    return switch (protocol) {
      case EC2 ->
          "<Response><Errors><Error>%s</Error></Errors><RequestID>%s</RequestID></Response>"
              .formatted(error, requestId);
      case QUERY ->
          "<ErrorResponse><Error><Type>%s</Type>%s</Error><RequestId>%s</RequestId></ErrorResponse>"
              .formatted(type, error, requestId);
      case REST_XML -> "<Error>%s<RequestId>%s</RequestId></Error>".formatted(error, requestId);
      case JSON ->
          JsonNodeFactory.instance
              .objectNode()
              .put("__type", code)
              .put("message", message)
              .toString();
    };
  }
}
