package io.cordon.sandbox.aws;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One call to AWS as it stood on the wire.
 *
 * @param service the service as IAM and the signature spell it: {@code ec2}, {@code
 *     elasticloadbalancing}, {@code dynamodb}
 * @param operation the operation as AWS spells it: {@code CreateSnapshots}
 * @param region the region that the call was signed for, or "" where it was not signed
 * @param accessKey the access key id that signed it, or ""
 * @param parameters all parameters, flat, with lists counted from 1: {@code InstanceId.1}, {@code
 *     Item.pk.S}; for S3 {@code Bucket}, {@code Key} and the query
 */
public record AwsCall(
    String service,
    String operation,
    String region,
    String accessKey,
    Map<String, String> parameters) {
  private static final Pattern READS =
      Pattern.compile(
          "(Describe|Get|List|Head|Query|Scan|BatchGet|TransactGet|Receive|Lookup|Filter|Simulate"
              + "|Assume|Decode|Verify|Search|Test)\\w*");

  /** Operations that leave everything as it is although their names do not say so. */
  private static final Set<String> READS_BY_NAME = Set.of("kms:Sign", "kms:Encrypt", "kms:Decrypt");

  /** Copies the parameters. */
  public AwsCall {
    parameters = Map.copyOf(parameters);
  }

  /** The call as IAM spells it: {@code ec2:CreateSnapshots}. */
  public String name() {
    return service + ":" + operation;
  }

  /** Whether the call asks to change something; a dry run does not. */
  public boolean changes() {
    return !READS.matcher(operation).matches()
        && !READS_BY_NAME.contains(name())
        && !"true".equals(parameters.get("DryRun"));
  }

  /** The parameter of that name, or "" where it was not given. */
  public String parameter(String name) {
    return parameters.getOrDefault(name, "");
  }
}
