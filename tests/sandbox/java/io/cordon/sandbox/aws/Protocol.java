package io.cordon.sandbox.aws;

import com.github.tomakehurst.wiremock.http.Request;

/** The wire protocols of AWS that differ in how an error is written. */
enum Protocol {
  /** Form in, XML out, with EC2's own error element. */
  EC2,
  /** Form in, XML out: STS, IAM, SNS, load balancing. */
  QUERY,
  /** JSON in and out: DynamoDB, KMS, SSM, SQS; Security Hub, of which the path is the operation. */
  JSON,
  /** The operation is the method and path: S3. */
  REST_XML;

  static Protocol of(Request request, AwsCall call) {
    if (request.containsHeader("X-Amz-Target")) {
      return JSON;
    }
    return switch (call.service()) {
      case "ec2" -> EC2;
      case "s3" -> REST_XML;
      case "securityhub" -> JSON;
      default -> QUERY;
    };
  }
}
