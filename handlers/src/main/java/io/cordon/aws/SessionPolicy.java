package io.cordon.aws;

/**
 * What a session may do at most, of what its role may (IAM user guide, session policies).
 *
 * @param json the policy as STS takes it
 */
public record SessionPolicy(String json) {
  /** STS API reference, AssumeRole: no more characters than these. */
  public static final int LONGEST = 2_048;

  /** Whether STS takes a policy of this length. */
  public boolean fits() {
    return json.length() <= LONGEST;
  }
}
